import { InitializerError } from '../error.js';
import type { SqliteConnection } from './sqlite-connection.js';

/**
 * What turns an empty database into one of version 1, that into version 2, and so on. What has been released is never edited:
 * a change is a further entry. The version stands in a table of ours, not in `user_version`, which belongs to the shop if it
 * keeps its own tables in the same file.
 *
 * `id` counts the sessions in the order of their creation. Scopes are numbered, because every index would repeat their text.
 */
const migrations: readonly string[] = [
  `
  CREATE TABLE helcim_scope (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

  CREATE TABLE helcim_session (
    id INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL,
    session_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    live INTEGER NOT NULL,
    closes_order INTEGER NOT NULL,
    due_at INTEGER,
    keep_until INTEGER,
    created_at INTEGER NOT NULL,
    record TEXT NOT NULL
  );
  CREATE UNIQUE INDEX helcim_session_by_id ON helcim_session (scope, session_id);
  CREATE UNIQUE INDEX helcim_session_by_reference ON helcim_session (scope, reference);
  CREATE UNIQUE INDEX helcim_session_one_live ON helcim_session (scope, order_id) WHERE live = 1;
  CREATE UNIQUE INDEX helcim_session_one_closing ON helcim_session (scope, order_id) WHERE closes_order = 1;
  CREATE INDEX helcim_session_by_order ON helcim_session (scope, order_id);
  CREATE INDEX helcim_session_by_state ON helcim_session (scope, state, created_at);
  CREATE INDEX helcim_session_by_due ON helcim_session (scope, due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX helcim_session_by_keep ON helcim_session (scope, keep_until)
    WHERE keep_until IS NOT NULL AND due_at IS NULL;

  CREATE TABLE helcim_claim (
    scope INTEGER NOT NULL,
    transaction_id TEXT NOT NULL,
    session INTEGER NOT NULL,
    PRIMARY KEY (scope, transaction_id)
  ) WITHOUT ROWID;
  CREATE INDEX helcim_claim_by_session ON helcim_claim (session);

  CREATE TABLE helcim_receipt (
    scope INTEGER NOT NULL,
    webhook_id TEXT NOT NULL,
    keep_until INTEGER NOT NULL,
    PRIMARY KEY (scope, webhook_id)
  ) WITHOUT ROWID;
  CREATE INDEX helcim_receipt_by_keep ON helcim_receipt (scope, keep_until);
  `,
  `
  CREATE TABLE helcim_device (
    scope INTEGER NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (scope, code)
  ) WITHOUT ROWID;
  `,
  `
  ALTER TABLE helcim_session ADD COLUMN invoice_number TEXT;
  UPDATE helcim_session SET invoice_number = upper(json_extract(record, '$.order.invoiceNumber'));
  CREATE INDEX helcim_session_by_invoice ON helcim_session (scope, invoice_number, created_at)
    WHERE invoice_number IS NOT NULL;
  `,
];

/** Brings the tables up to date. Writes in any case, so that a database which cannot be written is found out at the start. */
export function migrateSqlite(connection: SqliteConnection): void {
  connection.transaction(() => {
    connection.exec('CREATE TABLE IF NOT EXISTS helcim_schema (version INTEGER NOT NULL)');
    const version = Number(
      connection.first('SELECT max(version) AS version FROM helcim_schema')?.['version'] ?? 0,
    );
    if (version > migrations.length) {
      throw new InitializerError(
        'invalid_option',
        `sqliteStore: the database was written by a newer release (its tables have version ${version}, this release ` +
          `knows ${migrations.length}). Update @helcim-checkout/initializer.`,
      );
    }
    for (const migration of migrations.slice(version)) connection.exec(migration);
    connection.run('DELETE FROM helcim_schema');
    connection.run('INSERT INTO helcim_schema (version) VALUES (?)', migrations.length);
  });
}
