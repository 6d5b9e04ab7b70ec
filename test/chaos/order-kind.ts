import type { Order } from '../../packages/initializer/src/index.js';
import { mixed, randomOf } from './random.js';

/**
 * How an order is paid. `either`: by card or from a bank account, with Fee Saver. `invoice`: on an existing invoice of
 * Helcim's, which other orders share. `preauth`: authorized, not captured. `till`: on a device in the shop. A verify moves no
 * money, so that no ledger can tell whether one was lost: there is none.
 */
export type OrderKind = 'card' | 'bank' | 'either' | 'invoice' | 'preauth' | 'till';

const ordersPerInvoice = 100;
const invoicePrefix = 'STANDING-';

/**
 * A third of the bank payments lose their result to some fault and can only end in review, as nothing at Helcim links them to
 * their session: few enough of them that 95 % of all payments can still be fulfilled.
 */
const shares = { bank: 3, either: 2, invoice: 4, preauth: 5, till: 10, card: 76 };

/** Drawn from the order's number alone, so that the shop's servers and the buyers agree. */
export function kindOf(seed: number, index: number): OrderKind {
  return mixed(randomOf(seed, 'kind', index), shares);
}

/** What the shop says of an order besides its price. */
export function termsOf(seed: number, index: number): Omit<Order, 'amount' | 'currency'> {
  switch (kindOf(seed, index)) {
    case 'card':
    case 'till':
      return {};
    case 'bank':
      return { paymentMethod: 'ach' };
    case 'either':
      return { paymentMethod: 'cc-ach', convenienceFee: true };
    case 'invoice':
      return { invoiceNumber: invoiceOf(index) };
    case 'preauth':
      return { paymentType: 'preauth' };
  }
}

/** The invoices that must be there before the first of so many orders. */
export function invoicesFor(orders: number): string[] {
  return Array.from({ length: Math.ceil(orders / ordersPerInvoice) }, (_, number) =>
    invoiceOf(number * ordersPerInvoice),
  );
}

export function isExistingInvoice(reference: string): boolean {
  return reference.startsWith(invoicePrefix);
}

export function isAtTill(seed: number, index: number): boolean {
  return kindOf(seed, index) === 'till';
}

function invoiceOf(index: number): string {
  return `${invoicePrefix}${Math.floor(index / ordersPerInvoice)}`;
}
