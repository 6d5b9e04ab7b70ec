import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import {
  memoryStore,
  type ApprovedInput,
  type SessionStore,
} from '../../../packages/initializer/src/index.js';
import { row, signedResult, startFakeHelcim, tokens, transaction } from '../support/fake-helcim.js';
import { manualClock, start } from '../support/manual-clock.js';
import { facts, session } from '../support/session.js';
import { startShop, type ShopOptions } from '../support/shop.js';

const second = 1_000;
const minute = 60 * second;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Orders that can be paid; the n-th session has the n-th secret. */
async function setUp(t: TestContext, options: ShopOptions) {
  const helcim = await startFakeHelcim(t);
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    limits: { newSessionsPerAddress: Infinity },
    ...options,
  });
  const open = async (orderId: string) => {
    const { json } = await shop.post('/sessions', { orderId });
    const secret = tokens(helcim.initializeCalls().length).secretToken;
    const reference = String(json['reference']);
    const pay = (changes = {}) => {
      const facts = transaction({ invoiceNumber: reference, transactionId: orderId, ...changes });
      const eventMessage = signedResult(facts, secret);
      return shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
    };
    return { sessionId: String(json['sessionId']), reference, pay };
  };
  return { helcim, shop, open };
}

describe('a fulfill that never returns', () => {
  test('does not stop the others', async (t) => {
    const calls: string[] = [];
    const { helcim, shop, open } = await setUp(t, {
      readToken: 'read-token',
      fulfill: ({ order: { orderId } }) => {
        calls.push(orderId);
        if (orderId === 'other') return undefined;
        if (calls.length === 1) throw new Error('the database is away');
        return new Promise<void>(() => undefined);
      },
    });
    const hanging = await open('hanging');
    const other = await open('other');
    await hanging.pay();
    await shop.clock.advance(2 * second);
    await until(() => calls.length === 2);
    helcim.rows = [row({ invoiceNumber: other.reference, transactionId: 7 })];
    await shop.clock.advance(5 * minute);
    await until(() => calls.includes('other'));
    assert.deepEqual(calls, ['hanging', 'hanging', 'other']);
  });

  test('hears its signal after five minutes and is told to the log once a minute, and not started again', async (t) => {
    const inputs: ApprovedInput[] = [];
    const { shop, open } = await setUp(t, {
      fulfill: (input) => {
        inputs.push(input);
        return new Promise<void>(() => undefined);
      },
    });
    const aborted = () => inputs.map(({ signal }) => signal.aborted);
    const answer = (await open('hanging')).pay();
    await until(() => inputs.length === 1);
    for (let seconds = 0; seconds < 280; seconds += 20) await shop.clock.advance(20 * second);
    await answer;
    assert.deepEqual(aborted(), [false]);
    const lines = () => shop.log.filter(({ message }) => message.startsWith('A callback does not return'));
    for (let seconds = 0; seconds < 120; seconds += 20) {
      await shop.clock.advance(20 * second);
      await shop.initializer.reconcile();
    }
    assert.deepEqual(aborted(), [true]);
    assert.ok(lines().length >= 1 && lines().length <= 3, `${lines().length} lines`);
    assert.deepEqual([lines()[0]?.level, inputs.length], ['error', 1]);
    assert.deepEqual((await shop.get('/health')).json['callbacks'], { overdue: 1 });
  });

  test('of many leaves room for the others after five minutes', async (t) => {
    let isBroken = true;
    const calls: string[] = [];
    const { shop, open } = await setUp(t, {
      fulfill: ({ order: { orderId } }) => {
        if (isBroken) throw new Error('the database is away');
        calls.push(orderId);
        return orderId === 'last' ? undefined : new Promise<void>(() => undefined);
      },
    });
    for (let index = 0; index < 20; index += 1) await (await open(`hanging-${index}`)).pay();
    isBroken = false;
    await shop.clock.advance(2 * second);
    await until(() => calls.length === 20);
    isBroken = true;
    await (await open('last')).pay();
    isBroken = false;
    await shop.clock.advance(2 * second);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(calls.includes('last'), false);
    await shop.clock.advance(5 * minute);
    await until(() => calls.includes('last'));
    assert.equal(calls.length, 21);
  });
});

