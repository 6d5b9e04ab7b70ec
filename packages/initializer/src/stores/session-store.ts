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
  | 'expired';

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

/**
 * The durable record of one checkout session. Plain JSON: strings, numbers, booleans, null, arrays, objects.
 *
 * A store understands only the fields of the first group, which it indexes; the rest it keeps as it is.
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
  /** Transactions that this session has claimed: each id belongs to one session, ever. */
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
  /** The transaction that settled the session. */
  readonly transaction: TransactionFacts | null;
  readonly reason: ReviewReason | null;
  readonly callbacks: readonly CallbackRecord[];
  /** The latest few steps. */
  readonly history: readonly HistoryEntry[];
}

/** `created`, or the session that holds or closes the order already. */
export type CreateOutcome =
  { readonly created: true } | { readonly created: false; readonly holder: SessionRecord };

/** `stale`: another writer was faster, read again. The other two name the constraint that forbids the update. */
export type UpdateOutcome = 'stored' | 'stale' | 'transaction_taken' | 'order_closed';

/**
 * Where sessions are kept. The contract, which `sessionStoreSuite` of `@helcim-checkout/initializer/testing` checks:
 *
 * - Every operation is atomic, also between processes that share the store, and durable when its promise resolves.
 * - Nothing crosses a scope: equal ids in two scopes never meet.
 * - Time is never asked for. Deadlines are fields of the record, compared with the `now` that is passed in.
 * - A store keeps what it is given: a record read is deeply equal to the record written, and a later change to either object
 *   does not reach the store.
 * - A record may be dropped when `keepUntil` has passed (by the `now`, or the `createdAt`, of a later call), with all its
 *   claims, and must not be dropped before; nor ever while `dueAt` is set: after a long outage its time is over, yet nobody has
 *   looked for its payment.
 * - `scope`, `sessionId`, `orderId`, `reference` and `createdAt` never change after `create`.
 * - An operation that cannot reach the store rejects (`store_unavailable`). A rejected write counts as "perhaps done".
 */
export interface SessionStore {
  /** Whether records outlive the process. */
  readonly durable: boolean;

  /**
   * Claims the order: stores the record (version 1, live) unless the order has a live session, or one that closes it.
   * Then nothing is stored and that session is the answer, the closing one first.
   */
  create(record: SessionRecord): Promise<CreateOutcome>;

  get(scope: string, sessionId: string): Promise<SessionRecord | undefined>;

  /** Every session of an order, newest first. */
  ofOrder(scope: string, orderId: string): Promise<SessionRecord[]>;

  /** Without regard to case: references come back from people and from Helcim. */
  byReference(scope: string, reference: string): Promise<SessionRecord | undefined>;

  /** The session that claimed this transaction. */
  byTransactionId(scope: string, transactionId: string): Promise<SessionRecord | undefined>;

  /**
   * Compare-and-set: stores `next` if the stored version is `next.version - 1`. Refused as a whole with
   * `transaction_taken` if another session has claimed one of `transactionIds`, with `order_closed` if `closesOrder` is set here
   * and on another session of the order. A record never becomes live again.
   */
  update(next: SessionRecord): Promise<UpdateOutcome>;

  /** Sessions with `dueAt <= now`, earliest first. */
  due(scope: string, now: number, limit: number): Promise<SessionRecord[]>;

  /** Sessions in one state, oldest first. */
  inState(scope: string, state: SessionState, limit: number): Promise<SessionRecord[]>;

  /** Remembers that a webhook was handled, until `keepUntil`. */
  addReceipt(scope: string, webhookId: string, keepUntil: number): Promise<void>;

  /**
   * What endangers the records, as sentences for the log; nothing if all is well. Asked at start-up and by `GET /health`.
   * Rejects if the store cannot be reached.
   */
  check?(): Promise<readonly string[]>;

  /** Whether a webhook was handled before. */
  hasReceipt(scope: string, webhookId: string, now: number): Promise<boolean>;
}
