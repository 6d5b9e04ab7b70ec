import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  InitializerError,
  type LimitRequest,
  type SharedLimits,
} from '../../packages/initializer/src/index.js';
import { sharedTurns } from '../../packages/initializer/src/shared-turns.js';
import { upstreamLimiter, type Priority } from '../../packages/initializer/src/upstream-limiter.js';
import { manualClock, start } from './support/manual-clock.js';

const never = start + 1e12;
const tick = () => new Promise((resolve) => setImmediate(resolve));

test('at most five calls run at once', async () => {
  const limiter = upstreamLimiter(manualClock());
  const finish: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => finish.push(resolve));
  const all = Array.from({ length: 12 }, () => limiter.run('buyer', never, work));
  await tick();
  assert.equal(finish.length, 5);
  const { inFlight, waiting } = await limiter.budget();
  assert.deepEqual([inFlight, waiting], [5, 7]);
  for (let done = 0; done < 12; done += 1) {
    finish[done]?.();
    await tick();
    assert.ok((await limiter.budget()).inFlight <= 5);
  }
  await Promise.all(all);
  assert.equal((await limiter.budget()).inFlight, 0);
});

test('at most 100 start in any minute, and the 101st starts when the first is a minute old', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  let started = 0;
  const work = () => Promise.resolve((started += 1));
  void Promise.all(Array.from({ length: 150 }, () => limiter.run('buyer', never, work)));
  await tick();
  assert.equal(started, 100);
  await clock.advance(59_999);
  assert.equal(started, 100);
  await clock.advance(1);
  await tick();
  assert.equal(started, 150);
});

test('at most 3,000 start in any hour', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  let started = 0;
  for (let minutes = 0; minutes < 40; minutes += 1) {
    for (let count = 0; count < 100; count += 1) {
      void limiter.run('buyer', never, () => Promise.resolve((started += 1)));
    }
    await tick();
    await clock.advance(60_000);
    await tick();
  }
  assert.equal(started, 3_000);
});

test('buyers go before the reconciler, each in the order in which they came', async () => {
  const limiter = upstreamLimiter(manualClock());
  const finish: (() => void)[] = [];
  for (let count = 0; count < 5; count += 1) {
    void limiter.run('reconciler', never, () => new Promise<void>((resolve) => finish.push(resolve)));
  }
  const order: string[] = [];
  const priorities = ['reconciler', 'buyer', 'reconciler', 'buyer'] as const;
  const all = priorities.map((priority, index) =>
    limiter.run(priority, never, () => Promise.resolve(order.push(`${priority} ${index}`))),
  );
  await tick();
  finish[0]?.();
  await Promise.all(all);
  assert.deepEqual(order, ['buyer 1', 'buyer 3', 'reconciler 0', 'reconciler 2']);
});

test('whose turn does not come in time is told when to try again, and takes nothing', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  const work = () => Promise.resolve();
  await Promise.all(Array.from({ length: 100 }, () => limiter.run('buyer', never, work)));
  const late = assert.rejects(
    limiter.run('buyer', start + 5_000, work),
    (error) => error instanceof InitializerError && error.code === 'busy' && error.retryAfterSeconds === 55,
  );
  await clock.advance(5_000);
  await late;
  assert.equal((await limiter.budget()).waiting, 0);
});

test('work that fails gives its place back', async () => {
  const limiter = upstreamLimiter(manualClock());
  for (let count = 0; count < 20; count += 1) {
    await assert.rejects(limiter.run('buyer', never, () => Promise.reject(new Error('no'))));
  }
  assert.equal((await limiter.budget()).inFlight, 0);
});

test('a hold lets nothing start until it ends', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  limiter.holdFor(10_000);
  let started = 0;
  void limiter.run('buyer', never, () => Promise.resolve((started += 1)));
  await clock.advance(9_999);
  assert.equal(started, 0);
  await clock.advance(1);
  await tick();
  assert.equal(started, 1);
});

test('a hold lasts a minute at most, however long is asked for', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  limiter.holdFor(86_400_000);
  await clock.advance(60_000);
  let started = 0;
  void limiter.run('buyer', never, () => Promise.resolve((started += 1)));
  await tick();
  assert.equal(started, 1);
});

test('a clock that is set back lengthens neither a hold nor a full minute', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  let started = 0;
  const startOne = () => void limiter.run('buyer', never, () => Promise.resolve((started += 1)));
  for (let count = 0; count < 100; count += 1) startOne();
  await tick();
  limiter.holdFor(10_000);
  await clock.advance(-3_600_000);
  startOne();
  await clock.advance(60_000);
  await tick();
  assert.equal(started, 101);
});

test('the reconciler stops when 30 % of a minute are left, and buyers go on', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  const started = { buyer: 0, reconciler: 0 };
  for (let count = 0; count < 100; count += 1) {
    void limiter.run('reconciler', never, () => Promise.resolve((started.reconciler += 1)));
  }
  await tick();
  assert.deepEqual(started, { buyer: 0, reconciler: 70 });
  for (let count = 0; count < 40; count += 1) {
    void limiter.run('buyer', never, () => Promise.resolve((started.buyer += 1)));
  }
  await tick();
  assert.deepEqual(started, { buyer: 30, reconciler: 70 });
  await clock.advance(60_000);
  await tick();
  assert.deepEqual(started, { buyer: 40, reconciler: 100 });
});

