import type {
  ApprovedInput,
  CallbackName,
  InitializerOptions,
  ReviewInput,
  SessionRecord,
} from '../../../packages/initializer/src/index.js';
import type { MortalProcess } from './mortal-process.js';

/** One call of one of the merchant's actions. */
export interface Call {
  readonly name: CallbackName;
  readonly input: ApprovedInput | ReviewInput;
  readonly at: number;
  readonly ended: 'returned' | 'threw' | 'never';
  /**
   * Whether each earlier try of it had thrown by then, or its process had died before the store took that it returned. What becomes
   * of a process later excuses nothing.
   */
  readonly isOwed: boolean;
}

/** A call, who made it, and whether the store has taken that it returned. */
interface RememberedCall extends Call {
  readonly process: MortalProcess;
  isRecorded: boolean;
}

type Callbacks = Required<
  Pick<InitializerOptions, 'fulfill' | 'onAuthorized' | 'onVerified' | 'onReview' | 'onReturned'>
>;

export const badDay = 'The merchant has a bad day.';

/** A merchant whose actions fail now and then, or take their process down, and who remembers each call. */
export class PropertyMerchant {
  readonly #calls: RememberedCall[] = [];
  readonly #now: () => number;
  /** How many of the next calls throw. */
  failures = 0;
  /** How many of the next calls their process dies in. */
  deaths = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The actions as a process is given them. */
  callbacks(process: () => MortalProcess): Callbacks {
    const action = (name: CallbackName) => (input: ApprovedInput | ReviewInput) =>
      this.#call(name, input, process());
    return {
      fulfill: action('fulfill'),
      onAuthorized: action('onAuthorized'),
      onVerified: action('onVerified'),
      onReview: action('onReview'),
      onReturned: action('onReturned'),
    };
  }

  get calls(): readonly Call[] {
    return this.#calls;
  }

  /** To be told of each record that the store takes. */
  noteStored({ callbacks }: SessionRecord): void {
    const settled = callbacks.filter(({ nextTryAt, withdrawn }) => nextTryAt === null && withdrawn !== true);
    const keys = settled.map(({ idempotencyKey }) => idempotencyKey);
    for (const call of this.#calls) {
      if (call.ended === 'returned' && keys.includes(call.input.idempotencyKey)) call.isRecorded = true;
    }
  }

  #call(
    name: CallbackName,
    input: ApprovedInput | ReviewInput,
    process: MortalProcess,
  ): void | Promise<void> {
    const isOwed = this.#isOwed(input.idempotencyKey);
    const call = { name, input, at: this.#now(), process, isOwed, isRecorded: false };
    if (this.deaths > 0) {
      this.deaths -= 1;
      this.#calls.push({ ...call, ended: 'never' });
      process.kill();
      return new Promise(() => undefined);
    }
    if (this.failures > 0) {
      this.failures -= 1;
      this.#calls.push({ ...call, ended: 'threw' });
      throw new Error(badDay);
    }
    this.#calls.push({ ...call, ended: 'returned' });
  }
  #isOwed(idempotencyKey: string): boolean {
    return this.#calls
      .filter(({ input }) => input.idempotencyKey === idempotencyKey)
      .every(({ ended, process, isRecorded }) => ended === 'threw' || (process.isDead() && !isRecorded));
  }
}
