import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Order, ReviewInput } from '../../../packages/initializer/src/index.js';
import { bankRow, row, startFakeHelcim } from '../support/fake-helcim.js';
import { startShop } from '../support/shop.js';

const minute = 60_000;
const hour = 60 * minute;

/** An open session that was paid, although nothing tells so yet. */
async function setUp(t: TestContext, terms: Partial<Order> = {}) {
  const helcim = await startFakeHelcim(t);
  const fulfilled: string[] = [];
  const reviews: ReviewInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    getOrder: () => ({ amount: '49.99', currency: 'CAD', ...terms }),
    fulfill: ({ transaction }) => void fulfilled.push(transaction.transactionId),
    onReview: (input) => void reviews.push(input),
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  return {
    helcim,
    shop,
    fulfilled,
    reasons: () => reviews.map(({ reason }) => reason),
    sessionId,
    reference: String(json['reference']),
    state: async () => (await shop.initializer.find({ sessionId }))?.state,
    pass: async (ms: number) => {
      await shop.clock.advance(ms);
      await shop.initializer.reconcile();
    },
  };
}

describe('a row that Helcim lists after the grace', () => {
  for (const late of [1, 3, 12]) {
    test(`by ${late} hours still pays its order, though the session has expired`, async (t) => {
      const { helcim, reference, fulfilled, pass, state } = await setUp(t);
      await pass(70 * minute);
      assert.equal(await state(), 'expired');
      await pass(late * hour - minute);
      helcim.rows.push(row({ invoiceNumber: reference }));
      for (let hours = 0; hours < 25; hours += 1) await pass(hour);
      assert.deepEqual([await state(), fulfilled], ['approved', ['44158194']]);
    });
  }

  test('is not waited for without end: three looks, and the session is dropped', async (t) => {
    const { helcim, pass, state } = await setUp(t);
    await pass(70 * minute);
    const asked = helcim.readCalls().length;
    for (let hours = 0; hours < 80; hours += 1) await pass(hour);
    assert.deepEqual([helcim.readCalls().length, await state()], [asked + 3, undefined]);
  });

  test('of a bank is a review, and not again once a person has said that it is none', async (t) => {
    const { helcim, shop, sessionId, reasons, pass, state } = await setUp(t, { paymentMethod: 'ach' });
    await pass(70 * minute);
    helcim.bankRows.push(bankRow(16));
    await pass(hour);
    assert.deepEqual([await state(), reasons()], ['review', ['bank_payment_found']]);
    await shop.initializer.resolve(sessionId, 'expired');
    for (let hours = 0; hours < 25; hours += 1) await pass(hour);
    assert.deepEqual([await state(), reasons().length], ['expired', 1]);
  });

  test('of a bank payment made after the token had died is not the session’s', async (t) => {
    const { helcim, reasons, pass, state } = await setUp(t, { paymentMethod: 'ach' });
    await pass(70 * minute);
    helcim.bankRows.push(bankRow(16, { dateCreated: '2026-01-20 12:20:00' }));
    for (let hours = 0; hours < 25; hours += 1) await pass(hour);
    assert.deepEqual([await state(), reasons()], ['expired', []]);
  });
});