test('the reconciler stops when 30 % of an hour are left, and a buyer is not held up by its wait', async () => {
  const clock = manualClock();
  const limiter = upstreamLimiter(clock);
  let reconciled = 0;
  for (let minutes = 0; minutes < 45; minutes += 1) {
    for (let count = 0; count < 70; count += 1) {
      void limiter.run('reconciler', never, () => Promise.resolve((reconciled += 1)));
    }
    await tick();
    await clock.advance(60_000);
    await tick();
  }
  assert.equal(reconciled, 2_100);
  let served = 0;
  for (let count = 0; count < 110; count += 1) {
    void limiter.run('buyer', never, () => Promise.resolve((served += 1)));
  }
  await tick();
  assert.equal(served, 100);
  await clock.advance(60_000);
  await tick();
  assert.equal(served, 110);
});

test('a process with a quarter of the limits uses a quarter of each', async () => {
  const limiter = upstreamLimiter(manualClock(), 0.25);
  const { minuteRemaining, hourRemaining } = await limiter.budget();
  assert.deepEqual([minuteRemaining, hourRemaining], [25, 750]);
  void limiter.run('buyer', never, () => new Promise(() => undefined));
  void limiter.run('buyer', never, () => new Promise(() => undefined));
  await tick();
  assert.equal((await limiter.budget()).inFlight, 1);
});

describe('with a count that all processes share', () => {
  /** A count that answers what it is told, and remembers what it was asked. */
  function setUp(answers: (number | Error)[]) {
    const clock = manualClock();
    const asked: LimitRequest[] = [];
    const givenBack: [id: string, unused: boolean][] = [];
    const log: string[] = [];
    const limits: SharedLimits = {
      take: async (_scope, request) => {
        asked.push(request);
        await tick();
        const answer = answers.shift() ?? 0;
        if (answer instanceof Error) throw answer;
        return answer;
      },
      giveBack: (_scope, id, unused) => Promise.resolve(void givenBack.push([id, unused])),
      hold: () => Promise.resolve(),
      use: () => Promise.resolve({ atOnce: 4, begun: [90, 2_990] }),
    };
    const say = (_: object, message: string) => void log.push(message);
    const turns = sharedTurns(limits, { scope: 'shop', clock, log: { info: say, warn: say, error: say } });
    const started: string[] = [];
    const limiter = upstreamLimiter(clock, 1, turns);
    const run = (name: string, priority: Priority = 'buyer', deadlineAt = never) =>
      limiter.run(priority, deadlineAt, () => Promise.resolve(started.push(name)));
    return { clock, asked, givenBack, log, limiter, started, run };
  }

  test('a call begins when the count agrees, is known under one id, and gives its place back', async () => {
    const { asked, givenBack, run } = setUp([0]);
    await run('a');
    assert.deepEqual(givenBack, [[asked[0]?.id, false]]);
  });

  test('a refused call asks again when it was told to, and after five seconds at the latest', async () => {
    const { clock, asked, started, run } = setUp([300, 60_000, 0]);
    void run('a');
    const counts: number[] = [];
    for (const ms of [0, 299, 1, 4_999, 1]) {
      await clock.advance(ms);
      await tick();
      await tick();
      counts.push(asked.length);
    }
    assert.deepEqual(counts, [1, 1, 2, 2, 3]);
    assert.deepEqual(started, ['a']);
  });

  test('a buyer does not wait because the reconciler was refused', async () => {
    const { asked, started, run } = setUp([60_000, 0]);
    void run('reconciler', 'reconciler');
    await tick();
    await tick();
    await run('buyer');
    assert.deepEqual(started, ['buyer']);
    assert.deepEqual(
      asked.slice(0, 2).map(({ isUrgent, windows }) => [isUrgent, ...windows.map(({ most }) => most)]),
      [
        [false, 70, 2_100],
        [true, 100, 3_000],
      ],
    );
  });

  test('a place that comes when nobody waits any more is given back as unused', async () => {
    const { clock, asked, givenBack, run } = setUp([0]);
    const late = assert.rejects(run('a', 'buyer', start + 10), { code: 'busy' });
    await clock.advance(10);
    await late;
    await tick();
    assert.deepEqual(givenBack, [[asked[0]?.id, true]]);
  });

  test('a count that cannot be reached stops nobody; it is left alone for five seconds, and told of once', async () => {
    const { clock, asked, started, log, run } = setUp([new Error('gone'), new Error('gone'), 0]);
    for (const ms of [0, 4_999, 1, 5_000]) {
      await clock.advance(ms);
      await run('a');
    }
    assert.deepEqual([started.length, asked.length, log.length], [4, 3, 2]);
  });

  test('what is left is what all processes have left', async () => {
    const { inFlight, minuteRemaining, hourRemaining } = await setUp([]).limiter.budget();
    assert.deepEqual([inFlight, minuteRemaining, hourRemaining], [4, 10, 10]);
  });
});