describe('callbacks that wait behind those that hang', () => {
  /** Twenty-five paid orders whose callbacks the reconciler runs, of which it runs twenty at once. */
  const queue = async (t: TestContext, hang: (input: ApprovedInput) => Promise<void>) => {
    let isBroken = true;
    const calls: string[] = [];
    const { shop, open } = await setUp(t, {
      fulfill: (input) => {
        if (isBroken) throw new Error('the database is away');
        calls.push(input.order.orderId);
        return hang(input);
      },
    });
    for (let index = 0; index < 25; index += 1) await (await open(`order-${index}`)).pay();
    isBroken = false;
    await shop.clock.advance(2 * second);
    await until(() => calls.length === 20);
    return { shop, calls };
  };

  test('are not started once the initializer closes', async (t) => {
    const { shop, calls } = await queue(
      t,
      ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    );
    await shop.initializer.close();
    assert.equal(calls.length, 20);
  });

  test('are not started after it has closed either', async (t) => {
    const finish: (() => void)[] = [];
    const { shop, calls } = await queue(t, () => new Promise((resolve) => finish.push(resolve)));
    const closed = shop.initializer.close();
    await new Promise((resolve) => setImmediate(resolve));
    await shop.clock.advance(5 * second);
    await closed;
    for (const each of finish) each();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(calls.length, 20);
  });

  test('are left to the next process, without its having to wait, if they were claimed while the initializer closed', async (t) => {
    const inner = memoryStore();
    let closed: Promise<void> | undefined;
    const store: SessionStore = {
      ...inner,
      update: async (next) => {
        const outcome = await inner.update(next);
        if (next.callbacks.some(({ isRunning }) => isRunning)) closed ??= shop.initializer.close();
        return outcome;
      },
    };
    const calls: string[] = [];
    const { helcim, shop, open } = await setUp(t, { store, fulfill: () => void calls.push('closing') });
    const { pay, sessionId } = await open('order-1');
    assert.equal((await pay()).json['outcome'], 'approved');
    await closed;
    assert.equal(calls.length, 0);
    const heir = await startShop(t, {
      ...{ store: inner, clock: shop.clock, apiUrl: helcim.apiUrl },
      fulfill: () => void calls.push('heir'),
    });
    await heir.initializer.reconcile();
    assert.deepEqual([calls, (await heir.initializer.find({ sessionId }))?.handled], [['heir'], true]);
  });

  test('hide no payment that has to be looked for, however many they are, and are called in the end', async (t) => {
    const store = memoryStore();
    const helcim = await startFakeHelcim(t);
    const scope = `default@${new URL(helcim.apiUrl).host}`;
    const callback = {
      name: 'fulfill',
      reason: null,
      transaction: facts(),
      tries: 1,
      nextTryAt: start,
    } as const;
    for (let index = 0; index < 1_200; index += 1) {
      const sessionId = `owed-${index}`.padEnd(22, '-');
      const ids = { scope, sessionId, orderId: sessionId, reference: `HC-OWED${index}` };
      const callbacks = [{ ...callback, idempotencyKey: sessionId }];
      await store.create(session({ ...ids, version: 1, state: 'approved', callbacks, dueAt: start }));
    }
    let isHanging = true;
    const hanging = new Set<() => void>();
    const fulfilled = new Set<string>();
    const shop = await startShop(t, {
      ...{ apiUrl: helcim.apiUrl, readToken: 'read-token', store },
      fulfill: ({ order: { orderId } }) => {
        fulfilled.add(orderId);
        return isHanging ? new Promise<void>((resolve) => hanging.add(resolve)) : undefined;
      },
    });
    const { json } = await shop.post('/sessions', { orderId: 'lost' });
    helcim.rows = [row({ invoiceNumber: String(json['reference']) })];
    await shop.clock.advance(5 * minute - 10 * second);
    for (let seconds = 0; seconds < 20; seconds += 1) {
      await shop.clock.advance(second);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.equal((await shop.initializer.find({ orderId: 'lost' }))?.state, 'approved');
    isHanging = false;
    for (const each of hanging) each();
    for (let minutes = 0; fulfilled.size < 1_201 && minutes < 60; minutes += 1) {
      await shop.clock.advance(minute);
      await shop.initializer.reconcile();
    }
    assert.equal(fulfilled.size, 1_201);
  });
});

describe('a fulfill that returned', () => {
  test('is not called again when the store was away for longer than its lease', async (t) => {
    const inner = memoryStore();
    let isAway = false;
    const store: SessionStore = {
      ...inner,
      update: (next) => (isAway ? Promise.reject(new Error('away')) : inner.update(next)),
    };
    let calls = 0;
    const { shop, open } = await setUp(t, {
      store,
      fulfill: () => {
        calls += 1;
        isAway = true;
      },
    });
    const { pay, sessionId } = await open('order-1');
    const answer = pay();
    await until(() => calls === 1);
    for (let seconds = 0; seconds < 600; seconds += 5) await shop.clock.advance(5 * second);
    await answer;
    isAway = false;
    await until(async () => {
      await shop.clock.advance(15 * second);
      return (await shop.initializer.find({ sessionId }))?.handled === true;
    });
    assert.equal(calls, 1);
  });

  test('counts as done although another process has started it meanwhile', async (t) => {
    const store = memoryStore();
    let finish: () => void = () => undefined;
    let second: ApprovedInput | undefined;
    const slow = await setUp(t, {
      store,
      fulfill: () => new Promise<void>((resolve) => (finish = resolve)),
    });
    const { pay, sessionId } = await slow.open('order-1');
    const answer = pay();
    await until(async () => (await slow.shop.initializer.find({ sessionId }))?.state === 'approved');
    const heir = await startShop(t, {
      store,
      apiUrl: slow.helcim.apiUrl,
      fulfill: (input) => {
        second = input;
        return new Promise<void>(() => undefined);
      },
    });
    // The clock of the heir is far ahead, and the renewals of the slow one stand still.
    await until(async () => {
      await heir.clock.advance(minute);
      return second !== undefined;
    });
    finish();
    await answer;
    await until(async () => (await slow.shop.initializer.find({ sessionId }))?.handled === true);
    await heir.clock.advance(20_000);
    await until(() => second?.signal.aborted === true);
  });

  test('is not started side by side when the clock jumps beyond its lease', async (t) => {
    let calls = 0;
    let jump = 0;
    const inner = manualClock();
    const clock = { ...inner, now: () => inner.now() + jump };
    const { shop, open } = await setUp(t, {
      clock,
      fulfill: () => {
        calls += 1;
        return new Promise<void>(() => undefined);
      },
    });
    const answer = (await open('order-1')).pay();
    await until(() => calls === 1);
    await shop.clock.advance(6 * second);
    await answer;
    // Nobody who sleeps notices, the renewal of the lease neither.
    jump = 61 * second;
    await shop.initializer.reconcile();
    await shop.initializer.reconcile();
    assert.equal(calls, 1);
  });
});

describe('money that went back', () => {
  test('is not fulfilled any more once a person has said so', async (t) => {
    let isAway = true;
    let calls = 0;
    const { shop, open } = await setUp(t, {
      fulfill: () => {
        if (isAway) throw new Error('the database is away');
        calls += 1;
      },
    });
    const { pay, sessionId } = await open('order-1');
    await pay();
    await pay({ transactionId: '2' });
    await shop.initializer.resolve(sessionId, 'returned');
    isAway = false;
    await shop.clock.advance(60 * minute);
    await shop.initializer.reconcile();
    assert.deepEqual([calls, (await shop.initializer.find({ sessionId }))?.handled], [0, true]);
  });

  test('of a bank payment is not fulfilled any more either', async (t) => {
    let isAway = true;
    const told: string[] = [];
    const { shop, open } = await setUp(t, {
      getOrder: () => ({ amount: '49.99', currency: 'CAD', paymentMethod: 'ach' }),
      fulfill: () => {
        if (isAway) throw new Error('the database is away');
        told.push('fulfill');
      },
      onReturned: () => void told.push('onReturned'),
    });
    const { pay } = await open('order-1');
    const bank = (statusClearing: string) =>
      pay({ batchId: '16', statusAuth: 'APPROVED', statusClearing, type: 'WITHDRAWAL' });
    assert.equal((await bank('CLEARED')).json['outcome'], 'approved');
    assert.equal((await bank('RETURNED')).json['outcome'], 'returned');
    isAway = false;
    await shop.clock.advance(60 * minute);
    await shop.initializer.reconcile();
    assert.deepEqual(told, ['onReturned']);
  });
});
