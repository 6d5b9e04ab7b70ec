export { createTerminals } from './terminals/create-terminals.js';

export type { Terminals } from './terminals/create-terminals.js';
export type { Authorize, GetTillOrder, TerminalsOptions } from './terminals/options.js';
export type { Device } from './terminals/pair-device.js';
export type { RefundView, TerminalAnswer, TerminalOutcome } from './terminals/terminal-answer.js';
