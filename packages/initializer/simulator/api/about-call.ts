import type { Request } from 'express';
import { findBankTransaction } from '../bank-transactions.js';
import { findTransaction } from '../card-transactions.js';
import { amountUnder } from '../payment-numbers.js';
import type { State } from '../state.js';

/** Which payment a call is about: its amount, the number of an invoice that existed before, or nothing, for a call about several. */
export function aboutCall(
  state: State,
  { params, query, body }: Pick<Request<Record<string, string>>, 'params' | 'query' | 'body'>,
): string | number {
  const { amount, transactionAmount } = (body ?? {}) as Record<string, unknown>;
  const asked = amount ?? transactionAmount;
  if (typeof asked === 'number' || typeof asked === 'string') return Math.round(Number(asked) * 100);
  const { invoiceNumber } = query;
  if (typeof invoiceNumber === 'string') return amountUnder(state, invoiceNumber) ?? invoiceNumber;
  const { id } = params;
  if (id === undefined) return '';
  return (findTransaction(state, id) ?? findBankTransaction(state, id))?.amountCents ?? '';
}
