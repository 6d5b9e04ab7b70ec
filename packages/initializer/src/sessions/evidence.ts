import type { EvidenceSource } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import type { HashVerdict } from '../verify-hash.js';

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
