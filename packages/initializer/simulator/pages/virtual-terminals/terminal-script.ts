import { connectionScript } from './client/connection.js';
import { counterScript } from './client/counter.js';
import { factsScript } from './client/facts.js';
import { keysScript } from './client/keys.js';
import { showScript } from './client/show.js';

/** The script of one terminal's page: one module, so that nothing of it is global. */
export const terminalScript = [
  factsScript,
  showScript,
  connectionScript,
  keysScript,
  counterScript,
  'show();\nwake();',
].join('\n');
