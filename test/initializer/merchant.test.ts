import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { InitializerError, memoryStore, type ApprovedInput } from '../../packages/initializer/src/index.js';
import {
  row,
  signedResult,
  startFakeHelcim,
  tokens,
  transaction,
  unsignedResult,
} from './support/fake-helcim.js';
import { startShop, type ShopOptions } from './support/shop.js';

const minute = 60_000;
const hour = 60 * minute;

async function setUp(t: TestContext, options: ShopOptions = {}) {
  const helcim = await startFakeHelcim(t);
  const fulfilled: ApprovedInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    fulfill: (input) => void fulfilled.push(input),
    ...options,
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  const reference = String(json['reference']);
  const facts = (changes = {}) => transaction({ invoiceNumber: reference, ...changes });
  const result = (eventMessage: string) => shop.post(`/sessions/${sessionId}/result`, { eventMessage });
  return {
    helcim,
    fulfilled,
    shop,
    initializer: shop.initializer,
    sessionId,
    reference,
    pay: (changes = {}) => result(signedResult(facts(changes), tokens(1).secretToken)),
    claim: () => result(unsignedResult(facts())),
  };
}

const isRefusal = (error: unknown) => error instanceof InitializerError && error.code === 'invalid_decision';

describe('find', () => {
  test('finds a session by its id and by its order, without any token', async (t) => {
    const { initializer, sessionId, reference, pay } = await setUp(t);
    await pay();
    const found = await initializer.find({ sessionId });
    assert.deepEqual(found, await initializer.find({ orderId: 'order-1' }));
    assert.deepEqual(
      [found?.state, found?.reference, found?.transaction?.transactionId, found?.handled],
      ['approved', reference, '44158194', true],
    );
    const text = JSON.stringify(found);
    for (const secret of [tokens(1).secretToken, tokens(1).checkoutToken, 'LFEY40ReTNOXkBu0y9LDDA']) {
      assert.equal(text.includes(secret), false);
    }
  });

  test('says closing from minute 55', async (t) => {
    const { initializer, sessionId, shop } = await setUp(t);
    await shop.clock.advance(55 * minute);
    assert.equal((await initializer.find({ sessionId }))?.state, 'closing');
  });

  test('knows nothing of what there is not', async (t) => {
    const { initializer } = await setUp(t);
    assert.equal(await initializer.find({ sessionId: 'x' }), undefined);
    assert.equal(await initializer.find({ orderId: 'x' }), undefined);
  });
});

describe('cancel', () => {
  test('an open session is superseded, and an approval that still comes is review', async (t) => {
    const { initializer, pay, fulfilled } = await setUp(t);
    assert.equal((await initializer.cancel('order-1'))?.state, 'superseded');
    assert.equal((await pay()).json['outcome'], 'review');
    assert.equal(fulfilled.length, 0);
  });

  test('money that has come is left alone', async (t) => {
    const { initializer, pay } = await setUp(t);
    await pay();
    assert.equal((await initializer.cancel('order-1'))?.state, 'approved');
  });

  test('an undecided session stays undecided: money may have moved', async (t) => {
    const { initializer, claim } = await setUp(t);
    await claim();
    assert.equal((await initializer.cancel('order-1'))?.state, 'undecided');
  });

  test('an order without a session is no error', async (t) => {
    assert.equal(await (await setUp(t)).initializer.cancel('x'), undefined);
  });
});

