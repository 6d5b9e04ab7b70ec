import assert from 'node:assert/strict';
import {
  InitializerError,
  type InitializerErrorCode,
  type Logger,
} from '../../../packages/initializer/src/index.js';
import { badDay } from './property-merchant.js';
import type { Step } from './property-story.js';

/**
 * A Helcim that fails, or does not know an id; and a session without a token, which another process released while this one was
 * held up: the store drops it at once.
 */
const mishaps: readonly InitializerErrorCode[] = ['helcim_refused', 'session_not_found'];

/** What a step may be answered instead of being done. The others have to work. */
const refusals: Partial<Record<Step['do'], readonly InitializerErrorCode[]>> = {
  open: [...mishaps, 'busy'],
  result: ['transaction_taken'],
  makeUp: ['transaction_taken'],
  webhook: ['transaction_unreadable', 'busy'],
};

/** Fails for whatever a step threw that is no refusal: a mistake of ours must not pass for an answer. */
export function verifyRefusal({ do: what }: Step, thrown: unknown): void {
  if (!(thrown instanceof InitializerError)) throw thrown;
  const { code, cause } = thrown;
  const isExpected = refusals[what]?.includes(code) === true && (cause === undefined || isMishap(cause));
  assert.ok(isExpected, `${what} was refused: ${code}: ${String(thrown.stack)}, because of ${String(cause)}`);
}

/** A logger that keeps the errors which nothing in a story explains: the product goes on after them, and nobody else hears. */
export class FaultLog {
  readonly #faults: unknown[] = [];

  readonly logger: Logger = {
    info: (fields) => this.#note(fields),
    warn: (fields) => this.#note(fields),
    error: (fields) => this.#note(fields),
  };

  verify(): void {
    assert.deepEqual(this.#faults, [], 'the log tells of mistakes');
  }

  #note({ error }: Record<string, unknown>): void {
    if (error !== undefined && !isMishap(error)) this.#faults.push(error);
  }
}

/** Whether the story itself explains an error. The log holds copies of errors, which have lost their class. */
function isMishap(error: unknown): boolean {
  const { name, code, message, cause } = error as Partial<InitializerError>;
  if (message === badDay) return true;
  const isKnown = name === 'InitializerError' && code !== undefined && mishaps.includes(code);
  return isKnown && (cause === undefined || isMishap(cause));
}
