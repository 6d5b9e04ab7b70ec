import { createHmac } from 'node:crypto';
import { takeFault } from './faults.js';
import { findInvoice } from './invoices.js';
import type { BankTransaction } from './records/bank-transaction.js';
import { mountainDate } from './rules/mountain-time.js';
import { nextNumber } from './state.js';
import type { State } from './state.js';

export type { AuthorizationStatus, BankTransaction, ClearingStatus } from './records/bank-transaction.js';

/** Every filter narrows the list; an absent one does not. */
export interface BankTransactionFilter {
  /** Part of the id, the account holder, the invoice number or the customer code, without case. */
  search?: string | undefined;
  /** First and last day, `YYYY-MM-DD` in Mountain Time. */
  startDate?: string | undefined;
  endDate?: string | undefined;
  minimumCents?: number | undefined;
  maximumCents?: number | undefined;
}

/** Adds a row with the next id and the time of the clock. No webhook is known for bank payments. */
export function recordBankTransaction(
  state: State,
  row: Omit<BankTransaction, 'id' | 'createdAt' | 'batchId' | 'listedAt'>,
): BankTransaction {
  const createdAt = state.clock.now();
  const late = takeFault(state, 'late-row', { about: row.amountCents });
  const transaction: BankTransaction = {
    id: nextNumber(state, 'bankTransaction'),
    createdAt,
    batchId: batchOfDay(state, createdAt),
    ...row,
    ...(late ? { listedAt: createdAt + late.ms } : {}),
  };
  state.bankTransactions.push(transaction);
  return transaction;
}

/** By id, as a number or as its exact decimal text. */
export function findBankTransaction(state: State, id: number | string): BankTransaction | undefined {
  return state.bankTransactions.find((row) => String(row.id) === String(id));
}

/** Newest first. */
export function listBankTransactions(state: State, filter: BankTransactionFilter = {}): BankTransaction[] {
  const { search, startDate = '', endDate = '9999', minimumCents = 0, maximumCents = Infinity } = filter;
  return state.bankTransactions
    .filter((row) => {
      const day = mountainDate(row.createdAt);
      const isInTime = day >= startDate && day <= endDate;
      return isInTime && row.amountCents >= minimumCents && row.amountCents <= maximumCents;
    })
    .filter((row) => search === undefined || contains(row, search))
    .reverse();
}

/** 22 hex characters, the same for the same account. */
export function bankTokenOf(state: State, account: string): string {
  return createHmac('sha256', state.tokenKey).update(`bank ${account}`).digest('hex').slice(0, 22);
}

/** The id of the invoice that a bank payment paid; 0 for none. */
export function orderIdOf(state: State, { invoiceNumber }: BankTransaction): number {
  return findInvoice(state, invoiceNumber)?.invoiceId ?? 0;
}

/** The bank payments of a day share a batch. */
function batchOfDay(state: State, now: number): number {
  const last = state.bankTransactions.at(-1);
  const isSameDay = last && mountainDate(last.createdAt) === mountainDate(now);
  return isSameDay ? last.batchId : nextNumber(state, 'bankBatch');
}

function contains({ id, accountHolder, invoiceNumber, customerCode }: BankTransaction, search: string) {
  const sought = search.toLowerCase();
  return [String(id), accountHolder, invoiceNumber, customerCode].some((place) =>
    place.toLowerCase().includes(sought),
  );
}