describe('reviews and resolve', () => {
  test('a review is listed until a person takes the payment; then it is fulfilled once', async (t) => {
    const { initializer, sessionId, pay, fulfilled } = await setUp(t);
    await pay({ amount: '40' });
    assert.deepEqual(
      (await initializer.reviews()).map((session) => [session.sessionId, session.reason]),
      [[sessionId, 'amount_differs']],
    );
    assert.equal((await initializer.resolve(sessionId, 'approved')).state, 'approved');
    assert.deepEqual(await initializer.reviews(), []);
    assert.deepEqual(
      fulfilled.map((input) => input.transaction.amount),
      ['40.00'],
    );
  });

  test('a fulfill that hangs holds the person up for five seconds', async (t) => {
    let hasBegun: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (hasBegun = resolve));
    const fulfill = () => {
      hasBegun();
      return new Promise<void>(() => undefined);
    };
    const { shop, initializer, sessionId, pay } = await setUp(t, { fulfill });
    await pay({ amount: '40' });
    const resolved = initializer.resolve(sessionId, 'approved');
    await begun;
    await shop.clock.advance(5_000);
    assert.equal((await resolved).state, 'approved');
    assert.equal((await initializer.find({ sessionId }))?.handled, false);
  });

  test('a second approval that a person settles does not fulfill again', async (t) => {
    const { initializer, sessionId, pay, fulfilled } = await setUp(t);
    await pay();
    await pay({ transactionId: '2' });
    await initializer.resolve(sessionId, 'approved');
    assert.equal(fulfilled.length, 1);
  });

  test('money that went back frees the order', async (t) => {
    const { shop, initializer, sessionId, pay } = await setUp(t);
    await pay({ amount: '40' });
    assert.equal((await initializer.resolve(sessionId, 'returned')).state, 'returned');
    assert.equal((await shop.post('/sessions', { orderId: 'order-1' })).status, 201);
  });

  test('without a known transaction the person names it', async (t) => {
    const { shop, initializer, sessionId, claim, fulfilled } = await setUp(t);
    await claim();
    await shop.clock.advance(70 * minute);
    await initializer.reconcile();
    assert.equal((await initializer.reviews())[0]?.reason, 'undecided_in_time');
    await assert.rejects(initializer.resolve(sessionId, 'approved'), isRefusal);
    await initializer.resolve(sessionId, 'approved', { transactionId: '44158194' });
    assert.equal(fulfilled[0]?.transaction.transactionId, '44158194');
  });

  test('shownByHelcim lists genuine money, and no claim of a browser', async (t) => {
    const { shop, initializer, claim } = await setUp(t);
    await claim();
    const { json } = await shop.post('/sessions', { orderId: 'order-2' });
    const facts = transaction({ invoiceNumber: String(json['reference']), transactionId: '2', amount: '40' });
    const eventMessage = signedResult(facts, tokens(2).secretToken);
    await shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
    await shop.clock.advance(70 * minute);
    await initializer.reconcile();
    const listed = async (which = {}) => (await initializer.reviews(which)).map(({ reason }) => reason);
    assert.deepEqual((await listed()).sort(), ['amount_differs', 'undecided_in_time']);
    assert.deepEqual(await listed({ shownByHelcim: true }), ['amount_differs']);
  });

  test('only a review can be resolved', async (t) => {
    const { initializer, sessionId } = await setUp(t);
    await assert.rejects(initializer.resolve(sessionId, 'approved'), isRefusal);
    await assert.rejects(
      initializer.resolve('unknown', 'approved'),
      (error) => error instanceof InitializerError && error.code === 'session_not_found',
    );
  });
});

