import { takeFault } from './faults.js';
import type { Transaction } from './records/transaction.js';
import { mountainDate } from './rules/mountain-time.js';
import { nextNumber } from './state.js';
import type { State } from './state.js';
import { announceCardTransaction } from './webhooks.js';

export type { Currency, Transaction, TransactionStatus, TransactionType } from './records/transaction.js';

/** Every filter narrows the list; an absent one does not. */
export interface TransactionFilter {
  /** Part of the id, the card holder's name, the card number, the invoice number or the customer code, without case. */
  search?: string | undefined;
  /** Exact, without case. */
  invoiceNumber?: string | undefined;
  customerCode?: string | undefined;
  cardToken?: string | undefined;
  cardBatchId?: number | undefined;
  /** First and last day, `YYYY-MM-DD` in Mountain Time. */
  dateFrom?: string | undefined;
  dateTo?: string | undefined;
}

/** Adds a row with the next id and the time of the clock, and sends its webhook. */
export function recordTransaction(
  state: State,
  row: Omit<Transaction, 'id' | 'createdAt' | 'listedAt'>,
): Transaction {
  const now = state.clock.now();
  const late = takeFault(state, 'late-row', { about: row.amountCents });
  const transaction: Transaction = {
    id: nextNumber(state, 'transaction'),
    createdAt: now,
    ...row,
    ...(late ? { listedAt: now + late.ms } : {}),
  };
  state.transactions.push(transaction);
  const key = row.invoiceNumber.toUpperCase();
  const others = state.transactionsByInvoice.get(key);
  if (others) others.push(transaction);
  else state.transactionsByInvoice.set(key, [transaction]);
  announceCardTransaction(state, transaction);
  return transaction;
}

/** False while the API does not show the row yet. */
export function isListed(state: State, { listedAt = 0 }: Pick<Transaction, 'listedAt'>): boolean {
  return listedAt <= state.clock.now();
}

/** By id, as a number or as its exact decimal text. */
export function findTransaction(state: State, id: number | string): Transaction | undefined {
  const number = Number(id);
  return state.transactions.find((row) => row.id === number && String(row.id) === String(id));
}

/** Newest first. */
export function listTransactions(state: State, filter: TransactionFilter = {}): Transaction[] {
  const { invoiceNumber } = filter;
  const rows =
    invoiceNumber === undefined
      ? state.transactions
      : (state.transactionsByInvoice.get(invoiceNumber.toUpperCase()) ?? []);
  const conditions = conditionsOf(filter);
  return rows.filter((row) => conditions.every((holds) => holds(row))).reverse();
}

function conditionsOf(filter: TransactionFilter): ((row: Transaction) => boolean)[] {
  const { search, customerCode, cardToken, cardBatchId, dateFrom, dateTo } = filter;
  return [
    search !== undefined && contains(search),
    customerCode !== undefined && ((row: Transaction) => row.customerCode === customerCode),
    cardToken !== undefined && ((row: Transaction) => row.cardToken === cardToken),
    cardBatchId !== undefined && ((row: Transaction) => row.batchId === cardBatchId),
    dateFrom !== undefined && ((row: Transaction) => mountainDate(row.createdAt) >= dateFrom),
    dateTo !== undefined && ((row: Transaction) => mountainDate(row.createdAt) <= dateTo),
  ].filter((condition) => condition !== false);
}

function contains(search: string): (row: Transaction) => boolean {
  const sought = search.toLowerCase();
  return ({ id, cardHolderName, cardNumber, invoiceNumber, customerCode }) =>
    [String(id), cardHolderName, cardNumber, invoiceNumber, customerCode].some((place) =>
      place.toLowerCase().includes(sought),
    );
}
