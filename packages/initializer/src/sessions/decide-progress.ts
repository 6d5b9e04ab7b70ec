import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { cameBack } from './compare-transaction.js';
import type { Evidence } from './evidence.js';
import { review, unchanged, type Verdict } from './verdict.js';

/** A transaction we know already can only move on: a bank payment clears, or comes back. */
export function fromProgress(session: SessionRecord, transaction: TransactionFacts): Verdict {
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
export function fromBankRow(session: SessionRecord, { rows }: Evidence): Verdict | undefined {
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
