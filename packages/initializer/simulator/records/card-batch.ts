/** The transactions of one terminal between two settlements. A refund needs a closed batch, a reverse an open one. */
export interface CardBatch {
  id: number;
  /** Counts up within the account. */
  batchNumber: number;
  terminalId: number;
  /** Milliseconds since the epoch. */
  createdAt: number;
  closedAt?: number;
}
