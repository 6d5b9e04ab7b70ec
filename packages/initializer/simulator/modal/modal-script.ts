import { bankScript } from './client/bank.js';
import { exitScript } from './client/exit.js';
import { fieldsScript } from './client/fields.js';
import { messagesScript } from './client/messages.js';
import { payScript } from './client/pay.js';
import { startScript } from './client/start.js';
import { testCardsScript } from './client/test-cards.js';

/** The modal's script: one module, so that nothing of it is global. */
export const modalScript = [
  messagesScript,
  exitScript,
  fieldsScript,
  testCardsScript,
  bankScript,
  payScript,
  startScript,
].join('\n');
