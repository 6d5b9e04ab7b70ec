import { z } from 'zod';
import { createCustomer, findCustomer } from '../customers.js';
import { showRequest } from '../devices/requests.js';
import { refundRefusal } from '../follow-up.js';
import { noteNumber } from '../payment-numbers.js';
import { money } from '../records/initialize-request.js';
import type { Currency } from '../records/transaction.js';
import { toCents } from '../rules/money.js';
import { Refused } from '../rules/refused.js';
import { ValidationError } from '../rules/validation.js';
import type { State } from '../state.js';
import type { ApiCall, Reply } from './api-call.js';
import { transactionOf } from './card-transactions.js';
import { deviceOf, handedOver, listeningDeviceOf } from './devices.js';
import { readBody } from './read-body.js';

const text = z.string('must be a valid String').trim().min(1, 'must be a valid Non-empty String');
const amount = money.refine((dollars) => dollars > 0, 'must be above 0');

const purchaseRequest = z.object({
  currency: z.enum(['CAD', 'USD'], 'must be CAD or USD'),
  transactionAmount: amount,
  invoiceNumber: text.optional(),
  customerCode: text.optional(),
});

const refundRequest = z.object({
  transactionAmount: amount,
  originalTransactionId: z.number('must be a valid Integer').int('must be a valid Integer'),
});

/**
 * `POST /devices/:code/payment/purchase`: the device shows it. An unknown customerCode makes a customer; an invoiceNumber may
 * exist or not. An idempotency-key changes nothing.
 */
export function purchaseOnDevice(call: ApiCall): Reply {
  const { state, params } = call;
  deviceOf(state, params['code']);
  const {
    currency,
    transactionAmount,
    invoiceNumber = '',
    customerCode = '',
  } = readBody(purchaseRequest, call);
  checkCurrency(state, 'currency', currency);
  const device = listeningDeviceOf(state, params['code']);
  if (customerCode !== '' && !findCustomer(state, customerCode)) {
    createCustomer(state, { customerCode, contactName: customerCode, businessName: '' });
  }
  const amountCents = toCents(transactionAmount) ?? 0;
  noteNumber(state, invoiceNumber, amountCents);
  showRequest(state, device, { kind: 'purchase', amountCents, currency, invoiceNumber, customerCode });
  return handedOver();
}

/** `POST /devices/:code/payment/refund`: of a payment in a closed batch, in parts if wanted, with the card present. */
export function refundOnDevice(call: ApiCall): Reply {
  const { state, params } = call;
  deviceOf(state, params['code']);
  const { transactionAmount, originalTransactionId } = readBody(refundRequest, call);
  const amountCents = toCents(transactionAmount) ?? 0;
  const payment = transactionOf(state, originalTransactionId);
  const refusal = refundRefusal(state, payment, amountCents);
  if (refusal !== undefined) throw new Refused(refusal);
  const { currency, invoiceNumber, customerCode } = payment;
  checkCurrency(state, 'originalTransactionId', currency);
  const device = listeningDeviceOf(state, params['code']);
  showRequest(state, device, {
    ...{ kind: 'refund', amountCents, currency, invoiceNumber, customerCode, originalTransactionId },
  });
  return handedOver();
}

/** Devices take the core currency of the location, whatever else the account settles in. */
function checkCurrency({ switches }: State, field: string, currency: Currency): void {
  const core: Currency = switches.merchantCountry === 'US' ? 'USD' : 'CAD';
  if (currency !== core)
    throw new ValidationError({ [field]: `must be in ${core}, the currency of the location` });
}
