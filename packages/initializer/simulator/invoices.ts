import type { Invoice } from './records/invoice.js';
import type { Currency } from './records/transaction.js';
import { refuseUnless } from './rules/refused.js';
import { nextNumber } from './state.js';
import type { State } from './state.js';

export type { Invoice } from './records/invoice.js';

interface InvoiceDetails {
  /** Absent or blank: the next `INV` number. */
  invoiceNumber?: string | undefined;
  currency: Currency;
  amountCents: number;
  customerCode: string;
}

/** Helcim compares invoice numbers without case. */
export function findInvoice(state: State, invoiceNumber: string): Invoice | undefined {
  return state.invoices.get(invoiceNumber.toUpperCase());
}

/** Newest first; with a number, that invoice alone. */
export function listInvoices(state: State, invoiceNumber?: string): Invoice[] {
  if (invoiceNumber === undefined) return [...state.invoices.values()].reverse();
  const invoice = findInvoice(state, invoiceNumber);
  return invoice ? [invoice] : [];
}

/** Refuses a wanted number that an invoice has already; blank means that any number will do. */
export function refuseTakenNumber(state: State, wanted: string | undefined): void {
  refuseUnless(!wanted?.trim() || !findInvoice(state, wanted.trim()), 'Invoice number already existed');
}

/** Creates a due invoice. The caller has made sure that the number is free. */
export function createInvoice(state: State, details: InvoiceDetails): Invoice {
  const { currency, amountCents, customerCode } = details;
  const invoice: Invoice = {
    invoiceId: nextNumber(state, 'invoiceId'),
    invoiceNumber: details.invoiceNumber?.trim() ? details.invoiceNumber : unusedNumber(state),
    status: 'DUE',
    currency,
    amountCents,
    amountPaidCents: 0,
    customerCode,
    createdAt: state.clock.now(),
  };
  state.invoices.set(invoice.invoiceNumber.toUpperCase(), invoice);
  return invoice;
}

/** Books money on an invoice; a negative amount takes it back. */
export function bookOnInvoice(state: State, invoiceNumber: string, cents: number): void {
  const invoice = findInvoice(state, invoiceNumber);
  if (!invoice) return;
  invoice.amountPaidCents += cents;
  invoice.status = invoice.amountPaidCents >= invoice.amountCents ? 'PAID' : 'DUE';
}

function unusedNumber(state: State): string {
  for (;;) {
    const number = `INV${nextNumber(state, 'invoiceNumber')}`;
    if (!findInvoice(state, number)) return number;
  }
}
