import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Order } from '../../../packages/initializer/src/index.js';
import { row, signedResult, tokens, transaction } from '../support/fake-helcim.js';
import { plainOrder } from '../support/shop.js';
import { startWebhookShop } from '../support/webhook-shop.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const opened = 0;
const cleared = 1;
const contested = 3;
const returned = 4;

/** A session that was paid by bank; `becomes` sets what the bank says of it from then on. */
async function setUp(
  t: TestContext,
  { terms, isCancelled = false }: { terms?: Partial<Order>; isCancelled?: boolean } = {},
) {
  const order: Order = { ...plainOrder, paymentMethod: 'ach', ...terms };
  const shop = await startWebhookShop(t, { onReturned: () => undefined }, order);
  const { initializer, clock } = shop.shop;
  const bankRow = { id: 1020, amount: 49.99, currency: 1, transactionType: 1, statusAuth: 1 };
  const becomes = (statusClearing: number) => void (shop.helcim.bankRows = [{ ...bankRow, statusClearing }]);
  becomes(opened);
  if (isCancelled) await initializer.cancel('order-1');
  const facts = { ...transaction({ invoiceNumber: shop.reference, transactionId: '1020' }), batchId: '1' };
  const accepted = { ...facts, statusAuth: 'APPROVED', statusClearing: 'OPENED', type: 'WITHDRAWAL' };
  const eventMessage = signedResult(accepted, tokens(1).secretToken);
  await shop.shop.post(`/sessions/${shop.sessionId}/result`, { eventMessage });
  return {
    ...shop,
    initializer,
    becomes,
    pass: async (ms: number) => {
      await clock.advance(ms);
      await initializer.reconcile();
    },
    told: () => shop.reviews.map(({ reason }) => reason),
    resolve: (decision: 'approved' | 'returned') => initializer.resolve(shop.sessionId, decision),
    history: async () => (await initializer.find({ sessionId: shop.sessionId }))?.history.at(-1)?.said,
    bankReads: () => shop.helcim.calls.filter(({ path }) => path.endsWith('/ach/transactions/1020')).length,
    payAnew: () => shop.shop.post('/sessions', { orderId: 'order-1' }),
  };
}

describe('a bank payment that came back and clears after all', () => {
  test('is a person’s, and the order hands out no token any more', async (t) => {
    const { becomes, pass, state, told, history, payAnew, shop, fulfilled, resolve } = await setUp(t);
    becomes(contested);
    await pass(6 * hour);
    assert.equal(await state(), 'returned');
    const { json } = await payAnew();
    becomes(cleared);
    await pass(day);
    assert.deepEqual([await state(), told(), fulfilled.length], ['review', ['cleared_after_return'], 0]);
    assert.match((await history()) ?? '', /1020/);
    assert.equal((await payAnew()).status, 409);
    const second = await shop.get(`/sessions/${String(json['sessionId'])}`);
    assert.equal(second.json['outcome'], 'superseded');
    await resolve('approved');
    await pass(minute);
    assert.deepEqual([await state(), fulfilled.length], ['approved', 1]);
  });

  test('is told of each time it turns', async (t) => {
    const { becomes, pass, told } = await setUp(t);
    for (const status of [contested, cleared, contested, contested, cleared]) {
      becomes(status);
      await pass(day);
    }
    assert.deepEqual(told(), ['cleared_after_return', 'money_was_returned', 'cleared_after_return']);
  });

  test('is looked for daily, for ten days', async (t) => {
    const { becomes, pass, state, bankReads } = await setUp(t);
    becomes(returned);
    await pass(6 * hour);
    const before = bankReads();
    for (let days = 1; days <= 10; days += 1) {
      await pass(day);
      assert.equal(bankReads(), before + days);
    }
    await pass(day);
    assert.deepEqual([bankReads(), await state()], [before + 10, undefined]);
  });
});

describe('a bank payment in review that comes back', () => {
  test('is told to the person, who cannot approve it any more', async (t) => {
    const { becomes, pass, state, told, history, resolve, fulfilled } = await setUp(t, { isCancelled: true });
    assert.deepEqual([await state(), told()], ['review', ['superseded_session']]);
    becomes(returned);
    await pass(day);
    assert.deepEqual([await state(), told()], ['review', ['superseded_session', 'money_was_returned']]);
    assert.match((await history()) ?? '', /1020/);
    await assert.rejects(resolve('approved'), { code: 'invalid_decision' });
    await pass(day);
    assert.equal(told().length, 2);
    await resolve('returned');
    assert.deepEqual([await state(), fulfilled.length], ['returned', 0]);
  });

  test('and clears again can be approved', async (t) => {
    const { becomes, pass, told, resolve } = await setUp(t, { isCancelled: true });
    becomes(contested);
    await pass(day);
    becomes(cleared);
    await pass(day);
    assert.deepEqual(told(), ['superseded_session', 'money_was_returned', 'cleared_after_return']);
    assert.equal((await resolve('approved')).state, 'approved');
  });

  test('is no news while it only clears', async (t) => {
    const { becomes, pass, told, state } = await setUp(t, { isCancelled: true });
    becomes(cleared);
    await pass(day);
    assert.deepEqual([await state(), told()], ['review', ['superseded_session']]);
  });
});

describe('a token that takes cards too, and was paid by bank', () => {
  const terms = { paymentMethod: 'cc-ach' } as const;

  for (const [title, ms] of [
    ['at the grace’s end', 70 * minute],
    ['six hours later', 70 * minute + 6 * hour],
  ] as const) {
    test(`is asked about by its number as well ${title}: a card that was charged is review`, async (t) => {
      const { helcim, reference, becomes, pass, state, told, fulfilled } = await setUp(t, { terms });
      if (ms > 70 * minute) await pass(70 * minute);
      helcim.rows = [row({ invoiceNumber: reference })];
      // The bank's news of the same moment must not hide it.
      becomes(cleared);
      await pass(ms > 70 * minute ? 6 * hour : ms);
      assert.deepEqual([await state(), told(), fulfilled.length], ['review', ['second_approval'], 0]);
    });
  }

  test('is asked about twice and no more, once that has reached Helcim', async (t) => {
    const { helcim, pass } = await setUp(t, { terms });
    const before = helcim.readCalls().length;
    await pass(70 * minute - 1);
    assert.equal(helcim.readCalls().length, before);
    await pass(1);
    assert.equal(helcim.readCalls().length, before + 1);
    helcim.readReplies.push({ status: 403 }, { status: 403 });
    await pass(6 * hour);
    await pass(30_000);
    const asked = helcim.readCalls().length;
    assert.equal(asked, before + 3);
    for (let hours = 0; hours < 48; hours += 1) await pass(hour);
    assert.equal(helcim.readCalls().length, asked);
  });

  test('is not, for an order that takes bank payments only', async (t) => {
    const { helcim, pass } = await setUp(t);
    const before = helcim.readCalls().length;
    for (let hours = 0; hours < 24; hours += 1) await pass(hour);
    assert.equal(helcim.readCalls().length, before);
  });
});
