import type {
  ApprovedInput,
  CallbackName,
  InitializerOptions,
  ReviewInput,
} from '../../../packages/initializer/src/index.js';
import type { MortalProcess } from './mortal-process.js';

/** One call of one of the merchant's actions. */
export interface Call {
  readonly name: CallbackName;
  readonly input: ApprovedInput | ReviewInput;
  readonly at: number;
  readonly process: MortalProcess;
  readonly ended: 'returned' | 'threw' | 'never';
  /** That it returned is in the store, whatever becomes of its process. */
  isRecorded: boolean;
}

type Callbacks = Required<
  Pick<InitializerOptions, 'fulfill' | 'onAuthorized' | 'onVerified' | 'onReview' | 'onReturned'>
>;

export const badDay = 'The merchant has a bad day.';

/** A merchant whose actions fail now and then, or take their process down, and who remembers each call. */
export class PropertyMerchant {
  readonly calls: Call[] = [];
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

  #call(
    name: CallbackName,
    input: ApprovedInput | ReviewInput,
    process: MortalProcess,
  ): void | Promise<void> {
    const call = { name, input, at: this.#now(), process, isRecorded: false };
    if (this.deaths > 0) {
      this.deaths -= 1;
      this.calls.push({ ...call, ended: 'never' });
      process.kill();
      return new Promise(() => undefined);
    }
    if (this.failures > 0) {
      this.failures -= 1;
      this.calls.push({ ...call, ended: 'threw' });
      throw new Error(badDay);
    }
    this.calls.push({ ...call, ended: 'returned' });
  }
}
