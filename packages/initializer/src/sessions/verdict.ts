import type { ReviewReason } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { claimId } from './claim-id.js';

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
  /** Of those, what Helcim lists, as `claimId` names it: a person is told of each once. */
  readonly listed?: readonly string[];
}

/** For a person. The session claims the transactions, the first of which settles it. */
export function review(reason: ReviewReason, transactions: readonly TransactionFacts[]): Verdict {
  const ids = transactions.map(({ transactionId }) => transactionId);
  const claims = transactions.map(claimId);
  const [first] = transactions;
  const said = ids.length > 0 ? `${reason}: transaction ${ids.join(', ')}` : reason;
  return { to: 'review', said, reason, ...(first ? { transaction: first, claims } : {}) };
}

export function unchanged(said: string): Verdict {
  return { to: 'unchanged', said };
}
