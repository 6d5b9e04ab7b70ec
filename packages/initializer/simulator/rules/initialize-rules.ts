import type { InitializeRequest } from '../records/initialize-request.js';
import type { Switches } from '../records/switches.js';
import { invoiceTotalCents } from './invoice-total.js';
import { toCents } from './money.js';
import { isTerminalOf } from './terminals.js';
import { ValidationError } from './validation.js';

interface Rule {
  field: string;
  reason: string;
  isBroken: (request: InitializeRequest, switches: Switches) => boolean;
}

/** What one field of `POST /helcim-pay/initialize` demands of another. */
const rules: readonly Rule[] = [
  {
    field: 'amount',
    reason: 'must be 0 for verify',
    isBroken: ({ paymentType, amount }) => paymentType === 'verify' && amount !== 0,
  },
  {
    field: 'amount',
    reason: 'must be above 0',
    isBroken: ({ paymentType, amount }) => paymentType !== 'verify' && amount === 0,
  },
  {
    field: 'paymentType',
    reason: 'preauth is not available with ach',
    isBroken: ({ paymentType, paymentMethod }) => paymentType === 'preauth' && paymentMethod === 'ach',
  },
  {
    field: 'currency',
    reason: 'bank payments are available in CAD only',
    isBroken: ({ currency, paymentMethod }, { merchantCountry }) =>
      merchantCountry === 'CA' && currency !== 'CAD' && paymentMethod !== 'cc',
  },
  {
    field: 'currency',
    reason: 'this merchant takes USD only',
    isBroken: ({ currency }, { merchantCountry }) => merchantCountry === 'US' && currency !== 'USD',
  },
  {
    field: 'terminalId',
    reason: 'is not a terminal of this currency',
    isBroken: ({ terminalId, currency }) => terminalId !== undefined && !isTerminalOf(terminalId, currency),
  },
  {
    field: 'hasConvenienceFee',
    reason: 'needs paymentMethod cc-ach',
    isBroken: ({ hasConvenienceFee, paymentMethod }) => hasConvenienceFee === 1 && paymentMethod !== 'cc-ach',
  },
  {
    field: 'allowPartial',
    reason: 'needs the invoiceNumber of a due invoice',
    isBroken: ({ allowPartial, invoiceNumber }) => allowPartial === 1 && invoiceNumber === undefined,
  },
  {
    field: 'taxAmount',
    reason: 'is a part of amount and cannot exceed it',
    isBroken: ({ taxAmount, amount }) => (taxAmount ?? 0) > amount,
  },
  {
    field: 'invoiceRequest',
    reason: 'creates an invoice, invoiceNumber names an existing one: send one of them',
    isBroken: ({ invoiceRequest, invoiceNumber }) =>
      invoiceRequest !== undefined && invoiceNumber !== undefined,
  },
  {
    field: 'invoiceRequest.lineItems',
    reason: 'Missing required data invoiceRequest.lineItems',
    isBroken: ({ paymentType, invoiceRequest }) =>
      paymentType !== 'verify' && invoiceRequest !== undefined && !invoiceRequest.lineItems?.length,
  },
  {
    field: 'invoiceRequest.lineItems',
    reason: 'line items must add up to amount',
    isBroken: ({ paymentType, invoiceRequest, amount }) =>
      paymentType !== 'verify' &&
      invoiceRequest !== undefined &&
      invoiceTotalCents(invoiceRequest) !== toCents(amount),
  },
];

/** Throws a ValidationError with the first broken rule of each field. */
export function checkInitializeRules(request: InitializeRequest, switches: Switches): void {
  const fields: Record<string, string> = {};
  for (const { field, reason, isBroken } of rules) {
    if (isBroken(request, switches)) fields[field] ??= reason;
  }
  if (Object.keys(fields).length > 0) throw new ValidationError(fields);
}
