import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { claimId } from './claim-id.js';
import type { Core } from './core.js';

/** The rows that no other session has claimed. */
export async function unclaimed(
  { config: { store, scope } }: Core,
  session: SessionRecord,
  rows: readonly TransactionFacts[],
): Promise<TransactionFacts[]> {
  const owners = await Promise.all(
    rows.map(async (row) =>
      row.transactionId === '' ? undefined : await store.byTransactionId(scope, claimId(row)),
    ),
  );
  return rows.filter((_, index) => (owners[index]?.sessionId ?? session.sessionId) === session.sessionId);
}
