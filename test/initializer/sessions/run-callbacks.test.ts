import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  memoryStore,
  type ApprovedInput,
  type Clock,
  type SessionRecord,
  type SessionStore,
} from '../../../packages/initializer/src/index.js';
import { runCallbacks } from '../../../packages/initializer/src/sessions/run-callbacks.js';
import { manualClock, start, type ManualClock } from '../support/manual-clock.js';
import { startProcess, type MortalProcess } from '../support/mortal-process.js';
import { facts, session } from '../support/session.js';

const second = 1_000;
const scope = 'default@127.0.0.1:9';

/** An approved order whose `fulfill` is owed, and several processes that may run it. */
async function setUp(fulfill: (input: ApprovedInput) => void | Promise<void>) {
  const clock = manualClock();
  const store = memoryStore();
  const owed = {
    ...({ name: 'fulfill', idempotencyKey: 'key-1', reason: null, transaction: facts() } as const),
    ...{ tries: 0, nextTryAt: start },
  };
  const record: SessionRecord = session({ scope, version: 1, callbacks: [owed], dueAt: start });
  await store.create(record);
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const process = (own: SessionStore = store, time: Clock = clock): MortalProcess =>
    startProcess(own, {
      ...{ apiToken: 'api-token', apiUrl: 'http://127.0.0.1:9/v2', getOrder: () => null },
      ...{ fulfill, logger: silent, fetch: () => Promise.reject(new Error('nobody asks')) },
      clock: time,
    });
  const handled = async () =>
    (await store.get(scope, record.sessionId))?.callbacks.every(({ nextTryAt }) => nextTryAt === null);
  return { clock, store, record, process, handled };
}

test('two processes that know of the same callback call it once, also when one of them is late', async () => {
  let calls = 0;
  const { record, process, handled } = await setUp(() => void (calls += 1));
  const processes = [process(), process(), process()];
  await Promise.all(processes.map(({ core }) => runCallbacks(core, record)));
  assert.deepEqual([calls, await handled()], [1, true]);
  for (const { core } of processes) await runCallbacks(core, record);
  assert.equal(calls, 1);
  for (const each of processes) each.kill();
});

test('a callback whose record has lost its transaction is not called, and stays owed', async () => {
  let calls = 0;
  const { store, record, process, handled } = await setUp(() => void (calls += 1));
  const callbacks = record.callbacks.map((callback) => ({ ...callback, transaction: null }));
  const spoiled = { ...record, version: 2, callbacks };
  assert.equal(await store.update(spoiled), 'stored');
  const only = process();
  await runCallbacks(only.core, spoiled);
  assert.deepEqual([calls, await handled()], [0, false]);
  only.kill();
});

test('while a slow callback runs its lease is renewed: no other process starts it', async () => {
  let calls = 0;
  let finish: () => void = () => undefined;
  const { clock, record, process, handled } = await setUp(() => {
    calls += 1;
    return new Promise((resolve) => (finish = resolve));
  });
  const [slow, other] = [process(), process()];
  void runCallbacks(slow.core, record);
  for (let seconds = 0; seconds < 240; seconds += 5) {
    await clock.advance(5 * second);
    await other.reconciler.pass();
  }
  assert.equal(calls, 1);
  finish();
  while (!(await handled())) await clock.advance(second);
  for (const each of [slow, other]) each.kill();
});

test('and from its return until that is recorded too', async () => {
  let calls = 0;
  let isAway = true;
  const { clock, store, record, process, handled } = await setUp(() => void (calls += 1));
  const refusing: SessionStore = {
    ...store,
    update: (next) => {
      const records = next.callbacks.some(({ nextTryAt }) => nextTryAt === null);
      return isAway && records ? Promise.reject(new Error('not now')) : store.update(next);
    },
  };
  const [first, other] = [process(refusing), process()];
  void runCallbacks(first.core, record);
  for (let seconds = 0; seconds < 240; seconds += 5) {
    await clock.advance(5 * second);
    await other.reconciler.pass();
  }
  assert.deepEqual([calls, await handled()], [1, false]);
  isAway = false;
  while (!(await handled())) await clock.advance(second);
  assert.equal(calls, 1);
  for (const each of [first, other]) each.kill();
});

