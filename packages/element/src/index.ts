// Importing this registers the tag; `./helcim-checkout.js` inside the package does not.
import './define.js';

export { HelcimCheckout } from './helcim-checkout.js';
export {
  HelcimApprovedEvent,
  HelcimCancelledEvent,
  HelcimDeclinedEvent,
  HelcimFailedEvent,
  HelcimOpenedEvent,
  HelcimOpenEvent,
  HelcimPendingEvent,
  HelcimReviewEvent,
  HelcimStateChangeEvent,
  HelcimUnknownEvent,
} from './checkout-events.js';
export { HelcimCheckoutError } from './helcim-checkout-error.js';
export { createSessionClient } from './session-client.js';
export type { HelcimCheckoutEventMap } from './checkout-events.js';
export type { CheckoutState } from './checkout-state.js';
export type { HelcimCheckoutErrorCode } from './helcim-checkout-error.js';
export type { Messages } from './messages.js';
export type { Outcome, RequestHeaders, SessionAnswer, SessionClient } from './session-client.js';
