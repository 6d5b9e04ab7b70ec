import type { SqliteConnection } from './sqlite-connection.js';

/** Numbers the scopes of a database, each for good. */
export class SqliteScopes {
  readonly #connection: SqliteConnection;
  readonly #numbers = new Map<string, number>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Never call it inside a transaction: a new number would be remembered here even if the transaction is rolled back. */
  numberOf(scope: string): number {
    const known = this.#numbers.get(scope);
    if (known !== undefined) return known;
    this.#connection.run('INSERT INTO helcim_scope (name) VALUES (?) ON CONFLICT (name) DO NOTHING', scope);
    const number = Number(
      this.#connection.first('SELECT id FROM helcim_scope WHERE name = ?', scope)?.['id'],
    );
    this.#numbers.set(scope, number);
    return number;
  }
}
