import type { OrderSnapshot } from '../order.js';
import type { TransactionFacts } from '../transaction.js';

/** Where a session stands. Between minute 55 and 70 an `open` one is `closing`: that follows from the clock, not the record. */
export type SessionState =
  | 'initializing'
  | 'open'
  | 'superseded'
  | 'undecided'
  | 'pending'
  | 'approved'
  | 'review'
  | 'returned'
  | 'expired'
  /** Ended on the device. An approval that comes later still settles it. */
  | 'cancelled'
  /** The device did not listen: a definite refusal, nothing can be charged. */
  | 'asleep';

/** Why a person has to look. */
export type ReviewReason =
  | 'amount_differs'
  | 'currency_differs'
  | 'type_differs'
  | 'reference_differs'
  | 'row_contradicts'
  | 'superseded_session'
  | 'second_approval'
  | 'money_was_returned'
  | 'cleared_after_return'
  | 'clearing_overdue'
  | 'undecided_in_time'
  | 'bank_payment_found'
  | 'invoice_shared'
  | 'transaction_claimed_elsewhere'
  | 'status_unknown'
  | 'session_missing';

/** The merchant's own actions. */
export type CallbackName = 'fulfill' | 'onAuthorized' | 'onVerified' | 'onReview' | 'onReturned';

/** One action that is owed to the merchant, until it has returned once. */
export interface CallbackRecord {
  readonly name: CallbackName;
  readonly idempotencyKey: string;
  readonly reason: ReviewReason | null;
  /** What it is about; dropped once it has returned. */
  readonly transaction: TransactionFacts | null;
  /** How often it was started. */
  readonly tries: number;
  /** Not before this time; while it runs, the end of its lease. `null` once it has returned. */
  readonly nextTryAt: number | null;
  /** Somebody runs it, and renews its lease. Default: false. */
  readonly isRunning?: boolean;
  /** No longer owed although it never returned: the money went back first. */
  readonly withdrawn?: boolean;
}

/** A step in a session's life, without secrets. */
export interface HistoryEntry {
  readonly at: number;
  readonly from: EvidenceSource;
  readonly said: string;
}

/** Which road the evidence came by. */
export type EvidenceSource = 'server' | 'result' | 'rows' | 'webhook' | 'time' | 'person';

/** Where a refund on a transaction that was paid at a till stands. */
export type RefundState =
  'starting' | 'handed_over' | 'unknown' | 'done' | 'refused' | 'cancelled' | 'released';

/** Money on its way back to the customer of a till. */
export interface RefundRecord {
  readonly refundId: string;
  readonly amountCents: number;
  /** Code of the device it is given back on; `null` if it needs none. */
  readonly device: string | null;
  /** Who gave it back. */
  readonly clerk: string;
  readonly startedAt: number;
  readonly state: RefundState;
  /** Helcim's transaction that gave it back, or was declined. */
  readonly transactionId: string | null;
  /** What whoever asked calls this refund: asked for again under it, it is the same. */
  readonly idempotencyKey?: string;
  /** Cards that its device was refused, oldest first. Default: none. */
  readonly declined?: readonly DeclinedTransaction[];
}

/** A look at Helcim that has been begun: its answer may say more than time does. */
export interface LookRecord {
  /** `lookups` as it was counted for this look. */
  readonly number: number;
  /** When its process counts as dead. */
  readonly lostAt: number;
}

/** What a session that is paid on a device knows besides. */
export interface TerminalFacts {
  /** Code of the device, upper case. */
  readonly device: string;
  /** Who works the till. */
  readonly clerk: string;
  /** The most that may be charged, tip and fee included: more needs a person. */
  readonly mostCents: number;
  /** When Helcim accepted the payment for the device. */
  readonly handedOverAt: number | null;
  readonly refunds: readonly RefundRecord[];
  /** The latest transactions that the device was refused, oldest first. Default: none. */
  readonly declined?: readonly DeclinedTransaction[];
}

/** A card that a device was refused. */
export interface DeclinedTransaction {
  readonly transactionId: string;
  /** In Helcim's words; empty where its row says nothing. */
  readonly reason: string;
}

/**
 * The durable record of one checkout session. Plain JSON: strings, numbers, booleans, null, arrays, objects.
 *
 * A store understands only the fields of the first group, `createdAt` and the order's `invoiceNumber`, which it indexes; the rest it
 * keeps as it is.
 */
export interface SessionRecord {
  /** Account and address of Helcim's API: the owner of every key. */
  readonly scope: string;
  readonly sessionId: string;
  readonly orderId: string;
  /** Unique within the scope, upper case. */
  readonly reference: string;
  /** 1 when created, one more with each update. */
  readonly version: number;
  readonly state: SessionState;
  /** Holds the order: at most one session of an order does. */
  readonly live: boolean;
  /** Helcim has approved or accepted money for the order on this session: at most one session of an order says so. */
  readonly closesOrder: boolean;
  /** Transactions that this session has claimed, those by bank as `ach:` and the id: each belongs to one session, ever. */
  readonly transactionIds: readonly string[];
  /** When someone has to look again; `null` for never. */
  readonly dueAt: number | null;
  /** From when on the record may be dropped; `null` for never. */
  readonly keepUntil: number | null;

  readonly createdAt: number;
  /** While initializing: when the creator counts as dead. */
  readonly leaseUntil: number | null;
  readonly checkoutToken: string | null;
  readonly secretToken: string | null;
  readonly tokenIssuedAt: number | null;
  readonly order: OrderSnapshot;
  readonly supersededAt: number | null;
  /** When the state last changed because of evidence. */
  readonly settledAt: number | null;
  readonly declines: number;
  /** How often Helcim was asked about this session, and when last. */
  readonly lookups: number;
  readonly lookedAt: number | null;
  /** How many looks in a row have not reached Helcim, the one on its way included. Default: 0. */
  readonly failedLooks?: number;
  /** Looks whose answers are awaited. Default: none. */
  readonly looksUnderWay?: readonly LookRecord[];
  /** The transaction that settled the session. */
  readonly transaction: TransactionFacts | null;
  readonly reason: ReviewReason | null;
  /** Transactions that a person should look at although the session has not claimed them. Default: none. */
  readonly hintedIds?: readonly string[];
  /** What Helcim lists of them, bank payments as `ach:` and the id: a person has been told. Default: none. */
  readonly listedIds?: readonly string[];
  /** A payment that belongs to no session: a review without an order, never live. Default: false. */
  readonly isStray?: boolean;
  /** How it is paid at a till; absent for HelcimPay.js. */
  readonly terminal?: TerminalFacts;
  readonly callbacks: readonly CallbackRecord[];
  /** The latest few steps. */
  readonly history: readonly HistoryEntry[];
}
