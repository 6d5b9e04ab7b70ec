import { formatCents } from '../amount.js';
import type { Currency, PaymentType } from '../order.js';
import type { SessionRecord } from '../stores/session-store.js';

/** What the browser is told of a state: never more than it needs to act on. */
export type Outcome =
  'open' | 'approved' | 'pending' | 'review' | 'unknown' | 'returned' | 'expired' | 'superseded';

/** A session as the browser sees it. */
export interface SessionAnswer {
  readonly sessionId: string;
  readonly outcome: Outcome;
  /** Dollars, for example `"49.99"`. */
  readonly amount: string;
  readonly currency: Currency;
  readonly paymentType: PaymentType;
  /** What the buyer quotes to the shop. */
  readonly reference: string;
  /** Helcim's own result screen follows the payment: the modal stays until the buyer closes it. */
  readonly confirmationScreen?: true;
}

export function sessionAnswer(session: SessionRecord): SessionAnswer {
  const { sessionId, reference, order } = session;
  return {
    sessionId,
    outcome: outcomeOf(session),
    amount: formatCents(order.amountCents),
    currency: order.currency,
    paymentType: order.paymentType,
    reference,
    ...(order.confirmationScreen && { confirmationScreen: true }),
  };
}

function outcomeOf({ state }: SessionRecord): Outcome {
  if (state === 'undecided') return 'unknown';
  // What ended on a device leaves the order as free as a session that nobody paid.
  if (state === 'cancelled' || state === 'asleep') return 'expired';
  return state === 'initializing' ? 'open' : state;
}
