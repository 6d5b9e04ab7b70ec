import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Order } from '../../../packages/initializer/src/index.js';
import {
  bankRow,
  row,
  signedResult,
  startFakeHelcim,
  tokens,
  transaction,
  unsignedResult,
} from '../support/fake-helcim.js';
import { plainOrder, startShop } from '../support/shop.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A session whose browser may post as many results as it likes. */
async function setUp(t: TestContext, terms: Partial<Order> = {}) {
  const helcim = await startFakeHelcim(t);
  const told: string[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    limits: { perAddress: Infinity, perSession: Infinity },
    getOrder: () => ({ ...plainOrder, ...terms }),
    onReview: ({ reason, transactionIds }) => void told.push(`${reason}: ${transactionIds.join(', ')}`),
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const invoiceNumber = String(json['reference']);
  const path = `/sessions/${String(json['sessionId'])}/result`;
  return {
    helcim,
    shop,
    told,
    invoiceNumber,
    makeUp: (transactionId = '7') =>
      shop.post(path, { eventMessage: unsignedResult(transaction({ invoiceNumber, transactionId })) }),
    decline: (transactionId: string) => {
      const facts = transaction({ invoiceNumber, transactionId, status: 'DECLINED' });
      return shop.post(path, { eventMessage: signedResult(facts, tokens(1).secretToken) });
    },
    session: () => shop.initializer.find({ orderId: 'order-1' }),
    pass: async (ms: number) => {
      await shop.clock.advance(ms);
      await shop.initializer.reconcile();
    },
  };
}

describe('results that anyone can make up', () => {
  test('put off no look at a review in doubt: a bank payment that is listed late is told', async (t) => {
    const { helcim, told, makeUp, pass } = await setUp(t, { paymentMethod: 'ach' });
    await makeUp();
    await pass(70 * minute);
    await pass(3 * hour);
    helcim.bankRows = [bankRow(16)];
    for (let posts = 0; posts < 200; posts += 1) {
      await makeUp();
      await pass(20 * minute);
    }
    assert.deepEqual(told, ['undecided_in_time: 7', 'bank_payment_found: 7, 16']);
  });

  test('put off no look at an expired session', async (t) => {
    const { helcim, told, makeUp, pass } = await setUp(t, { paymentMethod: 'ach' });
    await pass(70 * minute);
    await pass(2 * hour);
    helcim.bankRows = [bankRow(16)];
    for (let posts = 0; posts < 75; posts += 1) {
      await makeUp();
      await pass(20 * minute);
    }
    assert.deepEqual(told, ['bank_payment_found: 16']);
  });

  const settled: [
    state: string,
    bringAbout: (world: Awaited<ReturnType<typeof setUp>>) => Promise<unknown>,
  ][] = [
    [
      'approved',
      async ({ helcim, invoiceNumber }) => Promise.resolve((helcim.rows = [row({ invoiceNumber })])),
    ],
    ['review', ({ makeUp }) => makeUp()],
  ];
  for (const [state, bringAbout] of settled) {
    test(`cause no question to Helcim once the session is ${state}`, async (t) => {
      const world = await setUp(t);
      await bringAbout(world);
      await world.pass(70 * minute);
      for (let days = 0; days < 10; days += 1) await world.pass(day);
      assert.equal((await world.session())?.state, state);
      const before = world.helcim.calls.length;
      for (let posts = 0; posts < 24; posts += 1) {
        await world.makeUp();
        await world.shop.clock.advance(5 * minute);
      }
      assert.equal(world.helcim.calls.length, before);
    });
  }

  test('cause one question an hour once the session has expired', async (t) => {
    const { helcim, shop, makeUp, pass } = await setUp(t);
    await pass(70 * minute);
    for (let hours = 0; hours < 25; hours += 1) await pass(hour);
    const before = helcim.calls.length;
    for (let posts = 0; posts < 60; posts += 1) {
      await makeUp();
      await shop.clock.advance(5 * minute);
    }
    assert.equal(helcim.calls.length, before + 5);
  });

  test('bring no expired session back to a person, however many there are', async (t) => {
    const { told, makeUp, pass, session } = await setUp(t);
    await pass(70 * minute);
    for (let posts = 0; posts < 20; posts += 1) {
      await makeUp(String(posts));
      await makeUp(String(posts));
      await pass(7 * minute);
    }
    assert.deepEqual([(await session())?.state, told], ['expired', []]);
  });

  test('and genuine declines make nobody hear of the same bank payment again', async (t) => {
    const { helcim, told, makeUp, decline, pass } = await setUp(t, { paymentMethod: 'ach' });
    await makeUp();
    helcim.bankRows = [bankRow(16)];
    await pass(70 * minute);
    for (let hours = 0; hours < 40; hours += 1) {
      for (let id = 100; id < 109; id += 1) await decline(String(id));
      await pass(hour);
    }
    assert.deepEqual(told, ['bank_payment_found: 7, 16']);
  });
});

test('a made-up result of an expired session is a person’s where no row can be read', async (t) => {
  const helcim = await startFakeHelcim(t);
  const shop = await startShop(t, { apiUrl: helcim.apiUrl });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  await shop.clock.advance(70 * minute);
  await shop.initializer.reconcile();
  const eventMessage = unsignedResult(transaction({ invoiceNumber: String(json['reference']) }));
  await shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
  await shop.initializer.reconcile();
  const found = await shop.initializer.find({ orderId: 'order-1' });
  assert.deepEqual([found?.state, found?.reason], ['review', 'undecided_in_time']);
});
