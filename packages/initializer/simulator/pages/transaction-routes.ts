import { Router } from 'express';
import { findTransaction, listTransactions } from '../card-transactions.js';
import type { State } from '../state.js';
import { paths } from './paths.js';
import { sendPage } from './send-page.js';
import { transactionList, type StatusFilter } from './transaction-list.js';
import { transactionPage } from './transaction-page.js';

const pageSize = 50;

/** The account's transactions, to look at. */
export function transactionRoutes(state: State): Router {
  const router = Router();
  router.get(paths.transactions, (request, response) => {
    const status = statusOf(request.query['status']);
    const all = listTransactions(state).filter((row) => status === undefined || row.status === status);
    const page = Math.max(1, Math.trunc(Number(request.query['page'])) || 1);
    const rows = all.slice((page - 1) * pageSize, page * pageSize);
    sendPage(response, { document: transactionList({ rows, total: all.length, status, page, pageSize }) });
  });
  router.get(`${paths.transactions}/:id`, (request, response, next) => {
    const transaction = findTransaction(state, Number(request.params.id));
    if (transaction) sendPage(response, { document: transactionPage(transaction) });
    else next();
  });
  return router;
}

function statusOf(value: unknown): StatusFilter {
  return value === 'APPROVED' || value === 'DECLINED' ? value : undefined;
}
