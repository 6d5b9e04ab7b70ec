import express, { Router } from 'express';
import { clearingActions, isPossible, takeClearingStep } from '../bank-clearing.js';
import { findBankTransaction, listBankTransactions } from '../bank-transactions.js';
import type { State } from '../state.js';
import { bankPaymentList } from './bank-payment-list.js';
import { formField } from './form-fields.js';
import { paths } from './paths.js';
import { sendPage } from './send-page.js';

const shown = 100;

/** The account's bank payments, and what clearing makes of them. */
export function bankPaymentRoutes(state: State): Router {
  const router = Router();

  router.get(paths.bankPayments, (request, response) => {
    const { done } = request.query;
    const rows = listBankTransactions(state).slice(0, shown);
    const notice = typeof done === 'string' && findBankTransaction(state, done) ? `${done} was changed.` : '';
    sendPage(response, { document: bankPaymentList({ rows, clearingDays: state.clearingDays, notice }) });
  });

  router.post(
    `${paths.bankPayments}/:id`,
    express.urlencoded({ extended: false, limit: '1kb' }),
    (request, response, next) => {
      const transaction = findBankTransaction(state, request.params.id);
      const wanted = formField(request.body, 'action');
      const action = clearingActions.find((known) => known === wanted);
      if (!transaction || !action) {
        next();
        return;
      }
      // The page may be older than what the clock did meanwhile: then nothing changes, and the new page says how it stands.
      const isChanged = isPossible(transaction, action);
      if (isChanged) takeClearingStep(state, transaction, action);
      response.redirect(303, `${paths.bankPayments}${isChanged ? `?done=${transaction.id}` : ''}`);
    },
  );

  return router;
}
