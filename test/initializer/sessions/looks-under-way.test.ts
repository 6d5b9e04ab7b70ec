import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { memoryStore } from '../../../packages/initializer/src/index.js';
import { row, signedResult, startFakeHelcim, tokens, transaction } from '../support/fake-helcim.js';
import { plainOrder, startShop } from '../support/shop.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A paid session whose first process has ended, and a second one whose reads wait for `answer`. */
async function setUp(t: TestContext, pays: 'card' | 'bank') {
  const helcim = await startFakeHelcim(t);
  const fulfilled: string[] = [];
  const reviews: string[] = [];
  const options = {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    store: memoryStore(),
    getOrder: () => (pays === 'bank' ? { ...plainOrder, paymentMethod: 'ach' as const } : plainOrder),
    fulfill: ({ transaction: paid }: { transaction: { transactionId: string } }) =>
      void fulfilled.push(paid.transactionId),
    onReview: ({ reason }: { reason: string }) => void reviews.push(reason),
  };
  const first = await startShop(t, options);
  const { clock } = first;
  const { json } = await first.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  if (pays === 'card') helcim.rows = [row({ invoiceNumber: String(json['reference']) })];
  else {
    const facts = { ...transaction({ invoiceNumber: String(json['reference']) }), batchId: '1' };
    const accepted = { ...facts, statusAuth: 'APPROVED', statusClearing: 'OPENED', type: 'WITHDRAWAL' };
    const eventMessage = signedResult(accepted, tokens(1).secretToken);
    await first.post(`/sessions/${sessionId}/result`, { eventMessage });
    const amounts = { amount: 49.99, currency: 1, transactionType: 1 };
    helcim.bankRows = [{ id: 44158194, ...amounts, statusAuth: 1, statusClearing: 1 }];
  }
  await first.initializer.close();

  let answer: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (answer = resolve));
  let asked = 0;
  const slow = async (url: string | URL | Request, init?: RequestInit) => {
    assert.ok(typeof url === 'string');
    if (!url.endsWith('limit=1')) {
      asked += 1;
      await gate;
    }
    return await fetch(url, init);
  };
  const start = (fetchWith: typeof fetch) => startShop(t, { ...options, clock, fetch: fetchWith });
  return {
    helcim,
    clock,
    fulfilled,
    reviews,
    answer: () => {
      answer();
    },
    startOther: () => start(fetch),
    /** A process that is waiting for the answer to its look. */
    startAsking: async () => {
      const shop = await start(slow);
      while (asked === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      return shop;
    },
    until: async (isDone: () => boolean) => {
      while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 2));
    },
    state: async () => (await first.initializer.find({ sessionId }))?.state,
  };
}

const refusal = { status: 403, body: '{"message":"User does not have valid permissions."}' };

describe('while another process waits for the answer to its look', () => {
  test('a session is not expired by time, nor by a question of its own that fails: no second token', async (t) => {
    const { helcim, clock, startAsking, startOther, answer, until, state, fulfilled } = await setUp(
      t,
      'card',
    );
    await clock.advance(8 * hour);
    await startAsking();
    const other = await startOther();
    await other.initializer.reconcile();
    assert.equal(await state(), 'closing');
    helcim.readReplies.push(...Array.from({ length: 10 }, () => refusal));
    for (let buyer = 0; buyer < 3; buyer += 1) {
      const { status, json } = await other.post('/sessions', { orderId: 'order-1' });
      assert.deepEqual([status, json['checkoutToken']], [409, undefined]);
    }
    helcim.readReplies.splice(0);
    answer();
    await until(() => fulfilled.length > 0);
    assert.deepEqual([await state(), fulfilled], ['approved', ['44158194']]);
  });

  test('a bank payment does not become overdue: the answer may be that it has cleared', async (t) => {
    const { clock, startAsking, startOther, answer, until, state, fulfilled, reviews } = await setUp(
      t,
      'bank',
    );
    await clock.advance(11 * day);
    await startAsking();
    await (await startOther()).initializer.reconcile();
    assert.equal(await state(), 'pending');
    answer();
    await until(() => fulfilled.length > 0);
    assert.deepEqual([await state(), reviews], ['approved', []]);
  });

  for (const [pays, ms] of [
    ['card', 8 * hour],
    ['bank', 11 * day],
  ] as const) {
    test(`and dies, half a minute later the next one asks (${pays})`, async (t) => {
      const { clock, startAsking, startOther, state, fulfilled } = await setUp(t, pays);
      await clock.advance(ms);
      const dying = await startAsking();
      void dying.initializer.close();
      const other = await startOther();
      await other.initializer.reconcile();
      assert.deepEqual([await state(), fulfilled], [pays === 'card' ? 'closing' : 'pending', []]);
      await clock.advance(30_000);
      await other.initializer.reconcile();
      assert.deepEqual([await state(), fulfilled], ['approved', ['44158194']]);
    });
  }
});

test('after an outage of its own, one question that fails does not free the order', async (t) => {
  const { helcim, clock, startOther } = await setUp(t, 'card');
  await clock.advance(8 * hour);
  helcim.readReplies.push(refusal);
  const other = await startOther();
  await other.initializer.reconcile();
  assert.equal((await other.post('/sessions', { orderId: 'order-1' })).json['checkoutToken'], undefined);
});
