import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { claimId, hasClaimed } from './claim-id.js';
import {
  difference,
  isPaid,
  isUnderOurNumber,
  movesMoney,
  reverses,
  sharesInvoice,
} from './compare-transaction.js';
import { fromTime } from './decide-by-time.js';
import { fromBankRow, fromProgress } from './decide-progress.js';
import type { Circumstances, Evidence } from './evidence.js';
import { review, unchanged, type Verdict } from './verdict.js';

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
  // Helcim was asked, just now or lately, and knows nothing of it. What else it lists may be news.
  if (state === 'expired' && readable && evidence.rows !== 'unreachable' && !isProven) return undefined;
  const { transactionId } = transaction;
  return {
    to: 'undecided',
    said: `transaction ${transactionId} claimed with ${hash} hash`,
    hints: [transactionId],
  };
}

/** The same decline again is no news: it must not drive other steps out of the history. */
function declined(session: SessionRecord, { transactionId }: TransactionFacts): Verdict {
  const said = `transaction ${transactionId} was declined`;
  if (session.history.some((step) => step.said === said)) return unchanged(said);
  return { to: 'declined', said };
}
