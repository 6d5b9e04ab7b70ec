import {
  type HelcimApprovedEvent,
  type HelcimCancelledEvent,
  type HelcimDeclinedEvent,
  HelcimEvent,
  type HelcimFailedEvent,
  type HelcimOpenedEvent,
  type HelcimOpenEvent,
  type HelcimReviewEvent,
  type HelcimUnknownEvent,
  type Payment,
} from '../checkout-events.js';
import type { HelcimTerminalError } from './helcim-terminal-error.js';
import type { TerminalState } from './terminal-state.js';

/** The state changed; comes before the state's own event. */
export class HelcimTerminalStateChangeEvent extends HelcimEvent {
  declare readonly state: TerminalState;
  declare readonly previousState: TerminalState;

  constructor(payment: Payment, state: TerminalState, previousState: TerminalState) {
    super('statechange', payment);
    this.state = state;
    this.previousState = previousState;
  }
}

/** What `<helcim-terminal>` dispatches. All but the last are the events of `<helcim-checkout>`. */
export interface HelcimTerminalEventMap {
  'helcim-open': HelcimOpenEvent;
  'helcim-opened': HelcimOpenedEvent;
  'helcim-approved': HelcimApprovedEvent;
  'helcim-declined': HelcimDeclinedEvent;
  'helcim-cancelled': HelcimCancelledEvent;
  'helcim-unknown': HelcimUnknownEvent;
  'helcim-review': HelcimReviewEvent;
  'helcim-failed': HelcimFailedEvent & { readonly error: HelcimTerminalError };
  'helcim-statechange': HelcimTerminalStateChangeEvent;
}
