import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Order, ReviewInput } from '../../../packages/initializer/src/index.js';
import { bankRow, row, startFakeHelcim, transaction, unsignedResult } from '../support/fake-helcim.js';
import { plainOrder, startShop } from '../support/shop.js';

const minute = 60_000;
const hour = 60 * minute;

/** Sessions of orders with the same terms, each waiting for its payment. */
async function setUp(t: TestContext, terms: Partial<Order>) {
  const helcim = await startFakeHelcim(t);
  const told: ReviewInput[] = [];
  const fulfilled: string[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    getOrder: () => ({ ...plainOrder, ...terms }),
    fulfill: ({ order, transaction: { transactionId } }) =>
      void fulfilled.push(`${order.orderId} by ${transactionId}`),
    onReview: (input) => void told.push(input),
  });
  const open = async (orderId: string) => {
    const { json } = await shop.post('/sessions', { orderId });
    const invoiceNumber = terms.invoiceNumber ?? String(json['reference']);
    return {
      invoiceNumber,
      claim: (transactionId: string) =>
        shop.post(`/sessions/${String(json['sessionId'])}/result`, {
          eventMessage: unsignedResult(transaction({ invoiceNumber, transactionId })),
        }),
    };
  };
  return {
    helcim,
    shop,
    open,
    fulfilled,
    state: async (orderId: string) => (await shop.initializer.find({ orderId }))?.state,
    told: () => told.map(({ reason, transactionIds }) => `${reason}: ${transactionIds.join(', ')}`),
    pass: async (ms: number) => {
      await shop.clock.advance(ms);
      await shop.initializer.reconcile();
    },
  };
}

type World = Awaited<ReturnType<typeof setUp>>;

async function passDays({ pass }: World, days: number): Promise<void> {
  for (let hours = 0; hours < 24 * days; hours += 1) await pass(hour);
}

const refusal = { status: 403, body: '{"message":"User does not have valid permissions."}' };
const ach = { paymentMethod: 'ach' } as const;
describe('a review that names no payment for certain', () => {
  test('because of a made-up id, names the bank payment that could not be listed at minute 70', async (t) => {
    const world = await setUp(t, ach);
    const buyer = await world.open('order-1');
    await buyer.claim('7');
    world.helcim.bankRows = [bankRow(16)];
    world.helcim.readReplies.push(...Array.from({ length: 100 }, () => refusal));
    await world.pass(70 * minute);
    assert.deepEqual(world.told(), ['undecided_in_time: 7']);
    world.helcim.readReplies.splice(0);
    await passDays(world, 3);
    assert.deepEqual(world.told(), ['undecided_in_time: 7', 'bank_payment_found: 7, 16']);
  });

  test('because of a made-up id, names the bank payment that Helcim lists hours later', async (t) => {
    const world = await setUp(t, ach);
    const buyer = await world.open('order-1');
    await buyer.claim('7');
    await world.pass(70 * minute);
    await world.pass(3 * hour);
    world.helcim.bankRows = [bankRow(16)];
    await passDays(world, 2);
    assert.deepEqual(world.told(), ['undecided_in_time: 7', 'bank_payment_found: 7, 16']);
  });

  test('because of one bank payment, names the second that Helcim lists hours later, and each once', async (t) => {
    const world = await setUp(t, ach);
    await world.open('order-1');
    world.helcim.bankRows = [bankRow(16)];
    await world.pass(70 * minute);
    await world.pass(3 * hour);
    world.helcim.bankRows = [bankRow(17), bankRow(16)];
    await passDays(world, 3);
    assert.deepEqual(world.told(), ['bank_payment_found: 16', 'bank_payment_found: 16, 17']);
  });

  test('because of two bank payments, says nothing when the row of one is gone', async (t) => {
    const world = await setUp(t, ach);
    await world.open('order-1');
    world.helcim.bankRows = [bankRow(16), bankRow(17)];
    await world.pass(70 * minute);
    world.helcim.bankRows = [bankRow(17)];
    await passDays(world, 3);
    assert.deepEqual(world.told(), ['bank_payment_found: 16, 17']);
  });

  test('because of a bank payment, ends with the card payment that Helcim lists hours later', async (t) => {
    const world = await setUp(t, { paymentMethod: 'cc-ach' });
    const { invoiceNumber } = await world.open('order-1');
    world.helcim.bankRows = [bankRow(16)];
    await world.pass(70 * minute);
    await world.pass(3 * hour);
    world.helcim.rows = [row({ invoiceNumber })];
    await passDays(world, 1);
    assert.deepEqual([await world.state('order-1'), world.fulfilled], ['approved', ['order-1 by 44158194']]);
  });

  test('because of a shared invoice, names the payment that Helcim lists hours later', async (t) => {
    const invoiceNumber = 'INV7';
    const world = await setUp(t, { invoiceNumber });
    await world.open('order-1');
    await world.open('order-2');
    world.helcim.rows = [row({ invoiceNumber })];
    await world.pass(70 * minute);
    await world.pass(3 * hour);
    world.helcim.rows = [row({ invoiceNumber }), row({ invoiceNumber, transactionId: 44158195 })];
    await passDays(world, 3);
    const both = ['invoice_shared: 44158194', 'invoice_shared: 44158194, 44158195'];
    assert.deepEqual(world.told().sort(), [both[0], both[0], both[1], both[1]]);
  });

  test('because of a row that cannot be understood, names the next one', async (t) => {
    const world = await setUp(t, {});
    const { invoiceNumber } = await world.open('order-1');
    const odd = row({ invoiceNumber, status: 'SETTLING' });
    world.helcim.rows = [odd];
    await world.pass(70 * minute);
    await world.pass(3 * hour);
    world.helcim.rows = [odd, { ...odd, transactionId: 44158195 }];
    await passDays(world, 3);
    assert.deepEqual(world.told(), ['status_unknown: 44158194', 'status_unknown: 44158194, 44158195']);
  });
});
