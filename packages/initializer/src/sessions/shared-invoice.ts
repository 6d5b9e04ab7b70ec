import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { difference, movesMoney, reverses, sharesInvoice } from './compare-transaction.js';
import type { Core } from './core.js';
import { sessionsOnInvoice } from './sessions-on-invoice.js';

/**
 * Sorts the rows of a session that shares its invoice with other sessions. A payment that meets the terms of another one only is
 * not ours; one that meets the terms of both is doubtful: the browser's result may tell, or in the end a person.
 */
export async function sortRows(
  core: Core,
  session: SessionRecord,
  rows: readonly TransactionFacts[],
): Promise<{ own: TransactionFacts[]; doubtful: TransactionFacts[] }> {
  const own: TransactionFacts[] = [];
  const doubtful: TransactionFacts[] = [];
  for (const row of rows) {
    const rivals = await rivalsFor(core, session, row);
    if (rivals.length === 0) own.push(row);
    else if (difference(session, row, core.config) === undefined) doubtful.push(row);
  }
  return { own, doubtful };
}

/** Other sessions whose terms the row meets. */
async function rivalsFor(
  core: Core,
  session: SessionRecord,
  row: TransactionFacts,
): Promise<SessionRecord[]> {
  if (!sharesInvoice(session) || !movesMoney(row) || reverses(row)) return [];
  const candidates = await sessionsOnInvoice(core, row);
  return candidates.filter(
    (other) => other.sessionId !== session.sessionId && difference(other, row, core.config) === undefined,
  );
}
