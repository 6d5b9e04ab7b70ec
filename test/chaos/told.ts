import type { Approval, LedgerLine, MerchantEntry } from './ledgers.js';
import { isExistingInvoice } from './order-kind.js';
import { orderIdOf, pricedBy } from './prices.js';

/** A session that `initializer.reviews()` lists. */
export interface Review {
  readonly orderId: string;
  readonly reference: string;
}

/** What the merchant had been told up to some moment: by calls that returned, and by `reviews()`. */
export interface Told {
  /** By `fulfill` or `onAuthorized`. */
  hasPaid(approval: Approval): boolean;
  /** By `onReturned`. */
  cameBack(approval: Approval): boolean;
  needsPerson(approval: Approval): boolean;
}

export function toldUntil(moment: number, lines: readonly LedgerLine[], listed: readonly Review[]): Told {
  const entries = lines.filter((line) => line.event !== 'killed').filter(({ at }) => at <= moment);
  const returned = entries.filter(({ event }) => event === 'return');
  const paid = transactionsOf(returned.filter(({ action }) => action === 'pay'));
  const back = transactionsOf(returned.filter(({ action }) => action === 'return'));
  const reviews = entries.filter(({ event }) => event === 'review');
  const reviewed = transactionsOf(reviews);
  const references = new Set([...reviews, ...listed].map(({ reference }) => reference));
  const orders = new Set([...reviews, ...listed].map(({ orderId }) => orderId));
  return {
    hasPaid: ({ transactionId }) => paid.has(transactionId),
    cameBack: ({ transactionId }) => back.has(transactionId),
    needsPerson: ({ transactionId, reference, amountCents }) =>
      reviewed.has(transactionId) ||
      (isExistingInvoice(reference)
        ? // Its number names many sessions; the price names the order.
          orders.has(orderIdOf(pricedBy(amountCents).index))
        : references.has(reference)),
  };
}

function transactionsOf(entries: readonly MerchantEntry[]): Set<string> {
  return new Set(entries.map(({ transactionId }) => transactionId));
}
