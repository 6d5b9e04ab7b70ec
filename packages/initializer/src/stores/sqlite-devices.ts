import { byPairing } from './device-order.js';
import type { DeviceOutcome, DeviceRecord } from './device-store.js';
import type { SqliteConnection, SqliteRow } from './sqlite-connection.js';
import type { SqliteScopes } from './sqlite-scopes.js';

const selectDevice = 'SELECT record FROM helcim_device WHERE scope = ? AND code = ?';
const selectDevices = 'SELECT record FROM helcim_device WHERE scope = ?';
const selectVersion = 'SELECT version FROM helcim_device WHERE scope = ? AND code = ?';
const putDevice = `
  INSERT INTO helcim_device (scope, code, version, record) VALUES (?, ?, ?, ?)
  ON CONFLICT (scope, code) DO UPDATE SET version = excluded.version, record = excluded.record`;

/** The devices of one database. Every method is synchronous. */
export class SqliteDevices {
  readonly #connection: SqliteConnection;
  readonly #scopes: SqliteScopes;

  constructor(connection: SqliteConnection, scopes: SqliteScopes) {
    this.#connection = connection;
    this.#scopes = scopes;
  }

  get(scope: string, code: string): DeviceRecord | undefined {
    const row = this.#connection.first(selectDevice, this.#scopes.numberOf(scope), code);
    return row && readRow(row);
  }

  list(scope: string): DeviceRecord[] {
    return this.#connection.rows(selectDevices, this.#scopes.numberOf(scope)).map(readRow).sort(byPairing);
  }

  put(next: DeviceRecord): DeviceOutcome {
    const { code, version } = next;
    const scope = this.#scopes.numberOf(next.scope);
    return this.#connection.transaction(() => {
      const stored = this.#connection.first(selectVersion, scope, code);
      if (Number(stored?.['version'] ?? 0) !== version - 1) return 'stale';
      this.#connection.run(putDevice, scope, code, version, JSON.stringify(next));
      return 'stored';
    });
  }
}

function readRow(row: SqliteRow): DeviceRecord {
  return JSON.parse(String(row['record'])) as DeviceRecord;
}
