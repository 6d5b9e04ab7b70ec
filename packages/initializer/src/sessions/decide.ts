import type { HashVerdict } from '../verify-hash.js';
import type { EvidenceSource, ReviewReason, SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { claimId, hasClaimed } from './claim-id.js';
import {
  cameBack,
  countsAsUnpaid,
  difference,
  isPaid,
  isUnclear,
  isUnderOurNumber,
  movesMoney,
  reverses,
  sharesInvoice,
} from './compare-transaction.js';
import { mentions } from './mentions.js';

/** What one of the roads brings: the browser's result, rows of Helcim's API, or only the time. */
export interface Evidence {
  readonly from: EvidenceSource;
  /** When it was gathered; for rows, when the question was sent. */
  readonly at: number;
  /** The number of the look that brings it; absent for one that is not recorded. */
  readonly look?: number | undefined;
  readonly result?: {
    readonly hash: HashVerdict;
    readonly transaction: TransactionFacts;
    /** The reference of another session that has claimed this transaction. */
    readonly claimedBy?: string;
  };
  /** The transactions under the session's number that no other session has claimed. */
  readonly rows: readonly TransactionFacts[] | 'not_asked' | 'unreachable';
  /** Payments on a shared invoice that meet its terms, but may be another session's, or older than it. */
  readonly doubtful?: readonly TransactionFacts[];
  /** Bank payments that may be the session's, for all that their rows tell; absent where nobody asked. */
  readonly bankHints?: readonly TransactionFacts[] | 'unreachable';
}

/** What surrounds the session. */
export interface Circumstances {
  readonly graceEndsAt: number;
  /** When an order is free again although Helcim could not be asked. Default: never. */
  readonly blockEndsAt?: number;
  readonly clearingOverdueAt: number;
  /** When what no device has answered becomes a person's. Default: never. */
  readonly tillOverdueAt?: number;
  /** Whether rows could be had at all. */
  readonly readable: boolean;
  /** Whether the answer to another look is awaited. Default: false. */
  readonly isLookedAt?: boolean;
  /** Another session of the order has the order's money. */
  readonly orderClosed: boolean;
  readonly convenienceFeeLimit: number;
}

/** The decision. `unchanged` leaves the state; `declined` is counted and never final. */
export interface Verdict {
  readonly to:
    'approved' | 'pending' | 'review' | 'undecided' | 'returned' | 'expired' | 'declined' | 'unchanged';
  /** One phrase for the record's history and the log. */
  readonly said: string;
  readonly reason?: ReviewReason;
  readonly transaction?: TransactionFacts;
  /** The approvals that the session claims by this verdict, as `claimId` names them. */
  readonly claims?: readonly string[];
  /** Transactions that may be the session's: named to a person, and not claimed. */
  readonly hints?: readonly string[];
}

/**
 * The one decision about a session: a pure function of what is recorded, what is evidence, and the time inside it. A proven
 * result speaks first, then rows, then an unproven claim, and last the clock.
 */
export function decide(session: SessionRecord, evidence: Evidence, circumstances: Circumstances): Verdict {
  return (
    fromProvenResult(session, evidence, circumstances) ??
    fromRows(session, evidence, circumstances) ??
    fromBankRow(session, evidence) ??
    fromClaim(session, evidence, circumstances) ??
    fromTime(session, evidence, circumstances) ??
    unchanged('nothing new')
  );
}

function fromProvenResult(
  session: SessionRecord,
  evidence: Evidence,
  circumstances: Circumstances,
): Verdict | undefined {
  if (evidence.result?.hash !== 'valid') return undefined;
  const { transaction, claimedBy } = evidence.result;
  if (claimedBy !== undefined && movesMoney(transaction))
    return claimedElsewhere(session, transaction, claimedBy);
  if (hasClaimed(session, transaction)) return fromProgress(session, transaction);
  if (transaction.status === 'declined' || transaction.status === 'returned')
    return declined(session, transaction);
  if (!movesMoney(transaction)) return undefined;
  const rows = evidence.rows instanceof Array ? evidence.rows : [];
  const row = rows.find((candidate) => claimId(candidate) === claimId(transaction));
  const others = sharesInvoice(session) ? [] : approvals(session, rows).filter((other) => other !== row);
  if (row && !difference(session, transaction, circumstances) && contradicts(session, row, circumstances)) {
    return review('row_contradicts', [transaction, ...others]);
  }
  return judge(session, [transaction, ...others], rows, circumstances);
}

/** Rows gave our payment to another order on the same invoice. Told once, whatever becomes of the session afterwards. */
function claimedElsewhere(session: SessionRecord, transaction: TransactionFacts, claimedBy: string): Verdict {
  const reason = 'transaction_claimed_elsewhere';
  const { transactionId } = transaction;
  if (session.callbacks.some((callback) => callback.reason === reason))
    return unchanged(`${reason}: told before`);
  return { ...review(reason, []), transaction, said: `${reason}: ${transactionId} by ${claimedBy}` };
}

function contradicts(session: SessionRecord, row: TransactionFacts, circumstances: Circumstances): boolean {
  return (
    row.status === 'declined' ||
    row.status === 'returned' ||
    difference(session, row, circumstances) !== undefined
  );
}

/** A transaction we know already can only move on: a bank payment clears, or comes back. */
function fromProgress(session: SessionRecord, transaction: TransactionFacts): Verdict {
  const { transactionId, kind, status } = transaction;
  const { state } = session;
  const isPending = state === 'pending' || (state === 'review' && session.reason === 'clearing_overdue');
  if (kind === 'ach' && isPending && status === 'approved') {
    return { to: 'approved', said: `transaction ${transactionId} has cleared`, transaction };
  }
  if (cameBack(transaction) && (isPending || state === 'approved')) {
    return { to: 'returned', said: `transaction ${transactionId} came back`, transaction };
  }
  return unchanged(`transaction ${transactionId} is known`);
}

/** What has become of a bank payment that was accepted. Its row carries no number: its id is the link. */
function fromBankRow(session: SessionRecord, { rows }: Evidence): Verdict | undefined {
  const known = session.transaction;
  if (!known || !(rows instanceof Array)) return undefined;
  const row = rows.find(
    (candidate) => candidate.kind === 'ach' && candidate.transactionId === known.transactionId,
  );
  if (!row || row.status === 'accepted' || row.status === 'unclear') return undefined;
  const isSame = row.amountCents === known.amountCents && row.currency === known.currency;
  if (!isSame && session.state === 'pending') return { ...review('row_contradicts', []), transaction: known };
  const seen = { ...known, status: row.status };
  const verdict = fromProgress(session, seen);
  return verdict.to === 'unchanged' ? fromTurn(session, known, seen) : verdict;
}

/** A bank payment that turns round once its session is settled: for a person, each time. */
function fromTurn(
  { state }: SessionRecord,
  known: TransactionFacts,
  seen: TransactionFacts,
): Verdict | undefined {
  const isBack = cameBack(seen);
  const turns = state === 'returned' ? !isBack : state === 'review' && isBack !== cameBack(known);
  if (!turns) return undefined;
  const reason = isBack ? 'money_was_returned' : 'cleared_after_return';
  return { ...review(reason, []), transaction: seen, said: `${reason}: transaction ${seen.transactionId}` };
}

function fromRows(
  session: SessionRecord,
  evidence: Evidence,
  circumstances: Circumstances,
): Verdict | undefined {
  if (!(evidence.rows instanceof Array)) return undefined;
  const all = approvals(session, evidence.rows);
  // On a shared invoice, once our payment is known, those of other terms are other people's business.
  const fresh =
    sharesInvoice(session) && isPaid(session)
      ? all.filter((row) => difference(session, row, circumstances) === undefined)
      : all;
  if (fresh.length === 0) return undefined;
  return judge(session, fresh, evidence.rows, circumstances);
}

/** Approvals under the session's number that it has not claimed yet. */
function approvals(session: SessionRecord, rows: readonly TransactionFacts[]): TransactionFacts[] {
  const ours = rows.filter(
    (row) => movesMoney(row) && !reverses(row) && row.type !== 'capture' && isUnderOurNumber(session, row),
  );
  return ours.filter((row) => !hasClaimed(session, row));
}

function judge(
  session: SessionRecord,
  [first, ...others]: readonly TransactionFacts[],
  rows: readonly TransactionFacts[],
  circumstances: Circumstances,
): Verdict {
  if (!first) return unchanged('no approval');
  const all = [first, ...others];
  const differs = difference(session, first, circumstances);
  if (isPaid(session) || others.length > 0) return review('second_approval', all);
  if (session.supersededAt !== null) return review('superseded_session', all);
  if (circumstances.orderClosed) return review('second_approval', all);
  if (differs) return review(differs, all);
  if (rows.some((row) => reverses(row) && movesMoney(row) && isUnderOurNumber(session, row))) {
    return review('money_was_returned', all);
  }
  // A verified bank account moves no money that could clear.
  const clears = first.status === 'accepted' && session.order.paymentType !== 'verify';
  return {
    to: clears ? 'pending' : 'approved',
    said: `transaction ${first.transactionId} is ${first.status}`,
    transaction: first,
    claims: [claimId(first)],
  };
}

/** An unproven claim is a reason to look, never to believe, and never to forget what is settled. */
function fromClaim(
  session: SessionRecord,
  evidence: Evidence,
  { readable }: Circumstances,
): Verdict | undefined {
  if (!evidence.result) return undefined;
  const { hash, transaction } = evidence.result;
  const { state } = session;
  if (state === 'approved' || state === 'pending' || state === 'review' || state === 'returned') {
    return unchanged(`a result with ${hash} hash changes nothing`);
  }
  // It is Helcim's word, but not one we know. Its row may tell more; where none can be read, a person has to.
  const isProven = hash === 'valid';
  if (isProven && !readable) return { ...review('status_unknown', []), transaction };
  // Anyone could make it up, and drive the true steps out of the history with it.
  if (transaction.status === 'declined' || transaction.status === 'returned') return undefined;
  if (state === 'undecided') return undefined;
  if (state === 'expired' && evidence.rows instanceof Array && !isProven)
    return unchanged('Helcim knows nothing of this claim');
  const { transactionId } = transaction;
  return {
    to: 'undecided',
    said: `transaction ${transactionId} claimed with ${hash} hash`,
    hints: [transactionId],
  };
}

function fromTime(
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
  if (countsAsUnpaid(session)) {
    const unclear = rows instanceof Array ? rows.filter((row) => isUnclear(session, row)) : [];
    const news =
      fromHints(session, 'invoice_shared', evidence.doubtful) ??
      fromHints(session, 'bank_payment_found', evidence.bankHints) ??
      fromHints(session, 'status_unknown', unclear);
    if (news) return news;
  }
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

/**
 * Payments that may be the session's, but cannot be told from others: for a person, who is given their ids. What a person was told,
 * and perhaps said is none, is not told again.
 */
function fromHints(
  { history }: SessionRecord,
  reason: ReviewReason,
  hints: readonly TransactionFacts[] = [],
): Verdict | undefined {
  const names = hints.map(({ transactionId }) => transactionId || '(unreadable)');
  const told = history.filter(({ said }) => said.startsWith(`${reason}: `));
  if (names.every((name) => told.some((step) => mentions(step, name)))) return undefined;
  const ids = hints.map(({ transactionId }) => transactionId).filter((id) => id !== '');
  return { ...review(reason, []), said: `${reason}: perhaps transaction ${names.join(', ')}`, hints: ids };
}

function review(reason: ReviewReason, transactions: readonly TransactionFacts[]): Verdict {
  const ids = transactions.map(({ transactionId }) => transactionId);
  const claims = transactions.map(claimId);
  const [first] = transactions;
  const said = ids.length > 0 ? `${reason}: transaction ${ids.join(', ')}` : reason;
  return { to: 'review', said, reason, ...(first ? { transaction: first, claims } : {}) };
}

/** The same decline again is no news: it must not drive other steps out of the history. */
function declined(session: SessionRecord, { transactionId }: TransactionFacts): Verdict {
  const said = `transaction ${transactionId} was declined`;
  if (session.history.some((step) => step.said === said)) return unchanged(said);
  return { to: 'declined', said };
}

function unchanged(said: string): Verdict {
  return { to: 'unchanged', said };
}
