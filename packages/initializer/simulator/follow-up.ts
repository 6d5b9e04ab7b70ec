import { isOpen, openBatch } from './card-batches.js';
import { recordTransaction } from './card-transactions.js';
import { approvalCode } from './charge-card.js';
import { bookOnInvoice } from './invoices.js';
import type { Transaction, TransactionType } from './records/transaction.js';
import { isDebit } from './rules/debit-cards.js';
import { Refused, refuseUnless } from './rules/refused.js';
import { terminalOf } from './rules/terminals.js';
import type { State } from './state.js';

const captureWindowMs = 7 * 24 * 60 * 60_000;

/** Takes what a preauthorization set aside: once, within seven days, at most the amount authorized. */
export function capturePreauth(state: State, preauth: Transaction, amountCents: number): Transaction {
  refuseUnless(isApproved(preauth, ['preauth']), 'Transaction is not an approved preauthorization');
  refuseUnless(followUps(state, preauth).length === 0, 'Preauthorization has already been captured');
  refuseUnless(state.clock.now() - preauth.createdAt <= captureWindowMs, 'Preauthorization has expired');
  refuseUnless(amountCents <= preauth.amountCents, 'Amount exceeds the preauthorized amount');
  bookOnInvoice(state, preauth.invoiceNumber, amountCents);
  return recordFollowUp(state, 'capture', preauth, amountCents);
}

/** Gives money of a closed batch back: in parts if wanted, never more than the payment. */
export function refundPayment(state: State, payment: Transaction, amountCents: number): Transaction {
  refuseUnless(
    !isDebit(payment.cardType),
    'Debit transactions can only be refunded on a device, with the card present',
  );
  const refusal = refundRefusal(state, payment, amountCents);
  if (refusal !== undefined) throw new Refused(refusal);
  bookOnInvoice(state, payment.invoiceNumber, -amountCents);
  return recordFollowUp(state, 'refund', payment, amountCents);
}

/** Why so much of a payment cannot be given back, by whatever means; undefined: it can. */
export function refundRefusal(state: State, payment: Transaction, amountCents: number): string | undefined {
  if (!isApproved(payment, ['purchase', 'capture'])) return 'Transaction cannot be refunded';
  if (isOpen(state, payment.batchId)) return 'Card batch is open: reverse the transaction';
  const refunded = followUps(state, payment).reduce((sum, row) => sum + row.amountCents, 0);
  return refunded + amountCents > payment.amountCents ? 'Amount exceeds the remaining amount' : undefined;
}

/**
 * The same on a device, where the card is present. It was allowed when it was asked for; money that went back since makes a
 * decline of it, and so does the reason given.
 */
export function refundOnDevice(
  state: State,
  payment: Transaction,
  amountCents: number,
  { deviceCode, declineReason }: { deviceCode: string; declineReason: string | undefined },
): Transaction {
  const reason = declineReason ?? refundRefusal(state, payment, amountCents);
  if (reason !== undefined) {
    const declined = { status: 'DECLINED' as const, approvalCode: '', cardToken: '', declineReason: reason };
    return recordFollowUp(state, 'refund', payment, amountCents, { ...declined, deviceCode });
  }
  bookOnInvoice(state, payment.invoiceNumber, -amountCents);
  return recordFollowUp(state, 'refund', payment, amountCents, { deviceCode });
}

/** Cancels a payment of an open batch as a whole. */
export function reversePayment(state: State, payment: Transaction): Transaction {
  refuseUnless(isApproved(payment, ['purchase', 'capture']), 'Transaction cannot be reversed');
  refuseUnless(isOpen(state, payment.batchId), 'Card batch is closed: refund the transaction');
  refuseUnless(followUps(state, payment).length === 0, 'Transaction has already been reversed');
  bookOnInvoice(state, payment.invoiceNumber, -payment.amountCents);
  return recordFollowUp(state, 'reverse', payment, payment.amountCents);
}

function followUps(state: State, original: Transaction): Transaction[] {
  return state.transactions.filter(
    (row) => row.originalTransactionId === original.id && row.status === 'APPROVED',
  );
}

function isApproved({ status, type }: Transaction, types: readonly TransactionType[]): boolean {
  return status === 'APPROVED' && types.includes(type);
}

function recordFollowUp(
  state: State,
  type: 'capture' | 'refund' | 'reverse',
  original: Transaction,
  amountCents: number,
  more: Partial<Transaction> = {},
): Transaction {
  const { currency, cardType, cardToken, cardNumber, cardHolderName, customerCode, invoiceNumber } = original;
  return recordTransaction(state, {
    batchId: openBatch(state, terminalOf(currency)).id,
    status: 'APPROVED',
    type,
    amountCents,
    currency,
    avsResponse: '',
    cvvResponse: '',
    cardType,
    approvalCode: approvalCode(state),
    cardToken,
    cardNumber,
    cardHolderName,
    customerCode,
    invoiceNumber,
    warning: '',
    originalTransactionId: original.id,
    ...more,
  });
}