test('a lapsed lease alone tells nobody that a process is dead: it has to stay so before the eyes of the heir', async (t) => {
  const hang = () => new Promise<void>(() => undefined);
  const seconds = async (clock: ManualClock, count: number) => {
    for (let passed = 0; passed < count; passed += 1) await clock.advance(second);
  };

  await t.test('the heir has just started, after the store was away for long', async () => {
    let calls = 0;
    const { clock, store, record, process } = await setUp(() => {
      calls += 1;
      return hang();
    });
    let isAway = false;
    const unlessAway = <T>(answer: () => Promise<T>) =>
      isAway ? Promise.reject(new Error('away')) : answer();
    const owner = process({
      ...store,
      get: (...key) => unlessAway(() => store.get(...key)),
      update: (next) => unlessAway(() => store.update(next)),
    });
    void runCallbacks(owner.core, record);
    await seconds(clock, 15);
    isAway = true;
    await seconds(clock, 90);
    isAway = false;
    const heir = process();
    await seconds(clock, 90);
    assert.equal(calls, 1, 'the owner lives');
    owner.kill();
    await seconds(clock, 62);
    assert.equal(calls, 2, 'the owner is dead');
    heir.kill();
  });

  await t.test("the heir's clock is two minutes ahead", async () => {
    let calls = 0;
    const { clock, record, process } = await setUp(() => {
      calls += 1;
      return hang();
    });
    const owner = process();
    void runCallbacks(owner.core, record);
    await seconds(clock, 1);
    const heir = process(undefined, { ...clock, now: () => clock.now() + 120 * second });
    await seconds(clock, 200);
    assert.equal(calls, 1);
    for (const each of [owner, heir]) each.kill();
  });
});

describe('a callback whose process alone has lost the store', () => {
  const answers: [title: string, lost: () => Promise<never>][] = [
    ['that refuses', () => Promise.reject(new Error('no route'))],
    ['that hangs', () => new Promise(() => undefined)],
  ];
  const heirs: [title: string, ahead: number][] = [
    ['clocks agree', 0],
    ["the heir's clock is two minutes ahead", 120 * second],
  ];
  for (const [title, lost] of answers) {
    for (const [clocks, ahead] of heirs) {
      test(`${title} is told to stop before another process starts it; ${clocks}`, async () => {
        const signals: AbortSignal[] = [];
        let wasTold: boolean | undefined;
        const { clock, store, record, process } = await setUp(({ signal }) => {
          wasTold = signals[0]?.aborted;
          signals.push(signal);
          return new Promise<void>(() => undefined);
        });
        let isLost = false;
        const unlessLost = <T>(answer: () => Promise<T>) => (isLost ? lost() : answer());
        const owner = process({
          ...store,
          get: (...key) => unlessLost(() => store.get(...key)),
          update: (next) => unlessLost(() => store.update(next)),
          due: (...question) => unlessLost(() => store.due(...question)),
        });
        void runCallbacks(owner.core, record);
        for (let passed = 0; passed < 15; passed += 1) await clock.advance(second);
        const heir = process(undefined, { ...clock, now: () => clock.now() + ahead });
        for (let passed = 0; passed < 6; passed += 1) await clock.advance(second);
        isLost = true;
        assert.equal(signals[0]?.aborted, false);
        for (let passed = 0; passed < 120 && signals.length < 2; passed += 1) await clock.advance(second);
        assert.deepEqual([signals.length, wasTold], [2, true]);
        for (const each of [owner, heir]) each.kill();
      });
    }
  }
});
