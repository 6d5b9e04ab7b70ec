import { minute } from '../clock.js';
import { mountainTime } from '../mountain-time.js';
import type { ReviewReason, SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';

/** How far our clock and Helcim's may be apart: money that is overlooked because of that is money nobody hears of. */
export const clocksDifferMs = 2 * minute;

/** Approved, or accepted by a bank: money is on its way or there. */
export function movesMoney({ status }: TransactionFacts): boolean {
  return status === 'approved' || status === 'accepted';
}

/** Whether it is a bank payment whose money the bank has not given, or has taken back. */
export function cameBack({ kind, status }: TransactionFacts): boolean {
  return kind === 'ach' && (status === 'returned' || status === 'declined');
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
  if (!carriesNumber(session, row)) return false;
  if (!sharesInvoice(session)) return true;
  return isAfterStart(session, row);
}

/** Whether it carries the number that the session is paid under, whenever it was made. */
export function carriesNumber(session: SessionRecord, { invoiceNumber }: TransactionFacts): boolean {
  return sameText(invoiceNumber, expectedNumber(session));
}

/** Whether it may have happened while the session was there. In the hour that autumn repeats, doubt counts as yes. */
export function isAfterStart(session: SessionRecord, row: TransactionFacts): boolean {
  return isAfter(session.createdAt, row);
}

/** Whether it may have happened then or later. Helcim writes whole seconds. */
export function isAfter(instant: number, { dateCreated }: TransactionFacts): boolean {
  const date = mountainTime(dateCreated);
  return date !== undefined && date.latest >= Math.floor(instant / 1000) * 1000;
}

/** Whether it surely happened just now, so that nobody can have given the money back yet. Doubt counts as no. */
export function isFresh(now: number, { dateCreated }: TransactionFacts): boolean {
  const date = mountainTime(dateCreated);
  return date !== undefined && date.earliest >= now - clocksDifferMs && date.latest <= now + clocksDifferMs;
}

/** Whether it may have happened before that time. */
export function isBefore(time: number, { dateCreated }: TransactionFacts): boolean {
  const date = mountainTime(dateCreated);
  return date !== undefined && date.earliest < time;
}

/** Whether the session's payment is known. It may be one that another session has claimed: proven, or said so by a person. */
export function isPaid({ state, reason, transactionIds }: SessionRecord): boolean {
  return transactionIds.length > 0 || state === 'approved' || reason === 'transaction_claimed_elsewhere';
}

/**
 * Whether it is under the session's number and may be its payment, for all that can be read of it. On a shared invoice one without
 * a date may be as well.
 */
export function isUnclear(session: SessionRecord, row: TransactionFacts): boolean {
  if (reverses(row) || !sameText(row.invoiceNumber, expectedNumber(session))) return false;
  if (isUndated(row)) return row.status === 'unclear' || (movesMoney(row) && sharesInvoice(session));
  return row.status === 'unclear' && isUnderOurNumber(session, row);
}

/** Whether its time cannot be read. */
export function isUndated({ dateCreated }: TransactionFacts): boolean {
  return mountainTime(dateCreated) === undefined;
}

/** Reviews that name no payment for certain. */
const reviewsInDoubt = ['undecided_in_time', 'status_unknown', 'bank_payment_found', 'invoice_shared'];

/** Whether a person looks for the session's payment: what Helcim shows later may be it. */
export function isReviewInDoubt({ state, reason }: SessionRecord): boolean {
  return state === 'review' && reviewsInDoubt.includes(reason ?? '');
}

/** Whether no payment of the session is known, so that one may still be looking for it. */
export function countsAsUnpaid(session: SessionRecord): boolean {
  return ['open', 'undecided', 'superseded', 'expired'].includes(session.state) || isReviewInDoubt(session);
}

function expectedNumber(session: SessionRecord): string {
  if (session.order.paymentType === 'verify') return '';
  return session.order.invoiceNumber ?? session.reference;
}

function sameText(one: string, other: string): boolean {
  return one.toUpperCase() === other.toUpperCase();
}

/** The most that may be charged for the order without a person: with Helcim's fee, or what a customer adds on a device. */
function ceilingOf({ order, terminal }: SessionRecord, convenienceFeeLimit: number): number {
  if (terminal) return terminal.mostCents;
  return order.convenienceFee ? Math.round(order.amountCents * (1 + convenienceFeeLimit)) : order.amountCents;
}

/** Helcim has no word of its own for the verify of a bank account: a withdrawal of nothing is one. */
function typeOf({ kind, type, amountCents }: TransactionFacts): string {
  return kind === 'ach' && type === 'purchase' && amountCents === 0 ? 'verify' : type;
}

/** The first field that is not what the session was made for. */
export function difference(
  session: SessionRecord,
  transaction: TransactionFacts,
  { convenienceFeeLimit }: { convenienceFeeLimit: number },
): ReviewReason | undefined {
  const { order } = session;
  const { amountCents, currency, invoiceNumber } = transaction;
  const ceiling = ceilingOf(session, convenienceFeeLimit);
  if (typeOf(transaction) !== order.paymentType) return 'type_differs';
  if (amountCents === null || amountCents < order.amountCents || amountCents > ceiling)
    return 'amount_differs';
  if (currency !== order.currency) return 'currency_differs';
  return sameText(invoiceNumber, expectedNumber(session)) ? undefined : 'reference_differs';
}
