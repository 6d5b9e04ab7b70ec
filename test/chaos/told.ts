import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { isExistingInvoice } from './order-kind.js';
import { orderIdOf, pricedBy } from './prices.js';

/** What the merchant had been told up to some moment, by calls that returned. */
export interface Told {
  /** By `fulfill` or `onAuthorized`. */
  hasPaid(approval: Approval): boolean;
  /** By `onReturned`. */
  cameBack(approval: Approval): boolean;
  /** By `onReview`. */
  needsPerson(approval: Approval): boolean;
}

export function toldUntil(moment: number, lines: readonly LedgerLine[]): Told {
  const calls = lines
    .filter((line) => line.event !== 'killed')
    .filter(({ at, event }) => event === 'return' && at <= moment);
  const paid = transactionsOf(calls.filter(({ action }) => action === 'pay'));
  const back = transactionsOf(calls.filter(({ action }) => action === 'return'));
  const reviews = calls.filter(({ action }) => action === 'review');
  const reviewed = transactionsOf(reviews);
  const unnamed = reviews.filter(({ transactionIds }) => transactionIds.length === 0);
  return {
    hasPaid: ({ transactionId }) => paid.has(transactionId),
    cameBack: ({ transactionId }) => back.has(transactionId),
    needsPerson: (approval) =>
      reviewed.has(approval.transactionId) || unnamed.some((review) => mayMean(review, approval)),
  };
}

function transactionsOf(entries: readonly MerchantEntry[]): Set<string> {
  return new Set(entries.flatMap(({ transactionIds }) => transactionIds));
}

/**
 * A review without any transaction leads a person to the payments that were there when it was written, under the number that it
 * names. An existing invoice names many sessions; there the price names the order.
 */
function mayMean(
  { orderId, reference, at }: MerchantEntry,
  { reference: number, amountCents, at: approvedAt }: Approval,
): boolean {
  if (at < approvedAt) return false;
  return isExistingInvoice(number)
    ? orderId === orderIdOf(pricedBy(amountCents).index)
    : reference === number;
}
