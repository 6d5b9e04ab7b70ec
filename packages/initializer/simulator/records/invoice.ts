import type { Currency } from './transaction.js';

export interface Invoice {
  invoiceId: number;
  invoiceNumber: string;
  status: 'DUE' | 'PAID';
  currency: Currency;
  amountCents: number;
  amountPaidCents: number;
  customerCode: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}
