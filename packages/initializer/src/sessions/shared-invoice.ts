import type { Config } from '../read-options.js';
import type { SessionRecord, SessionState } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { hasClaimed } from './claim-id.js';
import {
  carriesNumber,
  clocksDifferMs,
  difference,
  isAfter,
  isAfterStart,
  isBefore,
  isPaid,
  isUndated,
  movesMoney,
  reverses,
  sharesInvoice,
} from './compare-transaction.js';
import type { Core } from './core.js';
import { sessionsOnInvoice, type InvoiceSessions } from './sessions-on-invoice.js';
import { graceEndsAt } from './timeline.js';

/** States in which a payment may be looking for its session. */
const unsettled: readonly SessionState[] = ['open', 'undecided', 'superseded', 'review', 'expired'];

/** The rows of a session, by whose they are. Those of other people's business are left out. */
export interface SortedRows {
  readonly own: readonly TransactionFacts[];
  /** May be ours or another session's: the browser's result may tell, or in the end a person. */
  readonly doubtful: readonly TransactionFacts[];
  /** Nobody's for certain, and no session waits for them: a person has to hear of them now. */
  readonly strays: readonly TransactionFacts[];
}

/** Sorts the rows of a session that shares its invoice with other sessions, and with payments that are none of ours. */
export async function sortRows(
  core: Core,
  session: SessionRecord,
  rows: readonly TransactionFacts[],
): Promise<SortedRows> {
  const { invoiceNumber } = session.order;
  if (invoiceNumber === null || !rows.some(isPayment)) return { own: rows, doubtful: [], strays: [] };
  const known = await sessionsOnInvoice(core, invoiceNumber, session.createdAt - clocksDifferMs);
  const current = known.sessions.find(({ sessionId }) => sessionId === session.sessionId) ?? session;
  const sorted = rows.map((row) => ({ row, is: whose(current, row, known, core.config) }));
  const those = (is: Whose) => sorted.filter((each) => each.is === is).map(({ row }) => row);
  return { own: those('own'), doubtful: those('doubtful'), strays: those('stray') };
}

type Whose = 'own' | 'doubtful' | 'stray' | 'foreign';

function whose(
  session: SessionRecord,
  row: TransactionFacts,
  { sessions, isComplete }: InvoiceSessions,
  config: Config,
): Whose {
  if (!isPayment(row) || hasClaimed(session, row)) return 'own';
  // Nobody can say whose it is: who still waits for a payment tells a person.
  if (isUndated(row) && carriesNumber(session, row)) return isPaid(session) ? 'foreign' : 'own';
  if (!isOfItsTime(session, row, config) || sessions.some((other) => hasClaimed(other, row)))
    return 'foreign';
  const others = sessions.filter(({ sessionId }) => sessionId !== session.sessionId);
  const isCertain = isComplete && isAfterStart(session, row);
  const fits = difference(session, row, config) === undefined;
  const hasRival = others.some((other) => awaits(other, row, config) && !difference(other, row, config));
  if (isPaid(session)) {
    if (!fits || hasRival) return 'foreign';
    return isCertain && !others.some((other) => mayBeChargedAgain(other, row, config)) ? 'own' : 'stray';
  }
  if (isCertain && !hasRival) return 'own';
  if (fits) return 'doubtful';
  return isComplete ? 'foreign' : 'stray';
}

/** Whether the row is money for an order. */
export function isPayment(row: TransactionFacts): boolean {
  return movesMoney(row) && !reverses(row) && row.type !== 'capture';
}

/** Whether the session waits for a payment that this may be. One that two clocks alone put into its time has to meet its terms. */
export function awaits(session: SessionRecord, row: TransactionFacts, config: Config): boolean {
  return (
    unsettled.includes(session.state) &&
    !isPaid(session) &&
    isOfItsTime(session, row, config) &&
    (isAfterStart(session, row) || difference(session, row, config) === undefined)
  );
}

/** Whether the token of a paid session may have been charged once more. */
export function mayBeChargedAgain(session: SessionRecord, row: TransactionFacts, config: Config): boolean {
  return (
    isPaid(session) && isOfItsTime(session, row, config) && difference(session, row, config) === undefined
  );
}

/** Whether it names the session's invoice, and was made while its token could be charged for all that two clocks may differ. */
function isOfItsTime(session: SessionRecord, row: TransactionFacts, config: Config): boolean {
  return (
    sharesInvoice(session) &&
    carriesNumber(session, row) &&
    isAfter(session.createdAt - clocksDifferMs, row) &&
    isBefore(graceEndsAt(session, config) + clocksDifferMs, row)
  );
}
