import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { row } from '../support/fake-helcim.js';
import { startWebhookShop, webhookOutcome } from '../support/webhook-shop.js';

const second = 1_000;
const refusal = { status: 403, body: '{"message":"User does not have valid permissions."}' };

/** A payment at 11:00:40, its reversal a minute later, and a webhook that tells of the payment at that time. */
async function setUp(t: TestContext, told: { afterSeconds: number }) {
  const shop = await startWebhookShop(t);
  const paid = row({ invoiceNumber: shop.reference });
  const reversal = { type: 'reverse', transactionId: 44158199, dateCreated: '2026-01-20 11:01:40' };
  shop.helcim.rows = [paid, row({ invoiceNumber: shop.reference, ...reversal })];
  await shop.shop.clock.advance(40 * second + told.afterSeconds * second);
  return {
    ...shop,
    paid,
    session: () => shop.shop.initializer.find({ sessionId: shop.sessionId }),
    lists: () => shop.helcim.readCalls().length,
  };
}

describe('a webhook that tells of a payment late', () => {
  test('fulfills nothing whose money has gone back', async (t) => {
    const { tell, session, fulfilled, reviews } = await setUp(t, { afterSeconds: 121 });
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal((await session())?.reason, 'money_was_returned');
    assert.deepEqual([fulfilled.length, reviews.length], [0, 1]);
  });

  test('is answered 503 while the rows under its number cannot be read, and settles when it comes again', async (t) => {
    const { helcim, paid, tell, state, fulfilled } = await setUp(t, { afterSeconds: 121 });
    helcim.rows = [paid];
    helcim.readReplies.push({ status: 200, body: JSON.stringify(paid) }, refusal);
    assert.deepEqual(webhookOutcome(await tell(44158194, 'msg_1')), [503, 'transaction_unreadable']);
    assert.deepEqual([await state(), fulfilled.length], ['open', 0]);
    assert.deepEqual(webhookOutcome(await tell(44158194, 'msg_1')), [200, 'settled']);
    assert.deepEqual([await state(), fulfilled.length], ['approved', 1]);
  });

  test('adds its row to a list that lacks it', async (t) => {
    const { helcim, paid, tell, state, fulfilled } = await setUp(t, { afterSeconds: 121 });
    helcim.readReplies.push({ status: 200, body: JSON.stringify(paid) }, { status: 200, body: '[]' });
    await tell();
    assert.deepEqual([await state(), fulfilled.length], ['approved', 1]);
  });

  const doubts: [title: string, dateCreated: string][] = [
    ['a time that cannot be read', 'yesterday'],
    ['a time to come', '2026-01-20 12:00:00'],
  ];
  for (const [title, dateCreated] of doubts) {
    test(`counts as late with ${title}`, async (t) => {
      const { paid, tell, session, fulfilled } = await setUp(t, { afterSeconds: 0 });
      paid['dateCreated'] = dateCreated;
      await tell();
      assert.deepEqual([(await session())?.reason, fulfilled.length], ['money_was_returned', 0]);
    });
  }

  test('reads no list for a decline', async (t) => {
    const { paid, tell, lists } = await setUp(t, { afterSeconds: 121 });
    paid['status'] = 'DECLINED';
    assert.deepEqual(webhookOutcome(await tell()), [200, 'settled']);
    assert.equal(lists(), 0);
  });
});

test('a webhook of two minutes after the payment settles with its one row', async (t) => {
  const { tell, state, lists, fulfilled } = await setUp(t, { afterSeconds: 120 });
  await tell();
  assert.deepEqual([await state(), lists(), fulfilled.length], ['approved', 0, 1]);
});
