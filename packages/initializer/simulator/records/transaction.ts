export type Currency = 'CAD' | 'USD';
export type TransactionType = 'purchase' | 'preauth' | 'capture' | 'verify' | 'refund' | 'reverse';
export type TransactionStatus = 'APPROVED' | 'DECLINED';

/** One card transaction as the simulator keeps it; `rules/transaction-format.ts` writes it as Helcim does. */
export interface Transaction {
  id: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  batchId: number;
  status: TransactionStatus;
  type: TransactionType;
  amountCents: number;
  currency: Currency;
  avsResponse: string;
  cvvResponse: string;
  cardType: string;
  approvalCode: string;
  /** Empty on a declined row. */
  cardToken: string;
  /** First six and last four digits: ten digits, not a card number. */
  cardNumber: string;
  cardHolderName: string;
  customerCode: string;
  invoiceNumber: string;
  warning: string;
  /** `DECLINED` only, e.g. `EXPIRED CARD - Expired Card`. */
  declineReason?: string;
  /** What a capture, refund or reverse acts on. */
  originalTransactionId?: number;
  /** The device that took the card; absent for a card that was not present. */
  deviceCode?: string;
  /** The API lists the row from then on; absent: at once. Milliseconds since the epoch. */
  listedAt?: number;
}
