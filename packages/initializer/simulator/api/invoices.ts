import { z } from 'zod';
import { listInvoices } from '../invoices.js';
import type { Invoice } from '../invoices.js';
import { toDollars } from '../rules/money.js';
import { mountainTime } from '../rules/mountain-time.js';
import { parse } from '../rules/validation.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { ApiError } from './api-error.js';

const pageSize = 100;

const listQuery = z.object({
  invoiceNumber: z.string('must be one text').optional(),
  page: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(1, 'must be 1 or more')
    .default(1),
});

/** `GET /invoices`: a root array, newest first; `invoiceNumber` is exact, without case. */
export function getInvoices({ state, query }: ApiCall): Reply {
  const { invoiceNumber, page } = parse(listQuery, query);
  const rows = listInvoices(state, invoiceNumber).slice((page - 1) * pageSize, page * pageSize);
  return ok(rows.map(restInvoice));
}

/** `GET /invoices/:id`. */
export function getInvoice({ state, params: { id = '' } }: ApiCall): Reply {
  const invoice = listInvoices(state).find(({ invoiceId }) => String(invoiceId) === id);
  if (!invoice) throw new ApiError(404, 'Invoice not found');
  return ok(restInvoice(invoice));
}

function restInvoice(invoice: Invoice) {
  const { invoiceId, invoiceNumber, status, currency, createdAt, amountCents, amountPaidCents } = invoice;
  return {
    invoiceId,
    invoiceNumber,
    status,
    currency,
    dateCreated: mountainTime(createdAt),
    amount: toDollars(amountCents),
    amountPaid: toDollars(amountPaidCents),
    amountDue: toDollars(Math.max(0, amountCents - amountPaidCents)),
  };
}
