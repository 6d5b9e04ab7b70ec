import { randomBytes } from 'node:crypto';
import { findCustomer } from './customers.js';
import { findInvoice, refuseTakenNumber } from './invoices.js';
import { noteNumber } from './payment-numbers.js';
import type { CheckoutSession } from './records/checkout-session.js';
import { initializeRequest } from './records/initialize-request.js';
import type { InitializeRequest } from './records/initialize-request.js';
import { checkInitializeRules } from './rules/initialize-rules.js';
import { toCents } from './rules/money.js';
import { ValidationError, ignoredKeys, parse } from './rules/validation.js';
import type { State } from './state.js';

export { payByBank } from './pay-by-bank.js';
export type { BankInput } from './pay-by-bank.js';
export { payCheckoutSession } from './pay-checkout-session.js';
export type { CardInput } from './pay-checkout-session.js';
export type { PayResult } from './pay-result.js';
export type { CheckoutSession } from './records/checkout-session.js';
export type { InitializeRequest } from './records/initialize-request.js';

const lifetimeMs = 60 * 60_000;

/**
 * Starts a checkout session of 60 minutes. `ignored` names the keys that Helcim would not look at.
 * Throws a ValidationError, or Refused for the number of an invoice that exists.
 */
export function createCheckoutSession(
  state: State,
  body: unknown,
  accessConfigurationId: string,
): { session: CheckoutSession; ignored: string[] } {
  const request = parse(initializeRequest, body);
  checkInitializeRules(request, state.switches);
  checkAgainstAccount(state, request);
  const createdAt = state.clock.now();
  const session: CheckoutSession = {
    checkoutToken: randomBytes(11).toString('hex'),
    secretToken: randomBytes(11).toString('hex'),
    request,
    accessConfigurationId,
    amountCents: toCents(request.amount) ?? 0,
    createdAt,
    expiresAt: createdAt + lifetimeMs,
  };
  state.checkoutSessions.set(session.checkoutToken, session);
  noteNumber(state, request.invoiceRequest?.invoiceNumber, session.amountCents);
  return { session, ignored: ignoredKeys(body, request) };
}

/** Undefined for an unknown token; an expired session is still found. */
export function findCheckoutSession(state: State, checkoutToken: string): CheckoutSession | undefined {
  return state.checkoutSessions.get(checkoutToken);
}

function checkAgainstAccount(state: State, request: InitializeRequest): void {
  const { customerCode, invoiceNumber, invoiceRequest, currency } = request;
  const fields: Record<string, string> = {};
  if (customerCode !== undefined && !findCustomer(state, customerCode)) {
    fields['customerCode'] = 'Customer does not exist';
  }
  if (invoiceNumber !== undefined) {
    const invoice = findInvoice(state, invoiceNumber);
    if (invoice?.status !== 'DUE') fields['invoiceNumber'] = 'Invoice does not exist or is not due';
    else if (invoice.currency !== currency) fields['currency'] = 'must be the currency of the invoice';
  }
  if (Object.keys(fields).length > 0) throw new ValidationError(fields);
  refuseTakenNumber(state, invoiceRequest?.invoiceNumber);
}
