import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { memoryStore, type Order, type SessionStore } from '../../../packages/initializer/src/index.js';
import { startWebhookShop } from '../support/webhook-shop.js';
import { plainOrder } from '../support/shop.js';

const minute = 60_000;

/**
 * Two pages of one order: the first session has expired, the second is open. Then the first turns out to be paid, and the store
 * fails between that verdict and what follows for the second.
 */
async function setUp(t: TestContext) {
  const inner = memoryStore();
  let fails = 0;
  const store: SessionStore = {
    ...inner,
    ofOrder: (scope, orderId) =>
      (fails -= 1) >= 0 ? Promise.reject(new Error('away')) : inner.ofOrder(scope, orderId),
  };
  const world = await startWebhookShop(t, { store });
  const { shop, helcim, sessionId, state, result } = world;
  const pass = async () => {
    await shop.clock.advance(minute);
    await shop.initializer.reconcile();
  };
  await shop.clock.advance(69 * minute);
  await pass();
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const otherId = String(json['sessionId']);
  fails = 1;
  assert.equal((await result()).status, 500);
  const other = async () =>
    (await store.get(`default@${new URL(helcim.apiUrl).host}`, otherId))?.state ?? 'gone';
  assert.deepEqual([await state(), await other(), sessionId === otherId], ['approved', 'open', false]);
  return { ...world, otherId, other, pass };
}

type World = Awaited<ReturnType<typeof setUp>>;

const roads: [title: string, come: (world: World) => Promise<unknown>][] = [
  ['the page posts its result again', ({ result }) => result()],
  ['Helcim sends the webhook', ({ tell }) => tell()],
  ['the other page asks', ({ shop, otherId }) => shop.get(`/sessions/${otherId}`)],
  ['a page asks for the order', ({ shop }) => shop.post('/sessions', { orderId: 'order-1' })],
  ['the shop cancels the order', ({ shop }) => shop.initializer.cancel('order-1')],
  [
    'the reconciler looks at the other session',
    async ({ pass }) => {
      for (let minutes = 0; minutes < 6; minutes += 1) await pass();
    },
  ],
];

describe('a crash between an approval and the end of the order’s other session is mended when', () => {
  for (const [title, come] of roads) {
    test(title, async (t) => {
      const world = await setUp(t);
      await come(world);
      assert.equal(await world.other(), 'superseded');
      assert.equal((await world.shop.get(`/sessions/${world.otherId}`)).json['outcome'], 'superseded');
      await world.shop.initializer.reconcile();
      assert.equal(world.fulfilled.length, 1);
    });
  }
});

test('a person who takes a payment ends the other session of the order', async (t) => {
  const order: Order = { ...plainOrder, paymentMethod: 'cc-ach' };
  const { helcim, shop, sessionId, state, fulfilled } = await startWebhookShop(t, {}, order);
  await shop.clock.advance(40 * minute);
  order.amount = '59.99';
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  helcim.bankRows = [
    {
      ...{ id: 777, dateCreated: '2026-01-20 11:20:00', amount: 49.99, currency: 1, transactionType: 1 },
      ...{ statusAuth: 1, statusClearing: 1 },
    },
  ];
  await shop.clock.advance(31 * minute);
  await shop.initializer.reconcile();
  assert.equal(await state(), 'review');
  await shop.initializer.resolve(sessionId, 'approved', { transactionId: '777' });
  assert.equal(fulfilled.length, 1);
  const other = await shop.initializer.find({ sessionId: String(json['sessionId']) });
  assert.equal(other?.state, 'superseded');
});
