import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { InitializerError, memoryStore, type SessionStore } from '../../../packages/initializer/src/index.js';
import { row } from '../support/fake-helcim.js';
import type { ShopOptions } from '../support/shop.js';
import { startWebhookShop, transactionId, webhookOutcome } from '../support/webhook-shop.js';

const second = 1_000;
const hour = 3600 * second;

/** Money under our prefix that no session knows, told by a webhook. */
async function setUp(t: TestContext, options: ShopOptions = {}) {
  const world = await startWebhookShop(t, options);
  world.helcim.rows = [row({ invoiceNumber: 'HC-LOST' })];
  const listed = async () => {
    // Those of one moment are listed by their random ids.
    const sessions = await world.shop.initializer.reviews();
    return sessions
      .map(({ reason, reference, transactionIds }) => [reason, reference, ...transactionIds])
      .sort();
  };
  const pass = async (ms: number) => {
    await world.shop.clock.advance(ms);
    await world.shop.initializer.reconcile();
  };
  return { ...world, listed, pass };
}

const missing = [503, 'session_missing'];
const lost = ['session_missing', 'HC-LOST', '44158194'];

describe('a payment that belongs to no session', () => {
  test('is a review without an order until a person resolves it; nothing is fulfilled', async (t) => {
    const { shop, tell, listed, reviews, fulfilled } = await setUp(t);
    await tell();
    assert.deepEqual(await listed(), [lost]);
    const [{ sessionId, order, transaction } = assert.fail('none')] = await shop.initializer.reviews();
    assert.deepEqual([order, transaction?.amount, reviews[0]?.sessionId], [undefined, '49.99', sessionId]);
    const resolved = await shop.initializer.resolve(sessionId, 'approved');
    assert.deepEqual([resolved.state, resolved.order, fulfilled.length], ['approved', undefined, 0]);
    assert.deepEqual(await listed(), []);
  });

  test('is told once in the 28 hours of redeliveries, without asking Helcim again, also by other processes', async (t) => {
    const store = memoryStore();
    const first = await setUp(t, { store });
    await Promise.all([first.tell(transactionId, 'msg_1'), first.tell(transactionId, 'msg_2')]);
    const reads = first.reads().length;
    for (let hours = 0; hours < 28; hours += 1) {
      assert.deepEqual(webhookOutcome(await first.tell(transactionId, 'msg_1')), missing);
      await first.pass(hour);
    }
    assert.deepEqual([first.reviews.length, first.reads().length], [1, reads]);
    assert.deepEqual(await first.listed(), [lost]);
  });

  for (const decision of ['approved', 'returned', 'expired'] as const) {
    test(`that was resolved as ${decision} is not told again when Helcim redelivers`, async (t) => {
      const { shop, tell, pass, listed, reviews } = await setUp(t);
      await tell(transactionId, 'msg_1');
      const [{ sessionId } = assert.fail('none')] = await shop.initializer.reviews();
      await shop.initializer.resolve(sessionId, decision);
      for (let hours = 0; hours < 28; hours += 1) {
        assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), [200, 'known']);
        await pass(hour);
        await shop.post('/sessions', { orderId: `order-${hours}` });
      }
      assert.deepEqual([reviews.length, await listed()], [1, []]);
    });
  }

  test('waits for no onReview: one that hangs is started once, and the webhook is answered', async (t) => {
    let calls = 0;
    const { tell, pass, listed } = await setUp(t, {
      onReview: () => {
        calls += 1;
        return new Promise(() => undefined);
      },
    });
    for (const id of ['msg_1', 'msg_1', 'msg_2'])
      assert.deepEqual(webhookOutcome(await tell(transactionId, id)), missing);
    await pass(6 * second);
    assert.deepEqual([calls, await listed()], [1, [lost]]);
  });

  test('is told again while onReview throws, with pauses', async (t) => {
    let calls = 0;
    const { tell, pass } = await setUp(t, {
      onReview: () => {
        calls += 1;
        if (calls === 1) throw new Error('the mail server is down');
      },
    });
    await tell();
    await pass(0);
    assert.equal(calls, 1);
    for (let minutes = 0; minutes < 3; minutes += 1) await pass(60 * second);
    assert.equal(calls, 2);
  });

  test('that was half recorded when the process died is recorded by the next delivery', async (t) => {
    const inner = memoryStore();
    let fails = false;
    const store: SessionStore = {
      ...inner,
      update: (next) => {
        const dies = fails && next.isStray;
        if (dies) fails = false;
        return dies ? Promise.reject(new Error('away')) : inner.update(next);
      },
    };
    const { tell, listed, reviews } = await setUp(t, { store });
    fails = true;
    assert.equal((await tell(transactionId, 'msg_1')).status, 500);
    assert.deepEqual(await listed(), []);
    assert.deepEqual(webhookOutcome(await tell(transactionId, 'msg_1')), missing);
    assert.deepEqual([await listed(), reviews.length], [[lost], 1]);
  });

  test('does not stand in anyone’s way: several of them, no order, no page and no result', async (t) => {
    const { helcim, shop, tell, listed, state } = await setUp(t);
    helcim.rows.push(row({ invoiceNumber: 'HC-LOST', transactionId: 2 }));
    await tell();
    await tell(2);
    assert.deepEqual(await listed(), [['session_missing', 'HC-LOST', '2'], lost]);
    assert.equal(await state(), 'open');
    const [{ sessionId } = assert.fail('none')] = await shop.initializer.reviews();
    assert.equal((await shop.get(`/sessions/${sessionId}`)).status, 404);
    assert.equal((await shop.post('/sessions', { orderId: 'order-2' })).status, 201);
    for (const orderId of ['', `stray\t${transactionId}`])
      assert.ok((await shop.post('/sessions', { orderId })).status >= 400);
    await assert.rejects(
      shop.initializer.resolve('TAMcOZtfrwnlEdacEw2FQw', 'approved'),
      (error) => error instanceof InitializerError && error.code === 'session_not_found',
    );
  });

  test('settles nothing else: whoever proves it later is a review', async (t) => {
    const { tell, result, listed } = await setUp(t);
    await tell();
    assert.equal((await result()).json['outcome'], 'review');
    assert.deepEqual(
      (await listed()).map(([reason]) => reason),
      ['session_missing', 'transaction_claimed_elsewhere'],
    );
  });
});
