import express, { Router } from 'express';
import { answerErrors } from '../api/answer-errors.js';
import { ApiError } from '../api/api-error.js';
import { createCustomer, findCustomer } from '../customers.js';
import { createInvoice, findInvoice } from '../invoices.js';
import { ledgerOf } from '../ledger.js';
import { toCents } from '../rules/money.js';
import { parse } from '../rules/validation.js';
import { resetState } from '../state.js';
import type { State } from '../state.js';
import { accessConfigurationRoutes } from './access-configuration-routes.js';
import { bankRoutes } from './bank-routes.js';
import { clockChange, newCustomer, newInvoice } from './control-requests.js';
import { faultRoutes, switchRoutes } from './fault-routes.js';
import { ownOriginOnly } from './own-origin-only.js';
import { devicesView, stateView, transactionsView } from './views.js';
import { webhookRoutes } from './webhook-routes.js';

/** `/_sim/`: what tests do to the simulator. It has no password: that is why it answers on loopback and to no other page. */
export function controlRoutes(state: State): Router {
  const router = Router();
  router.use(ownOriginOnly, express.json());
  router.use('/access-configurations', accessConfigurationRoutes(state));
  router.use('/faults', faultRoutes(state));
  router.use('/switches', switchRoutes(state));
  router.use('/webhooks', webhookRoutes(state));
  router.use('/ach', bankRoutes(state));

  router.get('/', function showPanel(_request, response) {
    response.redirect('/faults-and-switches');
  });

  router.post('/reset', function reset(_request, response) {
    resetState(state);
    response.sendStatus(204);
  });

  router.get('/state', function getState(_request, response) {
    response.json(stateView(state));
  });

  router.get('/devices', function getDevices(_request, response) {
    response.json(devicesView(state));
  });

  router.get('/transactions', function getTransactions(_request, response) {
    response.json(transactionsView(state));
  });

  router.get('/requests', function getRequests(_request, response) {
    response.json(state.requests);
  });

  router.get('/clock', function getClock(_request, response) {
    response.json({ now: state.clock.now() });
  });

  router.post('/clock', async function moveClock(request, response) {
    const change = parse(clockChange, request.body);
    const distance = 'now' in change ? change.now - state.clock.now() : change.advanceMs;
    await state.timeline.advance(distance);
    response.json({ now: state.clock.now() });
  });

  router.get('/ledger', function getLedger(_request, response) {
    response.json(ledgerOf(state));
  });

  router.post('/customers', function addCustomer(request, response) {
    const { customerCode, contactName = '', businessName = '' } = parse(newCustomer, request.body);
    if (customerCode !== undefined && findCustomer(state, customerCode)) {
      throw new ApiError(409, 'Customer already exists');
    }
    response.status(201).json(createCustomer(state, { customerCode, contactName, businessName }));
  });

  router.post('/invoices', function addInvoice(request, response) {
    const { amount, ...invoice } = parse(newInvoice, request.body);
    if (invoice.invoiceNumber !== undefined && findInvoice(state, invoice.invoiceNumber)) {
      throw new ApiError(409, 'Invoice already exists');
    }
    response.status(201).json(createInvoice(state, { ...invoice, amountCents: toCents(amount) ?? 0 }));
  });

  router.use(() => {
    throw new ApiError(404, 'Not found');
  });
  router.use(answerErrors);
  return router;
}
