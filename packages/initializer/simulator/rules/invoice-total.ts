import type { InvoiceRequest } from '../records/initialize-request.js';

type LineItem = NonNullable<InvoiceRequest['lineItems']>[number];

/** What a requested invoice adds up to, in cents. */
export function invoiceTotalCents(invoice: InvoiceRequest): number {
  const lines = (invoice.lineItems ?? []).reduce((sum, line) => sum + lineDollars(line), 0);
  const added = (invoice.tax?.amount ?? 0) + (invoice.shipping?.amount ?? 0) + (invoice.tipAmount ?? 0);
  return Math.round((lines + added - (invoice.discount?.amount ?? 0)) * 100);
}

function lineDollars({ quantity, price, total, taxAmount = 0, discountAmount = 0 }: LineItem): number {
  return total ?? quantity * price + taxAmount - discountAmount;
}
