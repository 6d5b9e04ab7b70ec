import type { HelcimCheckoutError } from './helcim-checkout-error.js';
import type { CheckoutState } from './checkout-state.js';
import type { SessionAnswer } from './session-client.js';

/** What an event tells about its payment. Neither tokens nor card data are ever in it. */
export interface Payment {
  readonly orderId: string;
  readonly session?: Partial<SessionAnswer> | undefined;
}

const sessionFacts = ['sessionId', 'amount', 'currency', 'paymentType', 'reference'] as const;

/** All events bubble and cross shadow roots. */
export abstract class HelcimEvent extends Event {
  declare readonly orderId: string;
  declare readonly sessionId: string | undefined;
  /** Decimal text, as in `"49.99"`. */
  declare readonly amount: string | undefined;
  declare readonly currency: string | undefined;
  declare readonly paymentType: string | undefined;
  /** What the buyer quotes to the shop. */
  declare readonly reference: string | undefined;

  constructor(type: string, { orderId, session }: Payment, cancelable = false) {
    super(`helcim-${type}`, { bubbles: true, composed: true, cancelable });
    this.orderId = orderId;
    for (const name of sessionFacts) Object.assign(this, { [name]: session?.[name] });
  }
}

/** Before anything is loaded. `preventDefault()` keeps the modal closed. */
export class HelcimOpenEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('open', payment, true);
  }
}

/** The modal stands over the page. */
export class HelcimOpenedEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('opened', payment);
  }
}

/** The server has verified the payment. */
export class HelcimApprovedEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('approved', payment);
  }
}

/** Accepted, not cleared: a bank transfer. */
export class HelcimPendingEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('pending', payment);
  }
}

/** One card was declined; the modal is still open for another. Not an end. */
export class HelcimDeclinedEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('declined', payment);
  }
}

/** The modal closed without a result. Never cancel the order on this: an approval may still follow. */
export class HelcimCancelledEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('cancelled', payment);
  }
}

/** Money may have moved and the server cannot tell yet. The element is locked and keeps asking. */
export class HelcimUnknownEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('unknown', payment);
  }
}

/** A person must look at the payment. */
export class HelcimReviewEvent extends HelcimEvent {
  constructor(payment: Payment) {
    super('review', payment);
  }
}

/** The element could not go on. */
export class HelcimFailedEvent extends HelcimEvent {
  declare readonly error: HelcimCheckoutError;

  constructor(payment: Payment, error: HelcimCheckoutError) {
    super('failed', payment);
    this.error = error;
  }
}

/** The state changed; comes before the state's own event. */
export class HelcimStateChangeEvent extends HelcimEvent {
  declare readonly state: CheckoutState;
  declare readonly previousState: CheckoutState;

  constructor(payment: Payment, state: CheckoutState, previousState: CheckoutState) {
    super('statechange', payment);
    this.state = state;
    this.previousState = previousState;
  }
}

export interface HelcimCheckoutEventMap {
  'helcim-open': HelcimOpenEvent;
  'helcim-opened': HelcimOpenedEvent;
  'helcim-approved': HelcimApprovedEvent;
  'helcim-pending': HelcimPendingEvent;
  'helcim-declined': HelcimDeclinedEvent;
  'helcim-cancelled': HelcimCancelledEvent;
  'helcim-unknown': HelcimUnknownEvent;
  'helcim-review': HelcimReviewEvent;
  'helcim-failed': HelcimFailedEvent;
  'helcim-statechange': HelcimStateChangeEvent;
}

declare global {
  // They bubble, so document and window hear them too.
  interface GlobalEventHandlersEventMap extends HelcimCheckoutEventMap {
    'helcim-open': HelcimOpenEvent;
  }
}
