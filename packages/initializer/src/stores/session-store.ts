import type { DeviceStore } from './device-store.js';
import type { SessionRecord, SessionState } from './session-record.js';
import type { SharedLimits } from './shared-limits.js';

export type { DeviceOutcome, DeviceRecord, DeviceSlot, DeviceStore } from './device-store.js';
export type {
  CallbackName,
  CallbackRecord,
  DeclinedTransaction,
  EvidenceSource,
  HistoryEntry,
  LookRecord,
  RefundRecord,
  RefundState,
  ReviewReason,
  SessionRecord,
  SessionState,
  TerminalFacts,
} from './session-record.js';

/** A session's place among others, oldest first. It stays what it is when the session leaves its state, or is dropped. */
export type SessionPosition = Pick<SessionRecord, 'createdAt' | 'sessionId'>;

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
 * - `scope`, `sessionId`, `orderId`, `reference`, `createdAt` and the order's `invoiceNumber` never change after `create`.
 * - An operation that cannot reach the store rejects (`store_unavailable`). A rejected write counts as "perhaps done".
 */
export interface SessionStore {
  /** Whether records outlive the process. */
  readonly durable: boolean;

  /** Counts the calls to Helcim of all processes together; without it each process counts its own. */
  readonly limits?: SharedLimits;

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

  /**
   * The sessions whose order names this existing invoice (`order.invoiceNumber`, without regard to case) and that were created at
   * `createdSince` or later, newest first. Money on the invoice may be theirs: one that is left out makes another order paid.
   */
  byInvoice(
    scope: string,
    invoiceNumber: string,
    createdSince: number,
    limit: number,
  ): Promise<SessionRecord[]>;

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

  /**
   * Sessions in one state by `createdAt`; those of one time in an order of their `sessionId` that never changes. As many as `limit`
   * if there are so many.
   *
   * @param after Only those behind this position, whether a session still stands there or not: one that is left out is money that
   *   nobody looks at. Default: from the oldest.
   */
  inState(
    scope: string,
    state: SessionState,
    limit: number,
    after?: SessionPosition,
  ): Promise<SessionRecord[]>;

  /** Remembers that a webhook was handled, until `keepUntil`. */
  addReceipt(scope: string, webhookId: string, keepUntil: number): Promise<void>;

  /**
   * What endangers the records, as sentences for the log; nothing if all is well. Asked at start-up and by `GET /health`.
   * Rejects if the store cannot be reached.
   */
  check?(): Promise<readonly string[]>;

  /** Whether a webhook was handled before. */
  hasReceipt(scope: string, webhookId: string, now: number): Promise<boolean>;

  /** The devices of the tills: needed with terminals only. */
  readonly devices?: DeviceStore;
}
