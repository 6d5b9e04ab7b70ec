import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';

/** Whether the transaction is one of those that the session has claimed. */
export function hasClaimed({ transactionIds }: SessionRecord, { transactionId }: TransactionFacts): boolean {
  return transactionIds.includes(transactionId);
}
