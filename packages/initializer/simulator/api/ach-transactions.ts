import { z } from 'zod';
import { findBankTransaction, listBankTransactions, orderIdOf } from '../bank-transactions.js';
import { isListed } from '../card-transactions.js';
import { restBankTransaction, restBankTransactionById } from '../rules/bank-transaction-format.js';
import { toCents } from '../rules/money.js';
import { parse } from '../rules/validation.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { ApiError } from './api-error.js';

const day = z.iso.date('must be YYYY-MM-DD').optional();
const whole = z.coerce.number('must be a number').int('must be a whole number').min(1, 'must be 1 or more');
const dollars = z
  .string('must be an amount')
  .transform((text) => toCents(text))
  .refine((cents) => cents !== undefined, 'must be an amount')
  .optional();

const listQuery = z
  .object({
    search: z.string('must be one text').optional(),
    startDate: day,
    endDate: day,
    amountMin: dollars,
    amountMax: dollars,
    limit: whole.max(125, 'must be 1 to 125').default(125),
    page: whole.default(1),
  })
  .refine(({ startDate = '', endDate = '9999' }) => startDate <= endDate, {
    path: ['endDate'],
    message: 'must not be earlier than startDate',
  })
  .refine(({ amountMin = 0, amountMax = Infinity }) => amountMin <= amountMax, {
    path: ['amountMax'],
    message: 'must not be less than amountMin',
  });

/** `GET /ach/transactions`: a root array, newest first, without a total. */
export function getBankTransactions({ state, query }: ApiCall): Reply {
  const { limit, page, amountMin, amountMax, ...filter } = parse(listQuery, query);
  const rows = listBankTransactions(state, { ...filter, minimumCents: amountMin, maximumCents: amountMax })
    .filter((row) => isListed(state, row))
    .slice((page - 1) * limit, page * limit);
  return ok(rows.map((row) => restBankTransaction(row, orderIdOf(state, row))));
}

/** `GET /ach/transactions/:id`. */
export function getBankTransaction({ state, params: { id = '' } }: ApiCall): Reply {
  const transaction = findBankTransaction(state, id);
  if (!transaction || !isListed(state, transaction)) throw new ApiError(404, 'Transaction not found');
  return ok(restBankTransactionById(transaction, orderIdOf(state, transaction), state.switches));
}
