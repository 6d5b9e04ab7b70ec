import { chargeCard } from '../charge-card.js';
import type { Charge } from '../charge-card.js';
import { findCustomer } from '../customers.js';
import { findInvoice, refuseTakenNumber } from '../invoices.js';
import { toCents } from '../rules/money.js';
import { declineText, restTransaction } from '../rules/transaction-format.js';
import { ValidationError } from '../rules/validation.js';
import type { State } from '../state.js';
import { findStoredCard } from '../stored-cards.js';
import type { StoredCard } from '../stored-cards.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { ApiError } from './api-error.js';
import { cardPayment, cardVerification } from './payment-requests.js';
import { readBody } from './read-body.js';

/** `POST /payment/purchase`. */
export function purchase(call: ApiCall): Reply {
  return pay(call, 'purchase');
}

/** `POST /payment/preauth`. */
export function preauth(call: ApiCall): Reply {
  return pay(call, 'preauth');
}

/** `POST /payment/verify`. */
export function verify(call: ApiCall): Reply {
  checkCardData(call.body);
  const { currency, cardData, customerCode } = readBody(cardVerification, call);
  const card = cardOf(call.state, cardData.cardToken, customerCode);
  return chargeReply(call.state, { type: 'verify', amountCents: 0, currency, card });
}

function pay(call: ApiCall, type: 'purchase' | 'preauth'): Reply {
  checkCardData(call.body);
  const { state } = call;
  const { amount, currency, cardData, customerCode, ...names } = readBody(cardPayment, call);
  const card = cardOf(state, cardData.cardToken, customerCode);
  const invoiceNumber = invoiceNumberOf(state, names.invoiceNumber, names.invoice?.invoiceNumber);
  return chargeReply(state, { type, amountCents: toCents(amount) ?? 0, currency, card, invoiceNumber });
}

/** Only accounts with Helcim's approval may send full card numbers; this one has none. */
function checkCardData(body: unknown): void {
  const cardData =
    typeof body === 'object' && body !== null && 'cardData' in body ? body.cardData : undefined;
  const has = (key: string) => typeof cardData === 'object' && cardData !== null && key in cardData;
  if (has('cardNumber')) throw new ApiError(401, 'Not allowed to send full card number');
  if (has('cardToken')) return;
  const missing = ['cardNumber', 'cardExpiry', 'cardCVV'].map((field) => [
    field,
    `Missing required data ${field}`,
  ]);
  throw new ValidationError(Object.fromEntries(missing) as Record<string, string>);
}

/** Helcim answers 500 for a cardToken, customer or invoice that is not of this account. */
function cardOf(state: State, cardToken: string, customerCode: string | undefined): StoredCard {
  const card = findStoredCard(state, cardToken);
  if (!card || (customerCode !== undefined && !findCustomer(state, customerCode))) throw failedToProcess();
  return customerCode === undefined ? card : { ...card, customerCode };
}

function invoiceNumberOf(state: State, existing: string | undefined, wanted: string | undefined) {
  if (existing !== undefined && !findInvoice(state, existing)) throw failedToProcess();
  refuseTakenNumber(state, wanted);
  return existing ?? wanted?.trim();
}

function failedToProcess(): ApiError {
  return new ApiError(500, 'Failed to process transaction');
}

function chargeReply(state: State, charge: Charge): Reply {
  const transaction = chargeCard(state, charge);
  const body = restTransaction(transaction, state.switches);
  if (transaction.declineReason === undefined || state.switches.declineStatus === 200) return ok(body);
  return { status: 500, body: { ...body, errors: declineText(transaction.declineReason) } };
}
