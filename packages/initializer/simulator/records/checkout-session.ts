import type { InitializeRequest } from './initialize-request.js';

/** What one successful `POST /helcim-pay/initialize` started. */
export interface CheckoutSession {
  /** 22 lower-case hex characters; opens the modal. */
  checkoutToken: string;
  /** 22 lower-case hex characters; salts the hash and appears only in the answer of initialize. */
  secretToken: string;
  request: InitializeRequest;
  /** Whose api-token started it: the modal may be shown on the pages which that configuration lists. */
  accessConfigurationId: string;
  /** The request's amount in cents; 0 for a verify. */
  amountCents: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  expiresAt: number;
  /** The payer's customer: created on the first payment, declined ones included. */
  customerCode?: string;
  /** Set by the one successful charge, by card or bank; later ones are refused. */
  approvedTransactionId?: number;
}
