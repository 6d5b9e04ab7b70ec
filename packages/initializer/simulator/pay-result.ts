import { abortedMessage, expiredMessage, successMessage, unverifiableMessage } from './checkout-result.js';
import { takeFault } from './faults.js';
import { approvalPosts, declinePosts, expiryPosts } from './modal-messages.js';
import type { Posts } from './modal-messages.js';
import type { CheckoutSession } from './records/checkout-session.js';
import type { State } from './state.js';

export interface Receipt {
  amount: string;
  currency: string;
  approvalCode: string;
  /** First six and last four digits of a card; empty for a bank account. */
  cardNumber: string;
  /** Last three digits of a bank account. */
  bankAccount?: string;
}

export type PayResult =
  /** `eventMessage` is what SUCCESS carries; `messages` is what the modal really posts, in that order. */
  | ({ kind: 'approved'; eventMessage: string | object; receipt: Receipt } & Posts)
  /** `eventMessage` is what ABORTED carries; the session stays open for another card. */
  | ({ kind: 'declined'; eventMessage: string; reason: string } & Posts)
  | ({ kind: 'expired'; eventMessage: string } & Posts)
  /** Not a test card or account, malformed input, or already charged: nothing was processed. */
  | { kind: 'refused'; fields: Record<string, string> };

export function approved(
  state: State,
  session: CheckoutSession,
  transaction: Readonly<Record<string, string>>,
  receipt: Receipt,
): PayResult {
  const eventMessage = takeFault(state, 'wrong-hash', { about: session.amountCents })
    ? unverifiableMessage(transaction, state.switches)
    : successMessage(transaction, session.secretToken, state.switches);
  return { kind: 'approved', eventMessage, receipt, ...approvalPosts(state, session, eventMessage) };
}

export function declined(state: State, session: CheckoutSession, reason: string): PayResult {
  const eventMessage = abortedMessage(reason, state.switches);
  return { kind: 'declined', eventMessage, reason, ...declinePosts(state, session, reason) };
}

/** The session of a token that can be paid now, or the result that says why it cannot. */
export function payableSession(
  state: State,
  checkoutToken: string,
): { session: CheckoutSession } | { result: PayResult } {
  const session = state.checkoutSessions.get(checkoutToken);
  if (!session) return { result: refused('This checkout session does not exist') };
  if (session.approvedTransactionId !== undefined) {
    return { result: refused('This checkout session has already been paid') };
  }
  if (state.clock.now() < session.expiresAt) return { session };
  const eventMessage = expiredMessage(state.switches);
  return { result: { kind: 'expired', eventMessage, ...expiryPosts(state, session) } };
}

function refused(checkoutToken: string): PayResult {
  return { kind: 'refused', fields: { checkoutToken } };
}
