import { z } from 'zod';
import { findTransaction, isListed, listTransactions } from '../card-transactions.js';
import type { Transaction } from '../card-transactions.js';
import { restTransaction } from '../rules/transaction-format.js';
import { parse } from '../rules/validation.js';
import type { State } from '../state.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { ApiError } from './api-error.js';

const text = z.string('must be one text').optional();
const day = z.iso.date('must be YYYY-MM-DD').optional();

const listQuery = z.object({
  search: text,
  invoiceNumber: text,
  customerCode: text,
  cardToken: text,
  cardBatchId: z.coerce.number('must be a number').int('must be a whole number').optional(),
  dateFrom: day,
  dateTo: day,
  limit: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 to 1000')
    .max(1000, 'must be 1 to 1000')
    .default(1000),
  page: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .default(1),
});

/** `GET /card-transactions`: a root array, newest first, without a total. */
export function getCardTransactions({ state, query }: ApiCall): Reply {
  const { limit, page, ...filter } = parse(listQuery, query);
  const listed = listTransactions(state, filter).filter((row) => isListed(state, row));
  const rows = listed.slice((page - 1) * limit, page * limit);
  return ok(rows.map((row) => restTransaction(row, state.switches)));
}

/** `GET /card-transactions/:id`. */
export function getCardTransaction({ state, params }: ApiCall): Reply {
  return ok(restTransaction(transactionOf(state, params['id']), state.switches));
}

/** The row of an id; 400 for an unknown one, as Helcim answers. */
export function transactionOf(state: State, id: string | number = ''): Transaction {
  const transaction = findTransaction(state, id);
  if (!transaction || !isListed(state, transaction)) {
    throw new ApiError(400, `Failed to retrieve card transaction #${id}.`);
  }
  return transaction;
}
