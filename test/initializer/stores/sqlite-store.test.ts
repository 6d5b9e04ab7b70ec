import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import Database from 'libsql';
import { sqliteStore, type SessionRecord } from '../../../packages/initializer/src/index.js';
import type { SqliteDatabase } from '../../../packages/initializer/src/stores/sqlite-store.js';
import { sessionStoreSuite } from '../../../packages/initializer/src/testing.js';
import { device } from '../support/device.js';
import { session } from '../support/session.js';
import { durableStoreRules } from './durable-store-rules.js';

const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-sqlite-'));
after(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const newFile = () => join(folder, `${(files += 1)}.db`);
const record = session({ version: 1 });
const { scope, sessionId } = record;
const next = (changes: Partial<SessionRecord>): SessionRecord => ({ ...record, version: 2, ...changes });

/** The value of a query that answers one. */
function ask(database: SqliteDatabase, sql: string): unknown {
  return Object.values(database.prepare(sql).all()[0] as object)[0];
}

/** No more than every driver has, and rows as each of them makes them. */
function common(
  database: SqliteDatabase,
  beforeRun: (sql: string) => void = () => undefined,
): SqliteDatabase {
  const bare = (row: unknown) => Object.assign(Object.create(null) as object, row, { _metadata: {} });
  return {
    exec: (sql) => database.exec(sql),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return {
        run: (...values) => {
          beforeRun(sql);
          return statement.run(...values);
        },
        all: (...values) => statement.all(...values).map(bare),
      };
    },
  };
}

sessionStoreSuite({ create: () => sqliteStore(new Database(newFile())), devices: true, test });

// From Node 22.5 on. Where it is missing there is nothing to skip: no test could be run here.
const nodeSqlite = process.getBuiltinModule('node:sqlite') as unknown;
if (nodeSqlite) {
  const { DatabaseSync } = nodeSqlite as { DatabaseSync: new (file: string) => SqliteDatabase };
  describe('on node:sqlite', () => {
    sessionStoreSuite({ create: () => sqliteStore(new DatabaseSync(newFile())), devices: true, test });
  });
}

durableStoreRules({
  create: () => {
    const database = new Database(newFile());
    const store = sqliteStore(common(database));
    const tables = ['helcim_session', 'helcim_claim', 'helcim_receipt'];
    const count = () =>
      Promise.resolve(
        tables.reduce((sum, table) => sum + Number(ask(database, `SELECT count(*) FROM ${table}`)), 0),
      );
    return { store, count };
  },
});

test('what was written is there when the file is opened again', async () => {
  const file = newFile();
  const database = new Database(file);
  const store = sqliteStore(database);
  await store.create(record);
  await store.devices?.put(device());
  database.close();
  const again = sqliteStore(new Database(file));
  assert.deepEqual(await again.get(scope, sessionId), record);
  assert.deepEqual(await again.devices?.list(scope), [device()]);
});

/** The definition of every table and index, without regard to how it is indented. */
function schema(database: SqliteDatabase): unknown[] {
  const all = database
    .prepare('SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name')
    .all();
  return (all as { name: string; sql: string }[]).map(({ name, sql }) => [name, sql.replace(/\s+/g, ' ')]);
}

for (const version of [1, 2]) {
  test(`a database of version ${version} is brought up to date and keeps its sessions`, async () => {
    const [released, fresh] = [new Database(newFile()), new Database(newFile())];
    released.exec(readFileSync(`test/initializer/stores/sqlite-version-${version}.sql`, 'utf8'));
    const kept = released.prepare('SELECT record FROM helcim_session ORDER BY id').all() as {
      record: string;
    }[];
    const [open, paid] = kept.map((row) => JSON.parse(row.record) as SessionRecord);
    const store = sqliteStore(released);
    sqliteStore(fresh);
    assert.deepEqual(schema(released), schema(fresh));
    assert.equal(ask(released, 'SELECT version FROM helcim_schema'), 3);
    assert.ok(open && paid);
    assert.deepEqual(await store.create({ ...record, orderId: open.orderId }), {
      created: false,
      holder: open,
    });
    assert.deepEqual(await store.byTransactionId(scope, '44158194'), paid);
    assert.deepEqual(await store.due(scope, open.dueAt ?? 0, 10), [open]);
    assert.deepEqual(await store.byInvoice(scope, 'INV7', open.createdAt, 10), version === 1 ? [] : [open]);
    assert.equal(await store.hasReceipt(scope, 'webhook-1', record.createdAt), true);
    assert.equal(await store.devices?.put(device()), 'stored');
    assert.deepEqual(await sqliteStore(released).devices?.list(scope), [device()]);
  });
}

