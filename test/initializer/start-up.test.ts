import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import Database from 'libsql';
import { createClient, type RedisClientType } from 'redis';
import { sqliteStore, type SessionStore } from '../../packages/initializer/src/index.js';
import { redisStore } from '../../packages/initializer/src/redis.js';
import { redisMissing, startRedis } from '../helpers/redis-server.js';
import { startShop } from './support/shop.js';

/** Starts a shop over the store, and answers what its log says of the store, without the reconciler's own lines. */
async function saidOf(t: TestContext, store: SessionStore): Promise<string[]> {
  const shop = await startShop(t, { store });
  const isLast = ({ message }: { message: string }) => message.startsWith('No readToken');
  while (!shop.log.some(isLast)) await new Promise((resolve) => setTimeout(resolve, 2));
  const others = /^(No readToken|No webhookVerifierToken|The reconciler)/;
  return shop.log
    .filter(({ message }) => !others.test(message))
    .map(({ level, message }) => `${level}: ${message}`);
}

describe('the log tells at start-up of a Redis', { skip: redisMissing }, () => {
  const connect = async (t: TestContext, settings: readonly string[]) => {
    const server = await startRedis(settings);
    const client: RedisClientType = createClient({ url: server.url, disableOfflineQueue: true });
    client.on('error', () => undefined);
    await client.connect();
    t.after(async () => {
      client.destroy();
      await server.stop();
    });
    return { server, store: redisStore(client) };
  };

  test('that keeps no append-only file', async (t) => {
    const said = await saidOf(t, (await connect(t, ['--appendonly', 'no'])).store);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^warn: Redis keeps no append-only file/);
  });

  test('that cannot be reached', async (t) => {
    const { server, store } = await connect(t, []);
    await server.kill();
    assert.deepEqual(await saidOf(t, store), ['error: The session store cannot be reached.']);
  });

  test('nothing, where all is well', async (t) => {
    assert.deepEqual(await saidOf(t, (await connect(t, [])).store), []);
  });
});

describe('the log tells at start-up of an SQLite database', () => {
  const open = (t: TestContext) => {
    const folder = mkdtempSync(join(tmpdir(), 'helcim-checkout-start-'));
    const database = new Database(join(folder, 'checkout.db'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    return { database, store: sqliteStore(database) };
  };

  test('whose commits do not reach the disk', async (t) => {
    const { database, store } = open(t);
    database.exec('PRAGMA synchronous = NORMAL');
    const said = await saidOf(t, store);
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^warn: .*PRAGMA synchronous/);
  });

  test('that is closed', async (t) => {
    const { database, store } = open(t);
    database.close();
    assert.deepEqual(await saidOf(t, store), ['error: The session store cannot be reached.']);
  });

  test('nothing, where all is well', async (t) => {
    assert.deepEqual(await saidOf(t, open(t).store), []);
  });
});
