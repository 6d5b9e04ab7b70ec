import type { Payment } from '../checkout-events.js';
import type { HelcimTerminalError } from './helcim-terminal-error.js';
import type { TerminalAnswer } from './terminal-answer.js';
import { HelcimTerminalStateChangeEvent } from './terminal-events.js';
import { isStartable, type TerminalState } from './terminal-state.js';

/** What the page and the clerk can see of a payment. */
export class TerminalStatus implements Payment {
  state: TerminalState = 'idle';
  orderId = '';
  answer: TerminalAnswer | undefined;
  /** Why the state is `failed`; otherwise why the server did not answer the last question. */
  error: HelcimTerminalError | undefined;
  /** The server asked to wait; no click is taken. */
  pausing = false;

  readonly host: HTMLElement;
  readonly #changed: () => void;

  constructor(host: HTMLElement, changed: () => void) {
    this.host = host;
    this.#changed = changed;
  }

  get startable(): boolean {
    return isStartable(this.state) && !this.pausing;
  }

  /** What events tell. */
  get session(): Payment['session'] {
    if (!this.answer) return undefined;
    const { sessionId, amount, currency, reference } = this.answer;
    return {
      sessionId,
      ...(amount && { amount }),
      ...(currency && { currency }),
      ...(reference && { reference }),
    };
  }

  /** Changes the state and says so; `event` is the state's own. */
  enter(state: TerminalState, event?: Event | false, error?: HelcimTerminalError): void {
    const previous = this.state;
    this.state = state;
    this.error = error;
    this.pause(false);
    if (previous !== state) this.say(new HelcimTerminalStateChangeEvent(this, state, previous));
    if (event) this.say(event);
  }

  /** News without a change of state. */
  know(answer: TerminalAnswer | undefined, error?: HelcimTerminalError): void {
    this.answer = answer;
    this.error = error;
    this.#changed();
  }

  pause(pausing = true): void {
    this.pausing = pausing;
    this.#changed();
  }

  /** False if the page prevented it. */
  say(event: Event): boolean {
    return this.host.dispatchEvent(event);
  }
}
