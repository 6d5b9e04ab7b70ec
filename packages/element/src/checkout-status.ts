import { HelcimStateChangeEvent, type Payment } from './checkout-events.js';
import { type CheckoutState, isStartable } from './checkout-state.js';
import type { HelcimCheckoutError } from './helcim-checkout-error.js';
import type { SessionAnswer } from './session-client.js';

/** What the page and the buyer can see of a payment. */
export class CheckoutStatus implements Payment {
  state: CheckoutState = 'idle';
  orderId = '';
  session: SessionAnswer | undefined;
  error: HelcimCheckoutError | undefined;
  /** The modal closed without a result. */
  cancelled = false;
  /** The server asked to wait; no click is taken. */
  waiting = false;

  readonly host: HTMLElement;
  readonly #changed: () => void;

  constructor(host: HTMLElement, changed: () => void) {
    this.host = host;
    this.#changed = changed;
  }

  get startable(): boolean {
    return isStartable(this.state) && !this.waiting;
  }

  /** Changes the state and says so; `event` is the state's own. */
  enter(
    state: CheckoutState,
    event?: Event | false,
    { cancelled = false, error }: { cancelled?: boolean; error?: HelcimCheckoutError } = {},
  ): void {
    const previous = this.state;
    this.state = state;
    this.cancelled = cancelled;
    this.error = error;
    this.wait(false);
    if (previous !== state) this.say(new HelcimStateChangeEvent(this, state, previous));
    if (event) this.say(event);
  }

  /** A session is known; its amount is shown. */
  know(session: SessionAnswer): void {
    this.session = session;
    this.#changed();
  }

  wait(waiting = true): void {
    this.waiting = waiting;
    this.#changed();
  }

  /** False if the page prevented it. */
  say(event: Event): boolean {
    return this.host.dispatchEvent(event);
  }
}
