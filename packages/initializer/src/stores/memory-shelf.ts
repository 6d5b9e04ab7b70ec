import { frozenCopy } from './frozen-copy.js';
import type {
  CreateOutcome,
  SessionPosition,
  SessionRecord,
  SessionState,
  UpdateOutcome,
} from './session-store.js';

/** The sessions of one scope, in maps. Every method is synchronous, which is what makes it atomic. */
export class MemoryShelf {
  readonly #records = new Map<string, SessionRecord>();
  readonly #idsByOrder = new Map<string, readonly string[]>();
  readonly #idByReference = new Map<string, string>();
  readonly #idsByInvoice = new Map<string, Set<string>>();
  readonly #idByTransaction = new Map<string, string>();
  readonly #receipts = new Map<string, number>();
  /** Nothing is due before: spares a walk through all records each time someone asks. */
  #earliestDueAt = Infinity;

  create(record: SessionRecord): CreateOutcome {
    const sessions = this.ofOrder(record.orderId);
    const holder =
      sessions.find((session) => session.closesOrder) ?? sessions.find((session) => session.live);
    if (holder) return { created: false, holder };
    this.#keep(record);
    this.#idByReference.set(record.reference.toUpperCase(), record.sessionId);
    this.#idsByOrder.set(record.orderId, [record.sessionId, ...(this.#idsByOrder.get(record.orderId) ?? [])]);
    this.#fileUnderInvoice(record);
    return { created: true };
  }

  get(sessionId: string): SessionRecord | undefined {
    return this.#records.get(sessionId);
  }

  ofOrder(orderId: string): SessionRecord[] {
    return (this.#idsByOrder.get(orderId) ?? []).flatMap((sessionId) => this.#records.get(sessionId) ?? []);
  }

  byReference(reference: string): SessionRecord | undefined {
    return this.#records.get(this.#idByReference.get(reference.toUpperCase()) ?? '');
  }

  byInvoice(invoiceNumber: string, createdSince: number, limit: number): SessionRecord[] {
    const ids = [...(this.#idsByInvoice.get(invoiceNumber.toUpperCase()) ?? [])];
    const found = ids.flatMap((sessionId) => this.#records.get(sessionId) ?? []);
    return found
      .filter(({ createdAt }) => createdAt >= createdSince)
      .sort((one, other) => other.createdAt - one.createdAt)
      .slice(0, limit);
  }

  byTransactionId(transactionId: string): SessionRecord | undefined {
    return this.#records.get(this.#idByTransaction.get(transactionId) ?? '');
  }

  update(next: SessionRecord): UpdateOutcome {
    const { sessionId, transactionIds } = next;
    if (this.#records.get(sessionId)?.version !== next.version - 1) return 'stale';
    const taken = transactionIds.some((id) => (this.#idByTransaction.get(id) ?? sessionId) !== sessionId);
    if (taken) return 'transaction_taken';
    if (
      next.closesOrder &&
      this.ofOrder(next.orderId).some((other) => other.closesOrder && other.sessionId !== sessionId)
    ) {
      return 'order_closed';
    }
    this.#keep(next);
    for (const id of transactionIds) this.#idByTransaction.set(id, sessionId);
    return 'stored';
  }

  due(now: number, limit: number): SessionRecord[] {
    if (now < this.#earliestDueAt) return [];
    const found: SessionRecord[] = [];
    let earliest = Infinity;
    for (const record of this.#records.values()) {
      if (record.dueAt === null) continue;
      if (record.dueAt <= now) found.push(record);
      earliest = Math.min(earliest, record.dueAt);
    }
    this.#earliestDueAt = earliest;
    return found.sort((one, other) => Number(one.dueAt) - Number(other.dueAt)).slice(0, limit);
  }

  inState(state: SessionState, limit: number, after?: SessionPosition): SessionRecord[] {
    const found = [...this.#records.values()].filter(
      (record) => record.state === state && (!after || comparePositions(record, after) > 0),
    );
    return found.sort(comparePositions).slice(0, limit);
  }

  addReceipt(webhookId: string, keepUntil: number): void {
    this.#receipts.set(webhookId, keepUntil);
  }

  hasReceipt(webhookId: string, now: number): boolean {
    return (this.#receipts.get(webhookId) ?? -Infinity) > now;
  }

  sweep(now: number): void {
    for (const [webhookId, keepUntil] of this.#receipts) {
      if (keepUntil <= now) this.#receipts.delete(webhookId);
    }
    for (const record of this.#records.values()) {
      if (record.dueAt === null && record.keepUntil !== null && record.keepUntil <= now) this.#drop(record);
    }
  }

  #keep(record: SessionRecord): void {
    this.#records.set(record.sessionId, frozenCopy(record));
    this.#earliestDueAt = Math.min(this.#earliestDueAt, record.dueAt ?? Infinity);
  }

  #fileUnderInvoice({ order, sessionId }: SessionRecord): void {
    const invoice = order.invoiceNumber?.toUpperCase();
    if (invoice === undefined) return;
    const ids = this.#idsByInvoice.get(invoice) ?? new Set();
    this.#idsByInvoice.set(invoice, ids.add(sessionId));
  }

  #dropFromInvoice({ order, sessionId }: SessionRecord): void {
    const invoice = order.invoiceNumber?.toUpperCase() ?? '';
    const ids = this.#idsByInvoice.get(invoice);
    ids?.delete(sessionId);
    if (ids?.size === 0) this.#idsByInvoice.delete(invoice);
  }

  #drop(record: SessionRecord): void {
    this.#records.delete(record.sessionId);
    this.#idByReference.delete(record.reference.toUpperCase());
    this.#dropFromInvoice(record);
    for (const id of record.transactionIds) this.#idByTransaction.delete(id);
    const rest = (this.#idsByOrder.get(record.orderId) ?? []).filter((id) => id !== record.sessionId);
    if (rest.length > 0) this.#idsByOrder.set(record.orderId, rest);
    else this.#idsByOrder.delete(record.orderId);
  }
}

/** Oldest first; those of one time by their ids. */
function comparePositions(one: SessionPosition, other: SessionPosition): number {
  if (one.createdAt !== other.createdAt) return one.createdAt - other.createdAt;
  if (one.sessionId === other.sessionId) return 0;
  return one.sessionId < other.sessionId ? -1 : 1;
}
