// Importing this registers the tag; `./helcim-terminal.js` inside the package does not.
import './define.js';

export { HelcimTerminal } from './helcim-terminal.js';
export { HelcimTerminalError } from './helcim-terminal-error.js';
export type { BusySale } from './helcim-terminal-error.js';
export { HelcimTerminalStateChangeEvent } from './terminal-events.js';
export { createTerminalClient } from './terminal-client.js';
export type { TerminalAnswer, TerminalDevice, TerminalOutcome } from './terminal-answer.js';
export type { TerminalClient } from './terminal-client.js';
export type { HelcimTerminalEventMap } from './terminal-events.js';
export type { TerminalMessages } from './terminal-messages.js';
export type { TerminalState } from './terminal-state.js';
