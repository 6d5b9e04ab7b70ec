import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { InitializerError } from '../../../packages/initializer/src/index.js';
import { row, signedResult, startFakeHelcim, transaction } from '../support/fake-helcim.js';
import { manualClock } from '../support/manual-clock.js';
import { plainOrder, startShop } from '../support/shop.js';

const minute = 60_000;

/** A session in review because a claim could not be verified by minute 70; its row is listed late. */
async function inReview(t: TestContext, readToken: string | undefined) {
  const helcim = await startFakeHelcim(t);
  const clock = manualClock();
  const fulfilled: string[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    clock,
    getOrder: () => plainOrder,
    fulfill: ({ order }) => void fulfilled.push(order.orderId),
    onReview: () => undefined,
    ...(readToken === undefined ? {} : { readToken }),
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const [sessionId, invoiceNumber] = [String(json['sessionId']), String(json['reference'])];
  const eventMessage = signedResult(transaction({ invoiceNumber }), 'not-the-secret');
  await shop.post(`/sessions/${sessionId}/result`, { eventMessage });
  for (let minutes = 0; minutes < 72; minutes += 1) {
    await clock.advance(minute);
    await shop.initializer.reconcile();
  }
  const state = async () => (await shop.initializer.find({ sessionId }))?.state;
  assert.equal(await state(), 'review');
  const asked = () => helcim.calls.length;
  return { helcim, shop, sessionId, invoiceNumber, state, asked, fulfilled };
}

const hasCode = (code: string) => (error: unknown) =>
  error instanceof InitializerError && error.code === code;

test('a person has Helcim asked about a review at once, and what it lists by now is fulfilled', async (t) => {
  const { helcim, shop, sessionId, invoiceNumber, state, fulfilled } = await inReview(t, 'read-token');
  await shop.initializer.reconcile({ sessionId });
  assert.equal(await state(), 'review', 'an empty list decides nothing');
  helcim.rows = [row({ invoiceNumber })];
  await shop.initializer.reconcile({ sessionId });
  assert.deepEqual([await state(), fulfilled], ['approved', ['order-1']]);
  await shop.initializer.reconcile({ sessionId });
  assert.deepEqual([await state(), fulfilled], ['approved', ['order-1']]);
});

test('a question that Helcim refuses is an error, and changes nothing', async (t) => {
  const { helcim, shop, sessionId, state } = await inReview(t, 'read-token');
  helcim.readReplies = [{ status: 401, body: '{"errors":"Unauthorized"}' }];
  await assert.rejects(shop.initializer.reconcile({ sessionId }), hasCode('helcim_unavailable'));
  assert.equal(await state(), 'review');
});

test('without a read token nobody is asked, and the review stays', async (t) => {
  const { shop, sessionId, state, asked } = await inReview(t, undefined);
  const before = asked();
  await shop.initializer.reconcile({ sessionId });
  assert.deepEqual([await state(), asked()], ['review', before]);
});

test('a session that is not there is named', async (t) => {
  const { shop } = await inReview(t, undefined);
  await assert.rejects(shop.initializer.reconcile({ sessionId: 'nowhere' }), hasCode('session_not_found'));
});
