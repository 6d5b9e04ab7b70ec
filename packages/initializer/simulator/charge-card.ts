import { openBatch } from './card-batches.js';
import { recordTransaction } from './card-transactions.js';
import { bookOnInvoice, createInvoice, findInvoice } from './invoices.js';
import type { Invoice } from './invoices.js';
import type { Currency, Transaction } from './records/transaction.js';
import { isExpired } from './rules/card-expiry.js';
import { cvvVerdict } from './rules/cvv-verdict.js';
import { isDebit } from './rules/debit-cards.js';
import { terminalOf } from './rules/terminals.js';
import type { State } from './state.js';
import { storeCard } from './stored-cards.js';
import type { StoredCard } from './stored-cards.js';

/** A payment of one card: through HelcimPay.js, the Payment API or a device. */
export interface Charge {
  type: 'purchase' | 'preauth' | 'verify';
  amountCents: number;
  currency: Currency;
  card: StoredCard;
  /** Absent when a stored card is charged. */
  cvv?: string | undefined;
  /** The invoice named by the request; absent or blank: an approval makes a new one. */
  invoiceNumber?: string | undefined;
  /** The device that took the card. */
  deviceCode?: string | undefined;
}

/** What the processor says to a charge. */
export type Verdict = { avsResponse: string; cvvResponse: string } | { declineReason: string };

const duplicateWindowMs = 5 * 60_000;
const expiredReason = 'EXPIRED CARD - Expired Card';
const duplicateReason = 'Suspected duplicate transaction in the last 5 minutes.';

/** Decides a charge as Helcim's test processor would, and records the row. */
export function chargeCard(state: State, charge: Charge): Transaction {
  return recordCharge(state, charge, decide(state, charge));
}

/** Records the row of a charge that is decided: invoice, batch, stored card and webhook as for any other. */
export function recordCharge(state: State, charge: Charge, verdict: Verdict): Transaction {
  return 'declineReason' in verdict
    ? recordDecline(state, charge, verdict.declineReason)
    : recordApproval(state, charge, verdict);
}

function decide(state: State, charge: Charge): Verdict {
  if (isExpired(charge.card.expiry, state.clock.now())) return { declineReason: expiredReason };
  const verdict = charge.cvv === undefined ? { cvvResponse: '' } : cvvVerdict(charge.cvv);
  if ('declineReason' in verdict) return verdict;
  return isDuplicate(state, charge)
    ? { declineReason: duplicateReason }
    : { avsResponse: 'X', cvvResponse: verdict.cvvResponse };
}

/** Same card and amount as an approved payment of the last five minutes; a verify moves no money and does not count. */
function isDuplicate(state: State, { type, card, amountCents }: Charge): boolean {
  const since = state.clock.now() - duplicateWindowMs;
  return (
    type !== 'verify' &&
    state.transactions.some(
      (row) =>
        row.status === 'APPROVED' &&
        (row.type === 'purchase' || row.type === 'preauth') &&
        row.cardToken === card.cardToken &&
        row.amountCents === amountCents &&
        row.createdAt > since,
    )
  );
}

function recordApproval(
  state: State,
  charge: Charge,
  verdict: Exclude<Verdict, { declineReason: string }>,
): Transaction {
  // The token of a debit card charges nothing: the card must be present.
  if (!isDebit(charge.card.cardType)) storeCard(state, charge.card);
  const invoice = charge.type === 'verify' ? undefined : invoiceOf(state, charge);
  const isPaidNow = charge.type === 'purchase';
  if (invoice && isPaidNow) bookOnInvoice(state, invoice.invoiceNumber, charge.amountCents);
  return recordTransaction(state, {
    ...rowOf(state, charge),
    status: 'APPROVED',
    ...verdict,
    approvalCode: approvalCode(state),
    cardToken: charge.card.cardToken,
    invoiceNumber: invoice?.invoiceNumber ?? '',
    warning: invoice && isOfOtherCustomer(invoice, charge) ? 'Failed to link customer to invoice' : '',
  });
}

/** The same card once more, past the rule against duplicates: what a payment service must never do. */
export function chargeAgain(state: State, approved: Transaction): Transaction {
  const { batchId, status, type, amountCents, currency, avsResponse, cvvResponse } = approved;
  const { cardType, cardToken, cardNumber, cardHolderName, customerCode, invoiceNumber, warning } = approved;
  if (type === 'purchase') bookOnInvoice(state, invoiceNumber, amountCents);
  return recordTransaction(state, {
    ...{ batchId, status, type, amountCents, currency, avsResponse, cvvResponse },
    ...{ cardType, cardToken, cardNumber, cardHolderName, customerCode, invoiceNumber, warning },
    approvalCode: approvalCode(state),
  });
}

/** A decline makes no invoice. */
function recordDecline(state: State, charge: Charge, declineReason: string): Transaction {
  return recordTransaction(state, {
    ...rowOf(state, charge),
    status: 'DECLINED',
    avsResponse: '',
    cvvResponse: '',
    approvalCode: '',
    cardToken: '',
    invoiceNumber: invoiceNumberOfDecline(state, charge),
    warning: '',
    declineReason,
  });
}

function invoiceNumberOfDecline({ switches }: State, { type, invoiceNumber = '' }: Charge): string {
  return type === 'verify' || switches.invoiceOnDecline === 'none' ? '' : invoiceNumber;
}

function rowOf(state: State, { type, amountCents, currency, card, deviceCode }: Charge) {
  const { cardNumber, cardType, cardHolderName, customerCode } = card;
  const batchId = openBatch(state, terminalOf(currency)).id;
  return {
    ...{ batchId, type, amountCents, currency, cardNumber, cardType, cardHolderName, customerCode },
    ...(deviceCode === undefined ? {} : { deviceCode }),
  };
}

function invoiceOf(state: State, { invoiceNumber, currency, amountCents, card }: Charge): Invoice {
  const existing = invoiceNumber ? findInvoice(state, invoiceNumber) : undefined;
  return (
    existing ??
    createInvoice(state, { invoiceNumber, currency, amountCents, customerCode: card.customerCode })
  );
}

function isOfOtherCustomer(invoice: Invoice, { card }: Charge): boolean {
  return invoice.customerCode !== '' && invoice.customerCode !== card.customerCode;
}

/** Approval codes of test accounts have the form `TxExST`. */
export function approvalCode(state: State): string {
  const count = state.transactions.length;
  return `T${count % 10}E${Math.floor(count / 10) % 10}ST`;
}
