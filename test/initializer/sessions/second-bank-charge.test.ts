import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Order, ReviewInput } from '../../../packages/initializer/src/index.js';
import { bankRow, row, signedResult, startFakeHelcim, tokens, transaction } from '../support/fake-helcim.js';
import { plainOrder, startShop } from '../support/shop.js';

const minute = 60_000;
const hour = 60 * minute;

/** A session, forty minutes old, and what its merchant hears. */
async function setUp(t: TestContext, paymentMethod: Order['paymentMethod']) {
  const helcim = await startFakeHelcim(t);
  const fulfilled: string[] = [];
  const reviews: ReviewInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    getOrder: () => ({ ...plainOrder, paymentMethod }),
    fulfill: ({ transaction: { transactionId } }) => void fulfilled.push(transactionId),
    onReview: (input) => void reviews.push(input),
  });
  let sessions = 0;
  const open = async (orderId: string) => {
    const { json } = await shop.post('/sessions', { orderId });
    const { secretToken } = tokens((sessions += 1));
    const invoiceNumber = String(json['reference']);
    return {
      invoiceNumber,
      post: (facts: Record<string, string>) =>
        shop.post(`/sessions/${String(json['sessionId'])}/result`, {
          eventMessage: signedResult({ ...facts, invoiceNumber }, secretToken),
        }),
    };
  };
  const buyer = await open('order-1');
  await shop.clock.advance(40 * minute);
  return {
    helcim,
    shop,
    open,
    buyer,
    fulfilled,
    reviews,
    told: () =>
      reviews.map(({ reason, order, transactionIds }) => [reason, order?.orderId, transactionIds.join(', ')]),
    passHours: async (hours: number) => {
      for (let passed = 0; passed < hours; passed += 1) {
        await shop.clock.advance(hour);
        await shop.initializer.reconcile();
      }
    },
    state: async (orderId: string) => (await shop.initializer.find({ orderId }))?.state,
  };
}

const bankResult = (transactionId: string) => ({
  ...{ transactionId, batchId: '5220', dateCreated: '2026-01-20 11:40:00', statusAuth: 'PENDING' },
  ...{ statusClearing: 'OPENED', type: 'WITHDRAWAL', amount: '49.99', currency: 'CAD', approvalCode: '' },
  ...{ bankAccountNumber: '100200300', bankToken: 'b'.repeat(22), customerCode: 'CST1200' },
});

describe('a token that is charged once more by bank, with the result lost', () => {
  for (const paymentMethod of ['ach', 'cc-ach'] as const) {
    test(`after it was paid by bank (${paymentMethod}) is told to a person, once, and the order stays paid`, async (t) => {
      const { helcim, buyer, told, fulfilled, passHours, state } = await setUp(t, paymentMethod);
      await buyer.post(bankResult('16'));
      helcim.bankRows = [bankRow(16), bankRow(17)];
      await passHours(24);
      assert.deepEqual(told(), [['bank_payment_found', undefined, '17']]);
      helcim.bankRows = [bankRow(16, { statusAuth: 1, statusClearing: 1 }), bankRow(17)];
      await passHours(48);
      assert.deepEqual([await state('order-1'), fulfilled, told().length], ['approved', ['16'], 1]);
    });
  }

  test('after it was paid by card is told to a person, once, and the order stays paid', async (t) => {
    const { helcim, buyer, told, fulfilled, passHours, state } = await setUp(t, 'cc-ach');
    await buyer.post(transaction());
    helcim.rows = [row({ invoiceNumber: buyer.invoiceNumber })];
    helcim.bankRows = [bankRow(17)];
    await passHours(48);
    assert.deepEqual(told(), [['bank_payment_found', undefined, '17']]);
    assert.deepEqual([await state('order-1'), fulfilled], ['approved', ['44158194']]);
  });

  test('is told also when Helcim lists it hours later', async (t) => {
    const { helcim, buyer, told, passHours } = await setUp(t, 'cc-ach');
    await buyer.post(transaction());
    await passHours(3);
    helcim.bankRows = [bankRow(17)];
    await passHours(24);
    assert.deepEqual(told(), [['bank_payment_found', undefined, '17']]);
  });

  test('is told also when the list could not be had at first', async (t) => {
    const { helcim, buyer, told, passHours } = await setUp(t, 'cc-ach');
    await buyer.post(transaction());
    helcim.bankRows = [bankRow(17)];
    const refusal = { status: 403, body: '{"message":"User does not have valid permissions."}' };
    helcim.readReplies.push(...Array.from({ length: 200 }, () => refusal));
    await passHours(20);
    assert.deepEqual(told(), []);
    helcim.readReplies.splice(0);
    await passHours(24);
    assert.deepEqual(told(), [['bank_payment_found', undefined, '17']]);
  });
});

test('a read token that must not read bank payments makes no paid session be asked about again and again', async (t) => {
  const { shop, helcim, buyer, told, passHours } = await setUp(t, 'cc-ach');
  await buyer.post(transaction());
  helcim.rows = [row({ invoiceNumber: buyer.invoiceNumber })];
  helcim.forbidsBank = true;
  const before = helcim.readCalls().length;
  await passHours(72);
  const errors = shop.log.filter(({ message }) => message === 'Helcim could not be asked.');
  assert.deepEqual(
    [helcim.readCalls().length - before, errors.map(({ level }) => level)],
    [2, ['error', 'error']],
  );
  assert.deepEqual(told(), []);
});

describe('a bank payment of the same amount that is no second charge', () => {
  test('because another order has it is told to nobody', async (t) => {
    const { helcim, open, buyer, told, passHours, state } = await setUp(t, 'ach');
    const other = await open('order-2');
    await buyer.post(bankResult('16'));
    await other.post(bankResult('17'));
    helcim.bankRows = [bankRow(16), bankRow(17)];
    await passHours(72);
    assert.deepEqual([await state('order-2'), told()], ['pending', []]);
  });

  test('because its own result is still on its way is told to nobody', async (t) => {
    const { shop, helcim, open, buyer, told, passHours } = await setUp(t, 'cc-ach');
    await buyer.post(transaction());
    await shop.clock.advance(29 * minute);
    const other = await open('order-2');
    // Made a minute before the look at minute 70.
    helcim.bankRows = [bankRow(17, { dateCreated: '2026-01-20 12:09:00' })];
    await shop.clock.advance(minute);
    await shop.initializer.reconcile();
    await other.post(bankResult('17'));
    await passHours(24);
    assert.deepEqual(told(), []);
  });

  test('because it was made at another time, or is of another amount, is told to nobody', async (t) => {
    const { helcim, buyer, told, passHours } = await setUp(t, 'cc-ach');
    await buyer.post(transaction());
    helcim.bankRows = [
      bankRow(17, { dateCreated: '2026-01-20 10:40:00' }),
      bankRow(18, { dateCreated: '2026-01-20 12:30:00' }),
      bankRow(19, { amount: 49.98 }),
    ];
    await passHours(48);
    assert.deepEqual(told(), []);
  });
});

test('a card and a bank payment with the same id are two records of their own', async (t) => {
  const { shop, helcim, buyer, told, passHours } = await setUp(t, 'cc-ach');
  await buyer.post(transaction({ transactionId: '16' }));
  helcim.bankRows = [bankRow(16)];
  await passHours(24);
  assert.deepEqual(told(), [['bank_payment_found', undefined, '16']]);
  const [stray] = await shop.initializer.reviews();
  await shop.initializer.resolve(String(stray?.sessionId), 'returned');
  assert.deepEqual(await shop.initializer.reviews(), []);
  await passHours(72);
  assert.equal(told().length, 1);
});
