import type { HistoryEntry } from '../stores/session-store.js';

/** Whether a step names the transaction: as a word, since one id may begin another. */
export function mentions({ said }: HistoryEntry, transactionId: string): boolean {
  return said.split(/[\s,]+/).includes(transactionId);
}
