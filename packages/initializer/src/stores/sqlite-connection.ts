import { InitializerError } from '../error.js';

export type SqliteValue = string | number | null;

/** A prepared statement, as far as the store needs one. */
export interface SqliteStatement {
  run(...parameters: SqliteValue[]): unknown;
  all(...parameters: SqliteValue[]): unknown[];
}

/**
 * An open SQLite database. Only what better-sqlite3, libsql and node:sqlite have in common, so that any of them serves.
 */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
}

/** A row by column names. A driver may add columns of its own, as libsql does, so nobody may list them. */
export type SqliteRow = Readonly<Record<string, unknown>>;

/** A database with its statements at hand. */
export class SqliteConnection {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase) {
    checkShape(database);
    this.#database = database;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  run(sql: string, ...parameters: SqliteValue[]): void {
    this.#statement(sql).run(...parameters);
  }

  first(sql: string, ...parameters: SqliteValue[]): SqliteRow | undefined {
    return this.rows(sql, ...parameters)[0];
  }

  /** Always reads to the end: a statement left half read would keep its snapshot open, and the log could not be cut. */
  rows(sql: string, ...parameters: SqliteValue[]): SqliteRow[] {
    return this.#statement(sql).all(...parameters) as SqliteRow[];
  }

  /** Takes the write lock first, so that what is read inside is still true when it is written. */
  transaction<T>(work: () => T): T {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#database.exec('COMMIT');
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // After some failures, a full disk for one, SQLite has rolled back already. The first error is the one to tell.
    }
  }

  #statement(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const prepared = this.#database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

function checkShape(database: unknown): void {
  const methods = (database ?? {}) as Partial<Record<string, unknown>>;
  const missing = ['exec', 'prepare'].filter((name) => typeof methods[name] !== 'function');
  if (missing.length === 0) return;
  throw new InitializerError(
    'invalid_option',
    `sqliteStore needs an open database of better-sqlite3, libsql or node:sqlite; what it was given has no ` +
      `${missing.join('() and no ')}(). For example: sqliteStore(new Database('checkout.db'))`,
  );
}
