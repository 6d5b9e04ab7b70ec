import { mountainTime } from '../mountain-time.js';
import type { ReviewReason, SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';

/** Approved, or accepted by a bank: money is on its way or there. */
export function movesMoney({ status }: TransactionFacts): boolean {
  return status === 'approved' || status === 'accepted';
}

/** Whether it takes money back. */
export function reverses({ type }: TransactionFacts): boolean {
  return type === 'refund' || type === 'reverse';
}

/** Whether the order is paid on an invoice that other payments may name as well. */
export function sharesInvoice(session: SessionRecord): boolean {
  return session.order.invoiceNumber !== null;
}

/** Helcim's filter may be inexact, so the number is compared again; a shared invoice has older payments as well. */
export function isUnderOurNumber(session: SessionRecord, row: TransactionFacts): boolean {
  if (!sameText(row.invoiceNumber, expectedNumber(session))) return false;
  if (!sharesInvoice(session)) return true;
  return isAfterStart(session, row);
}

/** Whether it may have happened while the session was there. In the hour that autumn repeats, doubt counts as yes. */
export function isAfterStart(session: SessionRecord, { dateCreated }: TransactionFacts): boolean {
  const date = mountainTime(dateCreated);
  return date !== undefined && date.latest >= Math.floor(session.createdAt / 1000) * 1000;
}

function expectedNumber(session: SessionRecord): string {
  if (session.order.paymentType === 'verify') return '';
  return session.order.invoiceNumber ?? session.reference;
}

function sameText(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

/** The first field that is not what the session was made for. */
export function difference(
  session: SessionRecord,
  { type, amountCents, currency, invoiceNumber }: TransactionFacts,
  { convenienceFeeLimit }: { convenienceFeeLimit: number },
): ReviewReason | undefined {
  const { order } = session;
  const ceiling = order.convenienceFee
    ? Math.round(order.amountCents * (1 + convenienceFeeLimit))
    : order.amountCents;
  if (type !== order.paymentType) return 'type_differs';
  if (amountCents === null || amountCents < order.amountCents || amountCents > ceiling)
    return 'amount_differs';
  if (currency !== order.currency) return 'currency_differs';
  return sameText(invoiceNumber, expectedNumber(session)) ? undefined : 'reference_differs';
}