describe('reconcile', () => {
  test('finds a payment whose result never arrived, five minutes after the token was handed out', async (t) => {
    const { helcim, shop, initializer, sessionId, reference, fulfilled } = await setUp(t, {
      readToken: 'read-token',
    });
    helcim.rows = [row({ invoiceNumber: reference })];
    await shop.clock.advance(5 * minute - 1);
    await initializer.reconcile();
    assert.equal(helcim.readCalls().length, 0);
    await shop.clock.advance(1);
    await initializer.reconcile();
    assert.equal((await initializer.find({ sessionId }))?.state, 'approved');
    assert.equal(fulfilled.length, 1);
  });

  test('of several processes on one store one asks Helcim, and one fulfills', async (t) => {
    const store = memoryStore();
    const { helcim, shop, reference, fulfilled } = await setUp(t, { readToken: 'read-token', store });
    const options = { apiUrl: helcim.apiUrl, readToken: 'read-token', store, clock: shop.clock };
    const fulfill = (input: ApprovedInput) => void fulfilled.push(input);
    const others = await Promise.all([1, 2, 3].map(() => startShop(t, { ...options, fulfill })));
    helcim.rows = [row({ invoiceNumber: reference })];
    await shop.clock.advance(5 * minute);
    await Promise.all([shop, ...others].map(({ initializer }) => initializer.reconcile()));
    assert.deepEqual([helcim.readCalls().length, fulfilled.length], [1, 1]);
  });

  test('also by itself, without being called', async (t) => {
    const { helcim, shop, initializer, reference, fulfilled } = await setUp(t, { readToken: 'read-token' });
    helcim.rows = [row({ invoiceNumber: reference })];
    await shop.clock.advance(5 * minute);
    while (fulfilled.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    assert.equal((await initializer.find({ orderId: 'order-1' }))?.state, 'approved');
  });

  test('an empty list expires a session only after minute 70', async (t) => {
    const { shop, initializer, sessionId } = await setUp(t, { readToken: 'read-token' });
    for (const minutes of [5, 10, 15, 25, 14]) {
      await shop.clock.advance(minutes * minute);
      await initializer.reconcile();
      assert.notEqual((await initializer.find({ sessionId }))?.state, 'expired');
    }
    await shop.clock.advance(minute);
    await initializer.reconcile();
    assert.equal((await initializer.find({ sessionId }))?.state, 'expired');
  });

  test('while Helcim cannot be reached it asks less and less often, at most every twelve hours', async (t) => {
    const { helcim, shop, initializer, sessionId, claim } = await setUp(t, { readToken: 'read-token' });
    await claim();
    helcim.readReplies.push(...Array.from({ length: 500 }, () => ({ status: 404 })));
    await shop.clock.advance(70 * minute);
    await initializer.reconcile();
    const before = helcim.readCalls().length;
    for (let hours = 0; hours < 48; hours += 1) {
      await shop.clock.advance(hour);
      await initializer.reconcile();
    }
    const asked = helcim.readCalls().length - before;
    assert.ok(asked >= 5 && asked <= 12, `asked ${asked} times`);
    assert.equal((await initializer.find({ sessionId }))?.state, 'review');
  });

  test('a review for want of evidence is approved by a row that comes later', async (t) => {
    const { helcim, shop, initializer, sessionId, claim, reference, fulfilled } = await setUp(t, {
      readToken: 'read-token',
    });
    await claim();
    await shop.clock.advance(70 * minute);
    await initializer.reconcile();
    assert.equal((await initializer.find({ sessionId }))?.state, 'review');
    helcim.rows = [row({ invoiceNumber: reference })];
    await shop.clock.advance(hour);
    await initializer.reconcile();
    assert.equal((await initializer.find({ sessionId }))?.state, 'approved');
    assert.equal(fulfilled.length, 1);
  });

  test('a paid order is remembered for 400 days and then dropped', async (t) => {
    const { shop, initializer, sessionId, pay } = await setUp(t);
    await pay();
    await shop.clock.advance(399 * 24 * hour);
    await initializer.reconcile();
    assert.equal((await initializer.find({ sessionId }))?.state, 'approved');
    assert.equal((await shop.post('/sessions', { orderId: 'order-1' })).status, 409);
    await shop.clock.advance(2 * 24 * hour);
    await initializer.reconcile();
    assert.equal(await initializer.find({ sessionId }), undefined);
  });

  test('a claim that nobody could check is not dropped before a person has decided, a settled session after 72 hours', async (t) => {
    const { helcim, shop, initializer, sessionId, claim } = await setUp(t, { readToken: 'read-token' });
    await claim();
    helcim.readReplies.push(...Array.from({ length: 500 }, () => ({ status: 404 })));
    await shop.clock.advance(100 * hour);
    await initializer.reconcile();
    assert.equal((await initializer.find({ sessionId }))?.state, 'review');
    helcim.readReplies.splice(0);
    const { json } = await shop.post('/sessions', { orderId: 'order-2' });
    await initializer.cancel('order-2');
    await shop.clock.advance(72 * hour);
    await initializer.reconcile();
    // A last look was due: nothing is dropped before it.
    await shop.clock.advance(hour);
    await initializer.reconcile();
    assert.equal(await initializer.find({ sessionId: String(json['sessionId']) }), undefined);
  });
});
