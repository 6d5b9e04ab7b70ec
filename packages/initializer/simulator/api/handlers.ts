import { getBankTransaction, getBankTransactions } from './ach-transactions.js';
import { ok } from './api-call.js';
import type { Handler } from './api-call.js';
import { getCardBatch, getCardBatches, settleCardBatch } from './card-batches.js';
import { getCardTransaction, getCardTransactions } from './card-transactions.js';
import { purchaseOnDevice, refundOnDevice } from './device-payments.js';
import { getDevice, getDevices, pingDevice } from './devices.js';
import { idempotent } from './idempotent.js';
import { initialize } from './initialize.js';
import { getInvoice, getInvoices } from './invoices.js';
import { preauth, purchase, verify } from './payment-charge.js';
import { capture, refund, reverse } from './payment-follow-up.js';
import type { EndpointName } from './permissions.js';

/** What answers each endpoint of the permission table. */
export const handlers: Readonly<Record<EndpointName, Handler>> = {
  'GET /connection-test': () => ok({ message: 'Connection Successful' }),
  'POST /helcim-pay/initialize': initialize,
  'POST /payment/verify': idempotent(verify),
  'POST /payment/preauth': idempotent(preauth),
  'POST /payment/purchase': idempotent(purchase),
  'POST /payment/capture': idempotent(capture),
  'POST /payment/refund': idempotent(refund),
  'POST /payment/reverse': idempotent(reverse),
  'GET /card-transactions': getCardTransactions,
  'GET /card-transactions/:id': getCardTransaction,
  'GET /card-batches': getCardBatches,
  'GET /card-batches/:id': getCardBatch,
  'POST /card-batches/:id/settle': settleCardBatch,
  'GET /invoices': getInvoices,
  'GET /invoices/:id': getInvoice,
  'GET /ach/transactions': getBankTransactions,
  'GET /ach/transactions/:id': getBankTransaction,
  'GET /devices': getDevices,
  'GET /devices/:code': getDevice,
  'GET /devices/:code/ping': pingDevice,
  'POST /devices/:code/payment/purchase': purchaseOnDevice,
  'POST /devices/:code/payment/refund': refundOnDevice,
};
