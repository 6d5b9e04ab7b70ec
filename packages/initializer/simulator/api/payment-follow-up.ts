import { capturePreauth, refundPayment, reversePayment } from '../follow-up.js';
import { toCents } from '../rules/money.js';
import { restTransaction } from '../rules/transaction-format.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { transactionOf } from './card-transactions.js';
import * as requests from './payment-requests.js';
import { readBody } from './read-body.js';

/** `POST /payment/capture`. */
export function capture(call: ApiCall): Reply {
  const { preAuthTransactionId, amount } = readBody(requests.capture, call);
  const preauth = transactionOf(call.state, preAuthTransactionId);
  return ok(restTransaction(capturePreauth(call.state, preauth, toCents(amount) ?? 0), call.state.switches));
}

/** `POST /payment/refund`. */
export function refund(call: ApiCall): Reply {
  const { originalTransactionId, amount } = readBody(requests.refund, call);
  const payment = transactionOf(call.state, originalTransactionId);
  return ok(restTransaction(refundPayment(call.state, payment, toCents(amount) ?? 0), call.state.switches));
}

/** `POST /payment/reverse`. */
export function reverse(call: ApiCall): Reply {
  const { cardTransactionId } = readBody(requests.reverse, call);
  const payment = transactionOf(call.state, cardTransactionId);
  return ok(restTransaction(reversePayment(call.state, payment), call.state.switches));
}
