import {
  HelcimApprovedEvent,
  HelcimCancelledEvent,
  HelcimDeclinedEvent,
  HelcimFailedEvent,
  HelcimOpenedEvent,
  HelcimReviewEvent,
  HelcimUnknownEvent,
  type Payment,
} from '../checkout-events.js';
import { HelcimTerminalError } from './helcim-terminal-error.js';
import type { TerminalAnswer, TerminalOutcome } from './terminal-answer.js';
import type { TerminalState } from './terminal-state.js';

const states: Record<TerminalOutcome, TerminalState> = {
  open: 'waiting',
  approved: 'approved',
  // Only an order that was paid online, from a bank account.
  pending: 'review',
  review: 'review',
  unknown: 'unknown',
  cancelled: 'cancelled',
  asleep: 'asleep',
  returned: 'cancelled',
  expired: 'cancelled',
  superseded: 'cancelled',
};

export function stateOfAnswer({ outcome, declines = 0 }: TerminalAnswer): TerminalState {
  return outcome === 'open' && declines > 0 ? 'declined' : states[outcome];
}

const events: Partial<Record<TerminalState, new (payment: Payment) => Event>> = {
  waiting: HelcimOpenedEvent,
  declined: HelcimDeclinedEvent,
  approved: HelcimApprovedEvent,
  review: HelcimReviewEvent,
  unknown: HelcimUnknownEvent,
  cancelled: HelcimCancelledEvent,
};

/** The state's own event, if it has one. A device that does not listen is the failure of this attempt, not of the element. */
export function eventOfState(state: TerminalState, payment: Payment): Event | undefined {
  if (state === 'asleep') {
    const error = new HelcimTerminalError('refused', 'The device does not listen.', {
      reason: 'device_asleep',
    });
    return new HelcimFailedEvent(payment, error);
  }
  const Own = events[state];
  return Own && new Own(payment);
}
