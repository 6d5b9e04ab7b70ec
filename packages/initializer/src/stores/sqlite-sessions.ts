import { InitializerError } from '../error.js';
import type {
  CreateOutcome,
  SessionPosition,
  SessionRecord,
  SessionState,
  UpdateOutcome,
} from './session-store.js';
import type { SqliteConnection, SqliteRow, SqliteValue } from './sqlite-connection.js';
import type { SqliteScopes } from './sqlite-scopes.js';
import { needsSweep, sweepSqlite } from './sqlite-sweep.js';

const insertSession = `
  INSERT INTO helcim_session (scope, session_id, order_id, reference, created_at, invoice_number,
    version, state, live, closes_order, due_at, keep_until, record)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const updateSession = `
  UPDATE helcim_session
  SET version = ?, state = ?, live = ?, closes_order = ?, due_at = ?, keep_until = ?, record = ?
  WHERE id = ?`;

/** Compares inside SQLite: a driver may cut a text it reads at a zero byte. */
const selectStored = `
  SELECT id, version, live, order_id = ? AND reference = ? AS is_same FROM helcim_session
  WHERE scope = ? AND session_id = ?`;

const selectHolder = `
  SELECT record FROM helcim_session WHERE scope = ? AND order_id = ? AND (live = 1 OR closes_order = 1)
  ORDER BY closes_order DESC, id DESC LIMIT 1`;

const selectById = 'SELECT record FROM helcim_session WHERE scope = ? AND session_id = ?';
const selectByOrder = 'SELECT record FROM helcim_session WHERE scope = ? AND order_id = ? ORDER BY id DESC';
const selectByReference = 'SELECT record FROM helcim_session WHERE scope = ? AND reference = ?';
const selectByInvoice = `
  SELECT record FROM helcim_session WHERE scope = ? AND invoice_number = ? AND created_at >= ?
  ORDER BY created_at DESC, id DESC LIMIT ?`;
const selectByTransaction = `
  SELECT record FROM helcim_session
  WHERE id = (SELECT session FROM helcim_claim WHERE scope = ? AND transaction_id = ?)`;
const selectDue = `
  SELECT record FROM helcim_session WHERE scope = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`;
const selectByState = `
  SELECT record FROM helcim_session
  WHERE scope = ? AND state = ? AND (created_at, session_id) > (?, ?)
  ORDER BY created_at, session_id LIMIT ?`;

/** Times count from the Unix epoch. */
const beforeAll: SessionPosition = { createdAt: -1, sessionId: '' };

const selectOtherClosing = `
  SELECT 1 FROM helcim_session WHERE scope = ? AND order_id = ? AND closes_order = 1 AND id <> ?`;
const selectOtherClaim = 'SELECT 1 FROM helcim_claim WHERE scope = ? AND transaction_id = ? AND session <> ?';
const insertClaim = `
  INSERT INTO helcim_claim (scope, transaction_id, session) VALUES (?, ?, ?)
  ON CONFLICT (scope, transaction_id) DO NOTHING`;

/** Of two times that were promised for one receipt, the later counts. */
const insertReceipt = `
  INSERT INTO helcim_receipt (scope, webhook_id, keep_until) VALUES (?, ?, ?)
  ON CONFLICT (scope, webhook_id) DO UPDATE SET keep_until = max(keep_until, excluded.keep_until)`;
const selectReceipt = 'SELECT 1 FROM helcim_receipt WHERE scope = ? AND webhook_id = ? AND keep_until > ?';

/** The sessions of one database. Every method is synchronous, and a single transaction if it changes a session. */
export class SqliteSessions {
  readonly #connection: SqliteConnection;
  readonly #scopes: SqliteScopes;

  constructor(connection: SqliteConnection, scopes: SqliteScopes) {
    this.#connection = connection;
    this.#scopes = scopes;
  }

  create(record: SessionRecord): CreateOutcome {
    const scope = this.#scopes.numberOf(record.scope);
    const { sessionId, orderId, reference, createdAt, order } = record;
    const invoice = order.invoiceNumber?.toUpperCase() ?? null;
    return this.#connection.transaction(() => {
      sweepSqlite(this.#connection, scope, createdAt);
      const [holder] = this.#records(selectHolder, scope, orderId);
      if (holder) return { created: false, holder };
      const fixed = [scope, sessionId, orderId, reference.toUpperCase(), createdAt, invoice];
      this.#connection.run(insertSession, ...fixed, ...changingColumns(record));
      return { created: true };
    });
  }

  get(scope: string, sessionId: string): SessionRecord | undefined {
    return this.#records(selectById, this.#scopes.numberOf(scope), sessionId)[0];
  }

  ofOrder(scope: string, orderId: string): SessionRecord[] {
    return this.#records(selectByOrder, this.#scopes.numberOf(scope), orderId);
  }

  byReference(scope: string, reference: string): SessionRecord | undefined {
    return this.#records(selectByReference, this.#scopes.numberOf(scope), reference.toUpperCase())[0];
  }

  byInvoice(scope: string, invoiceNumber: string, createdSince: number, limit: number): SessionRecord[] {
    const invoice = invoiceNumber.toUpperCase();
    return this.#records(
      selectByInvoice,
      this.#scopes.numberOf(scope),
      invoice,
      createdSince,
      wholeLimit(limit),
    );
  }

  byTransactionId(scope: string, transactionId: string): SessionRecord | undefined {
    return this.#records(selectByTransaction, this.#scopes.numberOf(scope), transactionId)[0];
  }

  update(next: SessionRecord): UpdateOutcome {
    const scope = this.#scopes.numberOf(next.scope);
    return this.#connection.transaction(() => {
      const { sessionId, orderId, reference } = next;
      const stored = this.#connection.first(selectStored, orderId, reference.toUpperCase(), scope, sessionId);
      if (!stored || Number(stored['version']) !== next.version - 1) return 'stale';
      checkSuccession(stored, next);
      const id = Number(stored['id']);
      if (next.transactionIds.some((each) => this.#connection.first(selectOtherClaim, scope, each, id))) {
        return 'transaction_taken';
      }
      if (next.closesOrder && this.#connection.first(selectOtherClosing, scope, orderId, id)) {
        return 'order_closed';
      }
      this.#connection.run(updateSession, ...changingColumns(next), id);
      for (const each of next.transactionIds) this.#connection.run(insertClaim, scope, each, id);
      return 'stored';
    });
  }

  due(scope: string, now: number, limit: number): SessionRecord[] {
    const number = this.#scopes.numberOf(scope);
    if (needsSweep(this.#connection, number, now)) {
      this.#connection.transaction(() => sweepSqlite(this.#connection, number, now));
    }
    return this.#records(selectDue, number, now, wholeLimit(limit));
  }

  inState(scope: string, state: SessionState, limit: number, after = beforeAll): SessionRecord[] {
    const number = this.#scopes.numberOf(scope);
    return this.#records(selectByState, number, state, after.createdAt, after.sessionId, wholeLimit(limit));
  }

  addReceipt(scope: string, webhookId: string, keepUntil: number): void {
    this.#connection.run(insertReceipt, this.#scopes.numberOf(scope), webhookId, keepUntil);
  }

  hasReceipt(scope: string, webhookId: string, now: number): boolean {
    return this.#connection.first(selectReceipt, this.#scopes.numberOf(scope), webhookId, now) !== undefined;
  }

  #records(sql: string, ...parameters: SqliteValue[]): SessionRecord[] {
    const rows = this.#connection.rows(sql, ...parameters);
    return rows.map((row) => JSON.parse(String(row['record'])) as SessionRecord);
  }
}

/** What an update may change, in the order of the columns of both statements. */
function changingColumns(record: SessionRecord): SqliteValue[] {
  const { version, state, live, closesOrder, dueAt, keepUntil } = record;
  return [version, state, Number(live), Number(closesOrder), dueAt, keepUntil, JSON.stringify(record)];
}

/** A breach of the contract by the caller, which no index would notice. */
function checkSuccession(stored: SqliteRow, next: SessionRecord): void {
  if (Number(stored['is_same']) === 0) {
    throw new InitializerError('internal', 'A session changes neither its order nor its reference.');
  }
  if (next.live && Number(stored['live']) === 0) {
    throw new InitializerError('internal', 'A session that has given up its order never becomes live again.');
  }
}

/** SQLite takes whole numbers only. */
function wholeLimit(limit: number): number {
  return Math.min(limit, Number.MAX_SAFE_INTEGER);
}
