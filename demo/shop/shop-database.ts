import Database from 'libsql';

type Value = string | number | null;
type Row = Readonly<Record<string, unknown>>;

/** Tables of the shop's own. They share the file with the payment sessions, so that neither is ever there without the other. */
const TABLES = `
  CREATE TABLE IF NOT EXISTS shop_visitor (id TEXT PRIMARY KEY, order_id TEXT);
  CREATE TABLE IF NOT EXISTS shop_cart_line (
    visitor_id TEXT NOT NULL,
    product_id TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (visitor_id, product_id)
  );
  CREATE TABLE IF NOT EXISTS shop_order (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    visitor_id TEXT NOT NULL,
    lines TEXT NOT NULL,
    cents INTEGER NOT NULL,
    placed_at INTEGER NOT NULL,
    transaction_id TEXT,
    reference TEXT,
    paid_at INTEGER
  );
  CREATE INDEX IF NOT EXISTS shop_order_by_visitor ON shop_order (visitor_id);
`;

/** The shop's connection to its SQLite file. The payment sessions have a connection of their own to the same file. */
export class ShopDatabase {
  readonly #database: Database.Database;

  constructor(file: string) {
    this.#database = new Database(file);
    this.#database.exec('PRAGMA busy_timeout = 5000');
    this.rows('PRAGMA journal_mode = WAL');
    // A paid order must survive a power cut, as the payment session does.
    this.#database.exec('PRAGMA synchronous = FULL');
    this.#database.exec(TABLES);
  }

  /** Answers how many rows changed. */
  run(sql: string, ...values: Value[]): number {
    return this.#database.prepare(sql).run(...values).changes;
  }

  rows(sql: string, ...values: Value[]): Row[] {
    return this.#database.prepare(sql).all(...values) as Row[];
  }

  first(sql: string, ...values: Value[]): Row | undefined {
    return this.rows(sql, ...values)[0];
  }

  close(): void {
    this.#database.close();
  }
}