test('every commit reaches the disk, and other processes are waited for', () => {
  const database = new Database(newFile());
  database.exec('PRAGMA synchronous = NORMAL');
  sqliteStore(database);
  assert.equal(ask(database, 'PRAGMA journal_mode'), 'wal');
  assert.equal(ask(database, 'PRAGMA synchronous'), 2);
  assert.equal(ask(database, 'PRAGMA busy_timeout'), 5000);
});

test('a connection whose commits no longer reach the disk is told of', async () => {
  const database = new Database(newFile());
  const store = sqliteStore(database);
  database.exec('PRAGMA synchronous = NORMAL');
  assert.match((await store.check?.())?.join() ?? '', /PRAGMA synchronous/);
});

test('a database in memory serves, and is not durable', async () => {
  const store = sqliteStore(new Database(':memory:'));
  assert.equal(store.durable, false);
  assert.deepEqual(await store.create(record), { created: true });
});

test("a shop's own tables and version are left alone", () => {
  const database = new Database(newFile());
  database.exec('CREATE TABLE session (id); INSERT INTO session VALUES (7); PRAGMA user_version = 42');
  sqliteStore(database);
  sqliteStore(database);
  assert.equal(ask(database, 'SELECT id FROM session'), 7);
  assert.equal(ask(database, 'PRAGMA user_version'), 42);
  assert.equal(ask(database, 'SELECT count(*) FROM helcim_schema'), 1);
});

const noDatabases: readonly unknown[] = [undefined, null, 'checkout.db', {}, { exec: () => undefined }];
for (const value of noDatabases) {
  test(`what is no database is refused: ${JSON.stringify(value)}`, () => {
    assert.throws(() => sqliteStore(value as SqliteDatabase), {
      code: 'invalid_option',
      message: /sqliteStore needs an open database .* no (exec\(\) and no )?prepare\(\)/,
    });
  });
}

test('a database that cannot be written is refused at once', () => {
  const database = new Database(newFile());
  sqliteStore(database);
  database.exec('PRAGMA query_only = ON');
  assert.throws(() => sqliteStore(database), { code: 'invalid_option', message: /open it for writing/ });
});

test('a database of a newer release is refused', () => {
  const database = new Database(newFile());
  sqliteStore(database);
  database.exec('UPDATE helcim_schema SET version = 99');
  assert.throws(() => sqliteStore(database), { code: 'invalid_option', message: /newer release .*99/ });
});

test('a database that is closed rejects', async () => {
  const database = new Database(newFile());
  const store = sqliteStore(database);
  database.close();
  await assert.rejects(store.get(scope, sessionId), { code: 'store_unavailable', message: /could not read/ });
  await assert.rejects(async () => await store.check?.(), { code: 'store_unavailable' });
});

test('a write that fails half-way leaves nothing behind, and the next one succeeds', async () => {
  let isBroken = true;
  const failOnce = (sql: string) => {
    if (isBroken && sql.includes('INSERT INTO helcim_claim')) {
      isBroken = false;
      throw new Error('disk I/O error');
    }
  };
  const store = sqliteStore(common(new Database(newFile()), failOnce));
  await store.create(record);
  const settled = next({ state: 'approved', closesOrder: true, transactionIds: ['44158194'] });
  await assert.rejects(store.update(settled), { code: 'store_unavailable', message: /disk I\/O error/ });
  assert.deepEqual(await store.get(scope, sessionId), record);
  assert.equal(await store.update(settled), 'stored');
});

test("somebody else's open transaction is named as the cause, and survives", async () => {
  const database = new Database(newFile());
  const store = sqliteStore(database);
  database.exec('CREATE TABLE shop (id); BEGIN; INSERT INTO shop VALUES (1)');
  await assert.rejects(store.create(record), { code: 'store_unavailable', message: /connection of its own/ });
  database.exec('COMMIT');
  assert.equal(ask(database, 'SELECT id FROM shop'), 1);
  assert.deepEqual(await store.create(record), { created: true });
});
