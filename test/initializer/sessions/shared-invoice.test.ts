import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import {
  memoryStore,
  type ApprovedInput,
  type Order,
  type SessionRecord,
} from '../../../packages/initializer/src/index.js';
import { row, signedResult, startFakeHelcim, tokens, transaction } from '../support/fake-helcim.js';
import { isUnderOurNumber } from '../../../packages/initializer/src/sessions/compare-transaction.js';
import { facts, session } from '../support/session.js';
import { startShop } from '../support/shop.js';

const minute = 60_000;
const payment = (changes: Record<string, string | number> = {}) =>
  row({ invoiceNumber: 'INV7', dateCreated: '2026-01-20 11:00:40', ...changes });

/** Two orders that name the same invoice at Helcim, each with an open session. */
async function setUp(t: TestContext, firstAmount: string, crowd: SessionRecord[] = []) {
  const prices = new Map([['order-1', firstAmount]]);
  const helcim = await startFakeHelcim(t);
  const store = memoryStore();
  const scope = `default@${new URL(helcim.apiUrl).host}`;
  for (const record of crowd) await store.create({ ...record, scope });
  const fulfilled: ApprovedInput[] = [];
  const told: string[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    store,
    getOrder: (orderId): Order => ({
      amount: prices.get(orderId) ?? '49.99',
      currency: 'CAD',
      invoiceNumber: 'INV7',
    }),
    fulfill: (input) => void fulfilled.push(input),
    onReview: ({ order, reason, transactionIds }) =>
      void told.push(`${order?.orderId ?? 'no order'}: ${reason}: ${transactionIds.join(', ')}`),
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const other = await shop.post('/sessions', { orderId: 'order-2' });
  const pass = async (ms: number) => {
    await shop.clock.advance(ms);
    await shop.initializer.reconcile();
  };
  const states = () =>
    Promise.all(
      ['order-1', 'order-2'].map(async (orderId) => (await shop.initializer.find({ orderId }))?.state),
    );
  const ask = () => shop.get(`/sessions/${String(json['sessionId'])}`);
  const result = (number: 1 | 2, changes: Record<string, string> = {}) =>
    shop.post(`/sessions/${String((number === 1 ? json : other.json)['sessionId'])}/result`, {
      eventMessage: signedResult(
        transaction({ invoiceNumber: 'INV7', ...changes }),
        tokens(number).secretToken,
      ),
    });
  return { helcim, shop, prices, pass, states, ask, result, fulfilled, told };
}

test('a lost payment goes to the order whose terms it meets, not to the one that looks first', async (t) => {
  const { helcim, pass, states, fulfilled } = await setUp(t, '10.00');
  helcim.rows = [payment()];
  await pass(5 * minute);
  assert.deepEqual(await states(), ['open', 'approved']);
  assert.deepEqual(
    fulfilled.map(({ order }) => order.orderId),
    ['order-2'],
  );
});

test('a lost payment that meets the terms of both is nobody’s until minute 70, then a person’s', async (t) => {
  const { helcim, shop, pass, states, fulfilled } = await setUp(t, '49.99');
  helcim.rows = [payment()];
  await pass(69 * minute);
  assert.deepEqual(await states(), ['closing', 'closing']);
  await pass(minute);
  assert.deepEqual(await states(), ['review', 'review']);
  const reasons = (await shop.initializer.reviews()).map(({ reason }) => reason);
  assert.deepEqual([reasons, fulfilled.length], [['invoice_shared', 'invoice_shared'], 0]);
});

/** So many open sessions of other orders, older than the two. */
function crowdOn(invoiceNumber: string | null, size: number): SessionRecord[] {
  return Array.from({ length: size }, (_, number) =>
    session({
      version: 1,
      sessionId: `crowd-${number}`,
      orderId: `crowd-${number}`,
      reference: `HC-CROWD-${number}`,
      createdAt: session().createdAt - 10 * minute,
      order: { ...session().order, amountCents: 100, invoiceNumber },
    }),
  );
}

test('a thousand other open sessions hide no order that a lost payment may belong to', async (t) => {
  for (const crowd of [crowdOn(null, 1_001), crowdOn('INV8', 1_001), crowdOn('INV7', 990)]) {
    const { helcim, pass, states, fulfilled } = await setUp(t, '49.99', crowd);
    helcim.rows = [payment()];
    await pass(5 * minute);
    assert.deepEqual([await states(), fulfilled], [['open', 'open'], []]);
  }
});

test('where more orders share the invoice than can be read, no payment is anybody’s for certain', async (t) => {
  const { helcim, pass, states, result, fulfilled } = await setUp(t, '10.00', crowdOn('INV7', 1_000));
  helcim.rows = [payment()];
  await pass(5 * minute);
  assert.deepEqual([await states(), fulfilled], [['open', 'open'], []]);
  assert.equal((await result(2)).json['outcome'], 'approved');
});

test('the browser’s result tells whose it is, also after a person was asked', async (t) => {
  for (const wait of [5, 71]) {
    const { helcim, pass, states, result, fulfilled } = await setUp(t, '49.99');
    helcim.rows = [payment()];
    await pass(wait * minute);
    assert.equal((await result(2)).json['outcome'], 'approved');
    assert.deepEqual(await states(), [wait === 5 ? 'open' : 'review', 'approved']);
    assert.equal(fulfilled.length, 1);
  }
});

test('a second charge is a person’s where the rows gave the first one to another order', async (t) => {
  const { helcim, ask, pass, result, fulfilled, told } = await setUp(t, '10.00');
  helcim.rows = [payment({ amount: 49.98 })];
  await ask();
  assert.equal((await result(2, { amount: '49.98' })).json['outcome'], 'review');
  helcim.rows.push(payment({ transactionId: 44158195 }));
  await pass(70 * minute);
  assert.deepEqual(told, [
    'order-1: amount_differs: 44158194',
    'order-2: transaction_claimed_elsewhere: 44158194',
    'order-2: second_approval: 44158195, 44158194',
  ]);
  assert.equal(fulfilled.length, 0);
});

test('a session that was superseded by a new price does not take the payment of its successor', async (t) => {
  const { helcim, shop, prices, pass, fulfilled } = await setUp(t, '10.00');
  prices.set('order-1', '20.00');
  await shop.post('/sessions', { orderId: 'order-1' });
  helcim.rows = [payment({ amount: 20 })];
  await pass(5 * minute);
  assert.equal((await shop.initializer.find({ orderId: 'order-1' }))?.state, 'approved');
  assert.equal(fulfilled[0]?.transaction.amount, '20.00');
});

const hours: [title: string, startedAt: string, dateCreated: string, isOurs: boolean][] = [
  ['winter, a second before', '2026-01-20T18:00:00Z', '2026-01-20 10:59:59', false],
  ['winter, the same second', '2026-01-20T18:00:00.900Z', '2026-01-20 11:00:00', true],
  ['summer, a second before', '2026-07-01T18:00:00Z', '2026-07-01 11:59:59', false],
  ['summer, the same second', '2026-07-01T18:00:00Z', '2026-07-01 12:00:00', true],
  ['the hour that autumn repeats, first pass', '2026-11-01T07:30:00Z', '2026-11-01 01:30:00', true],
  ['the hour that autumn repeats, second pass', '2026-11-01T08:30:00Z', '2026-11-01 01:30:00', true],
  ['the hour that autumn repeats, a minute before', '2026-11-01T08:31:00Z', '2026-11-01 01:30:00', false],
  ['the hour that spring skips', '2026-03-08T09:00:00Z', '2026-03-08 03:00:01', true],
];
for (const [title, startedAt, dateCreated, isOurs] of hours) {
  test(`a payment at ${dateCreated} Mountain Time is ${isOurs ? '' : 'not '}dated after the session: ${title}`, () => {
    const record = session({
      createdAt: Date.parse(startedAt),
      order: { ...session().order, invoiceNumber: 'INV7' },
    });
    assert.equal(isUnderOurNumber(record, facts({ invoiceNumber: 'INV7', dateCreated })), isOurs);
  });
}
