import type { RefundRecord, SessionRecord, TerminalFacts } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { clocksDifferMs, isAfter, isUnderOurNumber, movesMoney } from './compare-transaction.js';
import type { Evidence } from './evidence.js';
import { isOpenRefund, refundLeaseMs, refundOverdueAt } from './till-timeline.js';

const mostDeclined = 50;

/**
 * What rows tell of a till session beside its payment: cards that were refused, each counted once, and refunds. Pure. Neither
 * is ever final for the payment: a device that was refused a card may be handed another one under the same number.
 */
export function noteTerminalRows(session: SessionRecord, evidence: Evidence): SessionRecord {
  const { terminal } = session;
  if (!terminal) return session;
  const rows = evidence.rows instanceof Array ? evidence.rows : [];
  const ours = rows.filter((row) => isUnderOurNumber(session, row));
  return withRefunds(withDeclines(session, terminal, ours), ours, evidence);
}

function withDeclines(
  session: SessionRecord,
  terminal: TerminalFacts,
  rows: readonly TransactionFacts[],
): SessionRecord {
  const known = terminal.declined ?? [];
  const fresh = rows.filter(
    (row) =>
      row.status === 'declined' &&
      row.type === 'purchase' &&
      known.every(({ transactionId }) => transactionId !== row.transactionId),
  );
  // One more would push out an older one, which would then count again.
  const room = fresh.slice(0, mostDeclined - known.length);
  if (room.length === 0) return session;
  const added = room.map(({ transactionId, declineReason: reason = '' }) => ({ transactionId, reason }));
  return {
    ...session,
    declines: session.declines + room.length,
    terminal: { ...terminal, declined: [...known, ...added] },
  };
}

function withRefunds(
  session: SessionRecord,
  rows: readonly TransactionFacts[],
  { at, from, rows: asked }: Evidence,
): SessionRecord {
  const { terminal } = session;
  if (!terminal || terminal.refunds.length === 0) return session;
  const hasAsked = asked instanceof Array && from === 'rows';
  const found = assign(terminal.refunds, rows);
  const settled = terminal.refunds.map((refund) => {
    const row = found.get(refund);
    if (!row) return withTime(refund, at, hasAsked);
    const state = movesMoney(row) ? ('done' as const) : ('refused' as const);
    return { ...refund, state, transactionId: row.transactionId };
  });
  const refunds = countDeclines(settled, rows);
  const isSame = refunds.every((refund, index) => refund === terminal.refunds[index]);
  return isSame ? session : { ...session, terminal: { ...terminal, refunds } };
}

/**
 * Each row is one refund's: that of one still open before one that has ended without a row. A decline goes to the earliest that it
 * may be of, refused ones included: taken for a later one's, it would let that one be made twice.
 */
function assign(
  refunds: readonly RefundRecord[],
  rows: readonly TransactionFacts[],
): Map<RefundRecord, TransactionFacts> {
  const claimed = idsOf(refunds);
  const found = new Map<RefundRecord, TransactionFacts>();
  const give = (candidates: readonly RefundRecord[], ofTheirs: readonly TransactionFacts[]) => {
    for (const refund of candidates) {
      const row = ofTheirs.find(
        (candidate) => !claimed.has(candidate.transactionId) && fits(refund, candidate),
      );
      if (!row || found.has(refund)) continue;
      claimed.add(row.transactionId);
      found.set(refund, row);
    }
  };
  const rowless = refunds.filter(({ transactionId }) => transactionId === null);
  const ended = rowless.filter((refund) => !isOpenRefund(refund));
  give([...rowless.filter(isOpenRefund), ...ended], rows.filter(movesMoney));
  // A card that was refused on the device may be tried again there; without a device that is the end.
  const final = rowless.filter(({ device }) => device === null);
  give(
    final,
    rows.filter(({ status }) => status === 'declined'),
  );
  return found;
}

/** Cards that a device was refused during a refund, each counted once: for the latest refund that it may have been for. */
function countDeclines(
  refunds: readonly RefundRecord[],
  rows: readonly TransactionFacts[],
): readonly RefundRecord[] {
  const known = idsOf(refunds);
  return rows
    .filter(({ status, transactionId }) => status === 'declined' && !known.has(transactionId))
    .reduce((counted, row) => {
      const mine = counted.findLast((refund) => refund.device !== null && fits(refund, row));
      if (!mine || (mine.declined ?? []).length >= mostDeclined) return counted;
      const { transactionId, declineReason: reason = '' } = row;
      const declined = [...(mine.declined ?? []), { transactionId, reason }];
      return counted.map((refund) => (refund === mine ? { ...refund, declined } : refund));
    }, refunds);
}

function idsOf(refunds: readonly RefundRecord[]): Set<string | null> {
  return new Set(
    refunds.flatMap(({ transactionId, declined = [] }) => [
      transactionId,
      ...declined.map((one) => one.transactionId),
    ]),
  );
}

function fits(refund: RefundRecord, row: TransactionFacts): boolean {
  return (
    row.type === 'refund' &&
    row.amountCents === refund.amountCents &&
    isAfter(refund.startedAt - clocksDifferMs, row)
  );
}

function withTime(refund: RefundRecord, at: number, hasAsked: boolean): RefundRecord {
  if (refund.state === 'starting' && at >= refund.startedAt + refundLeaseMs)
    return { ...refund, state: 'unknown' };
  // Never ended by time: rows of a refund may lack our number, and one that counted as never made would be made twice.
  const isOverdue = hasAsked && refund.state === 'handed_over' && at >= refundOverdueAt(refund);
  return isOverdue ? { ...refund, state: 'unknown' } : refund;
}
