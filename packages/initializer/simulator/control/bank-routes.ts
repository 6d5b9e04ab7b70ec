import { Router } from 'express';
import { z } from 'zod';
import { ApiError } from '../api/api-error.js';
import { clearingActions, isPossible, takeClearingStep } from '../bank-clearing.js';
import { findBankTransaction, listBankTransactions } from '../bank-transactions.js';
import { parse } from '../rules/validation.js';
import type { State } from '../state.js';
import { bankView } from './views.js';

const settings = z.strictObject({
  clearingDays: z.number('must be a number').int('must be a whole number').min(0).max(365),
});

const step = z.strictObject({
  action: z.enum(clearingActions, `must be one of ${clearingActions.join(', ')}`),
});

/** `/_sim/ach`: bank payments, how many business days they take, and `POST /:id {action}` to clear or return one now. */
export function bankRoutes(state: State): Router {
  const router = Router();

  router.get('/', function getBankPayments(_request, response) {
    const { clearingDays } = state;
    response.json({ clearingDays, transactions: listBankTransactions(state).map(bankView) });
  });

  router.put('/', function change(request, response) {
    state.clearingDays = parse(settings, request.body).clearingDays;
    response.json({ clearingDays: state.clearingDays });
  });

  router.post('/:id', function takeStep(request, response) {
    const transaction = findBankTransaction(state, request.params.id);
    if (!transaction) throw new ApiError(404, 'No such bank payment');
    const { action } = parse(step, request.body);
    if (!isPossible(transaction, action)) throw new ApiError(409, `Cannot ${action} it as it stands`);
    takeClearingStep(state, transaction, action);
    response.json(bankView(transaction));
  });

  return router;
}
