import type { ReviewReason, SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { claimId } from './claim-id.js';
import { countsAsUnpaid, isUnclear } from './compare-transaction.js';
import type { Circumstances, Evidence } from './evidence.js';
import { review, type Verdict } from './verdict.js';

/** What follows when time is over and no payment is known. */
export function fromTime(
  session: SessionRecord,
  evidence: Evidence,
  circumstances: Circumstances,
): Verdict | undefined {
  const { at, from, rows } = evidence;
  if (session.terminal && session.state === 'initializing' && at >= (session.leaseUntil ?? 0))
    return { to: 'undecided', said: 'nobody knows whether the device got it' };
  const isUnreachable = rows === 'unreachable' || evidence.bankHints === 'unreachable';
  // The answer to another look may be that it is paid.
  if (isUnreachable && circumstances.isLookedAt) return undefined;
  // A webhook shows one row: that others are missing from it means nothing.
  const hasAsked = (rows instanceof Array && from !== 'webhook') || !circumstances.readable;
  const isOverdue = session.state === 'pending' && at >= circumstances.clearingOverdueAt;
  if (isOverdue && (hasAsked || isUnreachable)) return review('clearing_overdue', []);
  if (session.terminal) return fromTillTime(session, evidence, circumstances);
  const isOver = at >= circumstances.graceEndsAt;
  if (isOver && circumstances.readable && isUnreachable)
    return unheardInTime(session, evidence, circumstances);
  if (!isOver || !hasAsked || evidence.bankHints === 'unreachable') return undefined;
  const found = fromAllHints(session, evidence);
  if (found) return found;
  if (session.state === 'undecided') return review('undecided_in_time', []);
  return session.state === 'open' ? { to: 'expired', said: 'nothing found after the grace' } : undefined;
}

/**
 * A device knows no time limit and cannot be told that nobody waits: while it may show the payment, neither the order nor the device
 * is free by time alone. After a day a person decides.
 */
function fromTillTime(
  { state }: SessionRecord,
  { at, from, rows }: Evidence,
  { tillOverdueAt = Infinity, readable }: Circumstances,
): Verdict | undefined {
  const isOpen = state === 'open' || state === 'undecided';
  const hasAsked = from !== 'webhook' && rows !== 'not_asked';
  return isOpen && at >= tillOverdueAt && (hasAsked || !readable)
    ? review('undecided_in_time', [])
    : undefined;
}

/** The time is over and Helcim cannot be asked: a claim becomes a person's; an order without one is free after some hours. */
function unheardInTime(
  session: SessionRecord,
  { at }: Evidence,
  { blockEndsAt = Infinity }: Circumstances,
): Verdict | undefined {
  if (session.state === 'undecided') return review('undecided_in_time', []);
  // After an outage of our own, one question without an answer is not hours of them.
  const isGivenUp = at >= blockEndsAt && (session.failedLooks ?? 0) > 1;
  if (session.state !== 'open' || !isGivenUp) return undefined;
  return { to: 'expired', said: 'Helcim could not be asked for hours after the grace' };
}

function fromAllHints(session: SessionRecord, { rows, doubtful, bankHints }: Evidence): Verdict | undefined {
  if (!countsAsUnpaid(session)) return undefined;
  const unclear = rows instanceof Array ? rows.filter((row) => isUnclear(session, row)) : [];
  return (
    fromHints(session, 'invoice_shared', doubtful) ??
    fromHints(session, 'bank_payment_found', bankHints instanceof Array ? bankHints : []) ??
    fromHints(session, 'status_unknown', unclear)
  );
}

/**
 * Payments that may be the session's, but cannot be told from others: for a person, who is given their ids. What a person was told,
 * and perhaps said is none, is not told again.
 */
function fromHints(
  { listedIds = [] }: SessionRecord,
  reason: ReviewReason,
  hints: readonly TransactionFacts[] = [],
): Verdict | undefined {
  const listed = hints.map(nameOf);
  if (listed.every((name) => listedIds.includes(name))) return undefined;
  const ids = hints.map(({ transactionId }) => transactionId);
  const named = ids.map((id) => id || '(no readable id)').join(', ');
  const said = `${reason}: perhaps transaction ${named}`;
  return { ...review(reason, []), said, hints: ids.filter((id) => id !== ''), listed };
}

/** Of several without a readable id, one more is news. */
function nameOf(row: TransactionFacts, place: number, rows: readonly TransactionFacts[]): string {
  if (row.transactionId !== '') return claimId(row);
  const before = rows.slice(0, place).filter(({ transactionId }) => transactionId === '');
  return `unreadable:${before.length + 1}`;
}
