import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient, createClientPool, RESP_TYPES, type RedisClientType } from 'redis';
import type { SessionRecord } from '../../../packages/initializer/src/index.js';
import { redisStore, type RedisClient } from '../../../packages/initializer/src/redis.js';
import { sessionStoreSuite } from '../../../packages/initializer/src/testing.js';
import { redisMissing, startRedis, type RedisServer } from '../../helpers/redis-server.js';
import { device } from '../support/device.js';
import { session } from '../support/session.js';
import { countUp } from './count-up.js';
import { durableStoreRules } from './durable-store-rules.js';

const record = session({ version: 1 });
const { scope } = record;
const next = (changes: Partial<SessionRecord>): SessionRecord => ({ ...record, version: 2, ...changes });

function fresh(name: string): SessionRecord {
  return session({ sessionId: name, orderId: name, reference: name, version: 1 });
}

/** A client whose lost connections are the test's business. */
function quietClient(url: string): RedisClientType {
  const client: RedisClientType = createClient({ url });
  client.on('error', () => undefined);
  return client;
}

describe('redisStore', { skip: redisMissing }, () => {
  let server: RedisServer;
  let client: RedisClientType;
  let prefixes = 0;
  const newPrefix = () => `test-${(prefixes += 1)}`;
  const newStore = () => redisStore(client, { prefix: newPrefix() });

  before(async () => {
    server = await startRedis();
    client = await quietClient(server.url).connect();
  });

  after(async () => {
    client.destroy();
    await server.stop();
  });

  sessionStoreSuite({ create: newStore, devices: true, test });

  durableStoreRules({
    create: () => {
      const prefix = newPrefix();
      /** Sessions, claims and receipts; once they are gone, whatever is left in the indexes. */
      const count = async () => {
        const keys = await client.keys(`{${prefix}:*`);
        const counted = keys.map(async (key) => {
          if (/:(sessions|claims)$/.test(key)) return await client.hLen(key);
          return key.endsWith(':receipts') ? await client.zCard(key) : 0;
        });
        return (await Promise.all(counted)).reduce((sum, size) => sum + size, 0) || keys.length;
      };
      return { store: redisStore(client, { prefix }), count };
    },
  });

  test('all keys of a scope share a hash tag, and none of them expires', async () => {
    const prefix = newPrefix();
    const store = redisStore(client, { prefix });
    const order = { ...record.order, invoiceNumber: 'INV7' };
    await store.create({ ...record, order });
    await store.update(
      next({ order, transactionIds: ['44158194'], dueAt: record.createdAt, keepUntil: null }),
    );
    await store.addReceipt(scope, 'webhook-1', record.createdAt);
    await store.devices?.put(device());
    const keys = await client.keys(`*${prefix}*`);
    assert.equal(keys.length, 9);
    assert.equal(new Set(keys.map((key) => /\{(.*?)\}/.exec(key)?.[1])).size, 1);
    assert.deepEqual(new Set(await Promise.all(keys.map((key) => client.ttl(key)))), new Set([-1]));
  });

  test('scripts that Redis has forgotten are sent again', async () => {
    const store = newStore();
    await store.create(record);
    await client.scriptFlush();
    assert.equal(await store.update(next({ declines: 1 })), 'stored');
  });

  test('several clients at once: each order gets one holder, and no write is lost', async () => {
    const prefix = newPrefix();
    const clients = await Promise.all(Array.from({ length: 4 }, () => quietClient(server.url).connect()));
    const stores = clients.map((each) => redisStore(each, { prefix }));
    const created = await Promise.all(
      stores.flatMap((store, number) =>
        Array.from({ length: 50 }, async (_, order) => {
          const ids = { sessionId: `${number}-${order}`, reference: `${number}-${order}` };
          return (await store.create({ ...record, ...ids, orderId: `order-${order}` })).created;
        }),
      ),
    );
    assert.equal(created.filter(Boolean).length, 50);
    await stores[0]?.create(fresh('counter'));
    await Promise.all(stores.map((store) => countUp(store, 20)));
    assert.equal((await stores[0]?.get(scope, 'counter'))?.declines, 80);
    for (const each of clients) each.destroy();
  });

  test('a write for which there is no memory leaves nothing behind', async () => {
    const store = newStore();
    await client.configSet('maxmemory', '1');
    try {
      await assert.rejects(store.create(record), { code: 'store_unavailable', message: /maxmemory/ });
      await assert.rejects(
        async () => await store.devices?.put(device()),
        /failed to put a device.*maxmemory/,
      );
    } finally {
      await client.configSet('maxmemory', '0');
    }
    assert.deepEqual(await store.ofOrder(scope, record.orderId), []);
    assert.deepEqual(await store.create(record), { created: true });
    assert.equal(await store.devices?.put(device()), 'stored');
  });

  const dangers: readonly [setting: string, value: string, told: RegExp][] = [
    ['appendonly', 'no', /a restart forgets sessions.*appendonly is 'no'\)\. Set it to 'yes'/],
    ['appendfsync', 'everysec', /power cut.*appendfsync is 'everysec'/],
    ['maxmemory-policy', 'allkeys-lru', /deletes records.*'allkeys-lru'/],
  ];
  for (const [setting, value, told] of dangers) {
    test(`${setting} ${value} is told of`, async () => {
      const safe = (await client.configGet(setting))[setting] ?? '';
      await client.configSet(setting, value);
      try {
        const said = await newStore().check?.();
        assert.equal(said?.length, 1);
        assert.match(said[0] ?? '', told);
      } finally {
        await client.configSet(setting, safe);
      }
    });
  }

  test('a Redis that does not tell its settings is told of', async () => {
    const silent: RedisClient = {
      eval: (script, input) => client.eval(script, input),
      evalSha: (sha1, input) => client.evalSha(sha1, input),
      configGet: () => Promise.reject(new Error("ERR unknown command 'CONFIG'")),
    };
    const said = await redisStore(silent).check?.();
    assert.equal(said?.length, 3);
    assert.match(said[0] ?? '', /does not tell its setting 'appendonly': make sure that it is 'yes'/);
  });

  test('other kinds of clients serve as well', async () => {
    const oldProtocol = await createClient({ url: server.url, RESP: 2 }).connect();
    const pool = createClientPool({ url: server.url });
    await pool.connect();
    const clients = [oldProtocol, pool, client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer })];
    for (const each of clients) {
      const store = redisStore(each, { prefix: newPrefix() });
      assert.deepEqual(await store.create(record), { created: true });
      assert.deepEqual(await store.create(fresh('second')), { created: true });
      assert.deepEqual(await store.create(record), { created: false, holder: record });
      assert.deepEqual(await store.inState(scope, 'open', 10), [record, fresh('second')]);
      assert.equal(await store.devices?.put(device()), 'stored');
      assert.deepEqual(await store.devices?.list(scope), [device()]);
    }
    oldProtocol.destroy();
    pool.destroy();
  });
});
