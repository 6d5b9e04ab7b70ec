import type { SessionRecord, SessionState } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { isUnderOurNumber, sharesInvoice } from './compare-transaction.js';
import type { Core } from './core.js';

/** States in which a payment may be looking for its session. */
const unsettled: readonly SessionState[] = ['open', 'undecided', 'superseded', 'review', 'expired'];
const mostPerState = 1_000;

/**
 * The sessions that a payment on an existing invoice may belong to: they name the invoice, began before the payment, and know
 * no transaction yet. Stores have no index for it, so that this reads what is unsettled; it runs only when money has moved.
 */
export async function sessionsOnInvoice(
  { config: { store, scope } }: Core,
  row: TransactionFacts,
): Promise<SessionRecord[]> {
  const lists = await Promise.all(unsettled.map((state) => store.inState(scope, state, mostPerState)));
  return lists
    .flat()
    .filter(
      (session) =>
        sharesInvoice(session) && session.transactionIds.length === 0 && isUnderOurNumber(session, row),
    );
}
