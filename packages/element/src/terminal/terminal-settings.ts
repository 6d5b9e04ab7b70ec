import type { TerminalClient } from './terminal-client.js';
import { HelcimTerminalError } from './helcim-terminal-error.js';

/** What one request works with, read once at its start: attributes changed later wait for the next. */
export interface TerminalSettings {
  /** Absolute; empty if there is none. */
  readonly endpoint: string;
  readonly orderId: string;
  /** Code of the device the page has fixed; empty if the clerk chooses. */
  readonly device: string;
  /** Server and order as one text. */
  readonly key: string;
  readonly client: TerminalClient;
}

/** What keeps this page from taking a payment, if anything does. */
export function settingsError({ endpoint, orderId }: TerminalSettings): HelcimTerminalError | undefined {
  return orderId && endpoint
    ? undefined
    : new HelcimTerminalError('configuration', 'endpoint or order-id is missing.');
}

/** A code as devices show it: `jfhp ` is `JFHP`. */
export function readCode(text: string): string {
  return text.trim().toUpperCase();
}
