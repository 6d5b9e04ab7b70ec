import type { Currency } from './transaction.js';

/** In the order of Helcim's documentation. */
export const authorizationStatuses = ['APPROVED', 'DECLINED', 'IN_PROGRESS', 'CANCELLED', 'PENDING'] as const;
export const clearingStatuses = ['OPENED', 'CLEARED', 'REJECTED', 'CONTESTED', 'RETURNED'] as const;

export type AuthorizationStatus = (typeof authorizationStatuses)[number];
export type ClearingStatus = (typeof clearingStatuses)[number];

/** One bank payment (ACH in the US, EFT in Canada) as the simulator keeps it. */
export interface BankTransaction {
  id: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  batchId: number;
  /** A verify moves no money and is never cleared. */
  paymentType: 'purchase' | 'verify';
  statusAuth: AuthorizationStatus;
  statusClearing: ClearingStatus;
  amountCents: number;
  currency: Currency;
  approvalCode: string;
  accountHolder: string;
  /** One of the simulator's test accounts. */
  bankAccountNumber: string;
  bankToken: string;
  invoiceNumber: string;
  customerCode: string;
  /** When clearing ended, whatever came of it. */
  closedAt?: number;
  /** The API lists the row from then on; absent: at once. */
  listedAt?: number;
}
