import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createClient, type RedisClientType } from 'redis';
import { redisStore } from '../../../packages/initializer/src/redis.js';
import { redisMissing, startRedis, type RedisServer } from '../../helpers/redis-server.js';
import { device } from '../support/device.js';
import { session } from '../support/session.js';

const { scope } = session();

/** A Redis that may be killed, and a client that keeps coming back. */
async function withRedis(
  run: (server: RedisServer, client: RedisClientType) => Promise<void>,
): Promise<void> {
  const server = await startRedis();
  const client: RedisClientType = createClient({ url: server.url, socket: { reconnectStrategy: () => 50 } });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await run(server, client);
  } finally {
    client.destroy();
    await server.stop();
  }
}

describe('redisStore in trouble', { skip: redisMissing }, () => {
  test('what was acknowledged before kill -9 is there afterwards', async () => {
    await withRedis(async (server, client) => {
      const store = redisStore(client);
      const written = new Map<string, number>();

      /** Eight writers at once; Redis dies under them as soon as so many writes have been acknowledged. */
      async function writeUntilKilled(enough: number): Promise<void> {
        const before = written.size;
        let death: Promise<void> | undefined;
        const acknowledge = (sessionId: string, version: number) => {
          written.set(sessionId, version);
          if (written.size - before === enough) death ??= server.kill();
        };
        const write = async (writer: number) => {
          for (let number = 0; death === undefined; number += 1) {
            const sessionId = `${enough}-${writer}-${number}`;
            const record = session({ sessionId, orderId: sessionId, reference: sessionId, version: 1 });
            await store.create(record);
            acknowledge(sessionId, 1);
            await store.update({ ...record, version: 2, transactionIds: [sessionId] });
            acknowledge(sessionId, 2);
          }
        };
        const ended = Promise.allSettled(Array.from({ length: 8 }, (_, writer) => write(writer)));
        await Promise.race([ended, new Promise((resolve) => client.once('error', resolve))]);
        await death;
        await server.restart();
        await ended;
      }

      for (const enough of [25, 60, 110]) await writeUntilKilled(enough);
      assert.ok(written.size >= 25 + 60 + 110);
      for (const [sessionId, version] of written) {
        const found = await store.get(scope, sessionId);
        assert.ok(found && found.version >= version, `${sessionId} version ${version}`);
        const claimant = await store.byTransactionId(scope, sessionId);
        assert.deepEqual(claimant, found.version === 2 ? found : undefined);
      }
    });
  });

  test('a Redis that is gone makes every operation reject', async () => {
    await withRedis(async (server, client) => {
      const store = redisStore(client, { timeoutMs: 50 });
      const record = session({ version: 1 });
      await server.kill();
      const operations = [
        () => store.create(record),
        () => store.get(scope, record.sessionId),
        () => store.update({ ...record, version: 2 }),
        () => store.due(scope, record.createdAt, 10),
        () => store.hasReceipt(scope, 'webhook-1', record.createdAt),
        async () => await store.check?.(),
        async () => await store.devices?.get(scope, 'JFHP'),
        async () => await store.devices?.list(scope),
        async () => await store.devices?.put(device()),
      ];
      for (const operation of operations) await assert.rejects(operation, { code: 'store_unavailable' });
      await assert.rejects(
        store.get(scope, record.sessionId),
        /The Redis store failed to get: no answer in 50 ms/,
      );
    });
  });
});

const noClients: readonly unknown[] = [undefined, null, 'redis://127.0.0.1', {}, { eval: () => undefined }];
for (const value of noClients) {
  test(`what is no client is refused: ${JSON.stringify(value)}`, () => {
    assert.throws(() => redisStore(value as RedisClientType), {
      code: 'invalid_option',
      message:
        /redisStore needs a connected client .* no (eval\(\) and no )?evalSha\(\) and no configGet\(\)/,
    });
  });
}

for (const prefix of ['', 'a b', '{a}', 'a}b']) {
  test(`a prefix that would break the hash tag is refused: '${prefix}'`, () => {
    assert.throws(() => redisStore(createClient(), { prefix }), {
      code: 'invalid_option',
      message: /prefix '.*' must be/,
    });
  });
}
