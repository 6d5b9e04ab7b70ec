import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createClient, type RedisClientType } from 'redis';
import { pause } from '../../../packages/initializer/src/clock.js';
import type { SharedLimits } from '../../../packages/initializer/src/index.js';
import { redisStore, type RedisClient } from '../../../packages/initializer/src/redis.js';
import { sharedTurns } from '../../../packages/initializer/src/shared-turns.js';
import { upstreamLimiter, type Priority } from '../../../packages/initializer/src/upstream-limiter.js';
import { redisMissing, startRedis, type RedisServer } from '../../helpers/redis-server.js';
import { manualClock, start, type ManualClock } from '../support/manual-clock.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const scope = 'default@127.0.0.1:9';
const never = start + 1e12;

interface Began {
  at: number;
  priority: Priority;
}

describe('limits shared through Redis', { skip: redisMissing }, () => {
  let server: RedisServer;
  let clients: RedisClientType[];
  let prefixes = 0;
  let onTheirWay = 0;

  before(async () => {
    server = await startRedis(['--appendonly', 'no']);
    clients = await Promise.all([connect(), connect()]);
  });

  after(async () => {
    for (const client of clients) client.destroy();
    await server.stop();
  });

  async function connect(): Promise<RedisClientType> {
    const client: RedisClientType = createClient({
      url: server.url,
      socket: { reconnectStrategy: () => 20 },
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  function counted(client: RedisClientType): RedisClient {
    const count = <T>(reply: Promise<T>): Promise<T> => {
      onTheirWay += 1;
      return reply.finally(() => (onTheirWay -= 1));
    };
    return {
      eval: (script, input) => count(client.eval(script, input)),
      evalSha: (sha1, input) => count(client.evalSha(sha1, input)),
      configGet: (parameter) => client.configGet(parameter),
    };
  }

  /** Two processes on one clock and one Redis. */
  function twoProcesses() {
    const clock = manualClock();
    const log: string[] = [];
    const say = (_: object, message: string) => void log.push(message);
    const prefix = `limits-${(prefixes += 1)}`;
    const limits = clients.map((client) => redisStore(counted(client), { prefix }).limits);
    const [one, other] = limits.map((shared) => {
      assert.ok(shared);
      const turns = sharedTurns(shared, { scope, clock, log: { info: say, warn: say, error: say } });
      return upstreamLimiter(clock, 1, turns);
    });
    assert.ok(one && other && limits[0]);
    return { clock, log, one, other, limits: limits[0] };
  }

  /** Until nothing is on its way to Redis any more. */
  async function settled(): Promise<void> {
    do {
      await Promise.all(clients.map((client) => client.ping()));
      await new Promise((resolve) => setImmediate(resolve));
    } while (onTheirWay > 0);
  }

  async function until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  async function pass(clock: ManualClock, ms: number, stepMs: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      await clock.advance(stepMs);
      await settled();
    }
  }

  /** Calls that began some time ago, written past the limits. */
  async function fill(limits: SharedLimits, count: number, at: (index: number) => number): Promise<void> {
    const windows = [{ ms: hour, most: 1e6 }];
    const take = async (index: number) => {
      const now = at(index);
      const id = `${now}-${index}`;
      assert.equal(
        await limits.take(scope, { id, now, leaseUntil: now, mostAtOnce: 1e6, windows, isUrgent: true }),
        0,
      );
    };
    for (let first = 0; first < count; first += 300) {
      const some = Array.from({ length: Math.min(300, count - first) }, (_, index) => first + index);
      await Promise.all(some.map(take));
    }
  }

  test('two processes together never exceed 5 at once and 100 a minute; the reconciler leaves 30 %', async () => {
    const { clock, one, other } = twoProcesses();
    const began: Began[] = [];
    const running = { now: 0, most: 0 };
    const work = (priority: Priority, ms: number) => async () => {
      began.push({ at: clock.now(), priority });
      running.most = Math.max(running.most, (running.now += 1));
      await pause(clock, ms);
      running.now -= 1;
    };
    for (let index = 0; index < 240; index += 1) {
      const priority = index % 3 === 0 ? 'reconciler' : 'buyer';
      const process = index % 2 === 0 ? one : other;
      void process.run(priority, never, work(priority, 100 + ((index * 37) % 400)));
    }
    await settled();
    await pass(clock, 3 * minute, 250);
    assert.equal(began.length, 240);
    assert.equal(running.most, 5);
    const startsBefore = (at: number, place: number) =>
      began.slice(0, place).filter((earlier) => earlier.at > at - minute).length;
    for (const [place, { at, priority }] of began.entries()) {
      const count = startsBefore(at, place) + 1;
      assert.ok(count <= (priority === 'buyer' ? 100 : 70), `${priority} number ${count} in a minute`);
    }
    // And what there is to use is used.
    assert.equal(began.filter(({ at }) => at < start + minute).length, 100);
  });

  const hours: [priority: Priority, most: number][] = [
    ['buyer', 3_000],
    ['reconciler', 2_100],
  ];
  for (const [priority, most] of hours) {
    test(`and ${most} an hour for a ${priority}`, async () => {
      const { clock, one, other, limits } = twoProcesses();
      await fill(limits, most - 2, (index) => start - 30 * minute + index);
      let began = 0;
      const run = () => Promise.resolve((began += 1));
      for (const process of [one, other, one, other]) void process.run(priority, never, run);
      await pass(clock, 29 * minute, minute);
      assert.equal(began, 2);
      assert.equal((await one.budget()).hourRemaining, 3_000 - most);
      await pass(clock, 2 * minute, minute);
      assert.equal(began, 4);
    });
  }

  test('a buyer who waits for a place goes before the reconciler of another process', async () => {
    const { clock, one, other } = twoProcesses();
    const finish: (() => void)[] = [];
    for (let count = 0; count < 5; count += 1)
      void one.run('reconciler', never, () => new Promise<void>((resolve) => finish.push(resolve)));
    await settled();
    assert.equal(finish.length, 5);
    const order: string[] = [];
    void other.run('buyer', never, () => Promise.resolve(order.push('buyer')));
    await settled();
    void one.run('reconciler', never, () => Promise.resolve(order.push('reconciler')));
    finish[0]?.();
    await settled();
    assert.deepEqual(order, []);
    await pass(clock, 1_500, 100);
    assert.deepEqual(order, ['buyer', 'reconciler']);
  });

  test('the places of a process that died are free again when its leases lapse', async () => {
    const { clock, one, other } = twoProcesses();
    const deadlineAt = start + 15 * second;
    for (let count = 0; count < 5; count += 1)
      void one.run('buyer', deadlineAt, () => new Promise(() => undefined));
    await settled();
    assert.equal((await other.budget()).inFlight, 5);
    let hasBegun = false;
    void other.run('buyer', never, () => Promise.resolve((hasBegun = true)));
    await pass(clock, 19 * second, second);
    assert.equal(hasBegun, false);
    await pass(clock, 2 * second, 100);
    assert.equal(hasBegun, true);
  });

  test("Helcim's 429 in one process holds the other, and no longer than a minute", async () => {
    const { clock, one, other } = twoProcesses();
    one.holdFor(hour);
    await settled();
    let hasBegun = false;
    void other.run('buyer', never, () => Promise.resolve((hasBegun = true)));
    await pass(clock, 59 * second, second);
    assert.equal(hasBegun, false);
    await pass(clock, second, second);
    assert.equal(hasBegun, true);
  });

  test('whose turn does not come in time leaves neither place nor count', async () => {
    const { clock, one, limits } = twoProcesses();
    await fill(limits, 100, () => start);
    const refused = assert.rejects(
      one.run('buyer', start + second, () => Promise.resolve()),
      { code: 'busy', retryAfterSeconds: 59 },
    );
    await settled();
    await pass(clock, second, second);
    await refused;
    assert.deepEqual(await limits.use(scope, clock.now(), [minute]), { atOnce: 0, begun: [100] });
  });

  test('a clock that is set back frees what was counted later than now', async () => {
    const { clock, one, limits } = twoProcesses();
    await fill(limits, 100, () => start);
    await clock.advance(-hour);
    let hasBegun = false;
    await one.run('buyer', never, () => Promise.resolve((hasBegun = true)));
    assert.equal(hasBegun, true);
  });

  test('without Redis each process goes by its own count, says so once, and once when it is back', async () => {
    const { clock, one, other, log } = twoProcesses();
    await server.kill();
    let began = 0;
    const run = () => Promise.resolve((began += 1));
    for (let count = 0; count < 120; count += 1) void one.run('buyer', never, run);
    await until(() => began >= 100);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(began, 100);
    await server.restart();
    await clock.advance(minute);
    await until(() => began >= 120);
    await other.run('buyer', never, run);
    assert.deepEqual(log, [
      'The count of calls to Helcim is not shared: each process goes by its own share.',
      'The count of calls to Helcim is shared again.',
    ]);
  });
});
