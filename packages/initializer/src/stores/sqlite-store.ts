import { InitializerError } from '../error.js';
import type { DeviceStore } from './device-store.js';
import type { SessionStore } from './session-store.js';
import { SqliteConnection } from './sqlite-connection.js';
import type { SqliteDatabase } from './sqlite-connection.js';
import { SqliteDevices } from './sqlite-devices.js';
import { checkSqlite, openSqlite } from './sqlite-open.js';
import { SqliteScopes } from './sqlite-scopes.js';
import { SqliteSessions } from './sqlite-sessions.js';

export type { SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-connection.js';

/**
 * Keeps sessions in a SQLite database. Several processes on one machine may share the file.
 *
 * The tables are made and brought up to date here; their names begin with `helcim_`. The connection is set to write-ahead
 * logging, `synchronous=FULL` and a busy timeout of 5 seconds, and must be the store's own: a transaction that somebody
 * else leaves open on it makes every call fail. Not for a file on a network drive, where write-ahead logging does not work.
 *
 * @param database An open database of better-sqlite3, libsql or node:sqlite: `sqliteStore(new Database('checkout.db'))`.
 *   The caller closes it, after `initializer.close()`. One in memory serves too, and is not `durable`.
 * @throws InitializerError `invalid_option` if it is no such database, read-only, cannot log ahead, or was written by a newer
 *   release.
 */
export function sqliteStore(database: SqliteDatabase): SessionStore {
  const connection = new SqliteConnection(database);
  const { durable } = openSqlite(connection);
  const scopes = new SqliteScopes(connection);
  const sessions = new SqliteSessions(connection, scopes);
  const devices = new SqliteDevices(connection, scopes);

  return Object.freeze<SessionStore>({
    durable,
    devices: Object.freeze<DeviceStore>({
      get: (scope, code) => answer('read a device', () => devices.get(scope, code)),
      list: (scope) => answer('list the devices', () => devices.list(scope)),
      put: (next) => answer('put a device', () => devices.put(next)),
    }),
    create: (record) => answer('create a session', () => sessions.create(record)),
    get: (scope, sessionId) => answer('read a session', () => sessions.get(scope, sessionId)),
    ofOrder: (scope, orderId) =>
      answer('read the sessions of an order', () => sessions.ofOrder(scope, orderId)),
    byReference: (scope, reference) =>
      answer('find a reference', () => sessions.byReference(scope, reference)),
    byInvoice: (scope, invoiceNumber, createdSince, limit) =>
      answer('find the sessions on an invoice', () =>
        sessions.byInvoice(scope, invoiceNumber, createdSince, limit),
      ),
    byTransactionId: (scope, transactionId) =>
      answer('find a transaction', () => sessions.byTransactionId(scope, transactionId)),
    update: (next) => answer('update a session', () => sessions.update(next)),
    due: (scope, now, limit) => answer('list due sessions', () => sessions.due(scope, now, limit)),
    inState: (scope, state, limit, after) =>
      answer('list sessions', () => sessions.inState(scope, state, limit, after)),
    addReceipt: (scope, webhookId, keepUntil) =>
      answer('add a receipt', () => sessions.addReceipt(scope, webhookId, keepUntil)),
    hasReceipt: (scope, webhookId, now) =>
      answer('look for a receipt', () => sessions.hasReceipt(scope, webhookId, now)),
    check: () => answer('be read', () => checkSqlite(connection)),
  });
}

/** The drivers are synchronous and throw; a store answers with promises. */
function answer<T>(what: string, work: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      resolve(work());
    } catch (error) {
      reject(failure(what, error));
    }
  });
}

function failure(what: string, error: unknown): InitializerError {
  if (error instanceof InitializerError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const hint = text.includes('within a transaction') ? ': give the store a connection of its own' : '';
  // An id that exists already is the caller's mistake, and no later try will succeed.
  const code = text.includes('UNIQUE constraint failed') ? 'internal' : 'store_unavailable';
  return new InitializerError(code, `The SQLite store could not ${what}: ${text}${hint}.`, { cause: error });
}
