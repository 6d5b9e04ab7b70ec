import assert from 'node:assert/strict';
import { after, beforeEach, suite, test } from 'node:test';
import { listOf } from './simulated-merchant.js';
import { openTill } from './simulated-till.js';
import type { TillDevice } from './simulated-till.js';

const till = await openTill();
const { simulator, api, control } = till;

after(() => simulator.close());
beforeEach(till.reset);

interface Paid extends TillDevice {
  transactionId: number;
  /** Sends a refund of it. */
  giveBack: (transactionAmount: number) => ReturnType<TillDevice['refund']>;
}

/** A payment at the till, its batch closed unless told otherwise. */
async function paid(card: object = {}, { transactionAmount = 20, isSettled = true } = {}): Promise<Paid> {
  const device = await till.ready();
  await device.purchase({ transactionAmount, invoiceNumber: 'till-1' });
  const transactionId = device.act('tap', card).request?.transactionId ?? 0;
  if (isSettled) await settle();
  const giveBack = (amount: number) =>
    device.refund({ transactionAmount: amount, originalTransactionId: transactionId });
  return { ...device, transactionId, giveBack };
}

async function settle(): Promise<void> {
  const [batch] = listOf((await api('GET /card-batches')).body);
  await api(`POST /card-batches/${Number(batch?.['id'])}/settle`);
}

const amountPaid = async () => listOf((await api('GET /invoices')).body)[0]?.['amountPaid'];

suite('A refund on a device', () => {
  for (const card of [{}, { cardType: 'debit' }, { cardNumber: '5413330089099130' }]) {
    test(`gives money back to the card that paid: ${JSON.stringify(card)}`, async () => {
      const { code, giveBack, act, screen, transactionId } = await paid(card);
      const { status, body } = await giveBack(5);
      assert.deepEqual([status, body], [202, '']);
      const { kind, amountCents, originalTransactionId, invoiceNumber } = screen().request ?? {};
      assert.deepEqual(
        [kind, amountCents, originalTransactionId, invoiceNumber],
        ['refund', 500, transactionId, 'till-1'],
      );
      assert.equal((await till.rows()).length, 1);
      assert.equal(act('tap', card).request?.state, 'approved');
      const [refund, purchase] = await till.rows('?invoiceNumber=till-1');
      assert.deepEqual([refund?.['type'], refund?.['status'], refund?.['amount']], ['refund', 'APPROVED', 5]);
      for (const key of ['cardNumber', 'cardType', 'currency', 'customerCode', 'cardHolderName']) {
        assert.equal(refund?.[key], purchase?.[key], key);
      }
      assert.notEqual(refund?.['cardBatchId'], purchase?.['cardBatchId']);
      assert.equal(await amountPaid(), 15);
      assert.deepEqual((await till.webhooks()).at(-1), {
        id: String(Number(refund?.['transactionId'])),
        type: 'cardTransaction',
      });
      assert.equal(listOf((await control('GET /ledger')).body).at(-1)?.['device'], code);
    });
  }

  test('goes in parts, never above what was paid with the tip', async () => {
    const { giveBack, act } = await paid({ tipCents: 300 });
    for (const amount of [20, 3]) {
      assert.equal((await giveBack(amount)).status, 202);
      assert.equal(act('tap').request?.state, 'approved');
    }
    const { status, body } = await giveBack(0.01);
    assert.deepEqual([status, body], [400, { errors: ['Amount exceeds the remaining amount'] }]);
  });

  test('counts what went back without a device too', async () => {
    const { giveBack, transactionId } = await paid();
    const body = { ipAddress: '127.0.0.1', amount: 15, originalTransactionId: transactionId };
    assert.equal((await api('POST /payment/refund', { body })).status, 200);
    assert.equal((await giveBack(5.01)).status, 400);
    assert.equal((await giveBack(5)).status, 202);
  });

  test('is declined when the money went back while the request was waiting', async () => {
    const { giveBack, act, transactionId } = await paid();
    await giveBack(20);
    const body = { ipAddress: '127.0.0.1', amount: 1, originalTransactionId: transactionId };
    await api('POST /payment/refund', { body });
    const { request } = act('tap');
    assert.deepEqual(
      [request?.state, request?.declineReason],
      ['declined', 'Amount exceeds the remaining amount'],
    );
    assert.equal(await amountPaid(), 19);
  });

  test('is declined for another card, can be tried again, and a decline takes nothing off what is left', async () => {
    const { giveBack, act } = await paid({ cardType: 'debit' });
    await giveBack(20);
    assert.equal(act('tap', { cardType: 'credit' }).request?.declineReason, 'INVALID CARD - Invalid Card');
    act('try-again');
    assert.equal(act('insert').request?.state, 'approved');
    assert.deepEqual(
      (await till.rows()).map((row) => [row['type'], row['status']]),
      [
        ['refund', 'APPROVED'],
        ['refund', 'DECLINED'],
        ['purchase', 'APPROVED'],
      ],
    );
    assert.equal(await amountPaid(), 0);
  });

  test('has no tip, and is cancelled like a purchase', async () => {
    const { code, giveBack, act } = await paid();
    await giveBack(4);
    assert.throws(() => act('tap', { tipCents: 1 }), /no tip/);
    act('cancel');
    const { data } = (await till.webhooks()).at(-1) ?? {};
    assert.deepEqual([data?.['deviceCode'], data?.['transactionAmount']], [code, 4]);
    assert.equal(await amountPaid(), 20);
  });

  test('gives back a payment made online', async () => {
    const { transactionId } = await till.buy(30);
    await settle();
    const { refund, act } = await till.ready();
    const sent = await refund({ transactionAmount: 30, originalTransactionId: Number(transactionId) });
    assert.equal(sent.status, 202);
    assert.equal(act('tap').request?.state, 'approved');
  });
});

suite('A refund on a device is refused', () => {
  const refused: [string, object, string][] = [
    ['without an amount', { transactionAmount: undefined }, 'Missing required data transactionAmount'],
    ['of nothing', { transactionAmount: 0 }, 'transactionAmount must be above 0'],
    [
      'without a payment',
      { originalTransactionId: undefined },
      'Missing required data originalTransactionId',
    ],
    [
      'of a payment named by text',
      { originalTransactionId: '1' },
      'originalTransactionId must be a valid Integer',
    ],
    ['of an unknown payment', { originalTransactionId: 1 }, 'Failed to retrieve card transaction #1.'],
    ['above the payment', { transactionAmount: 20.01 }, 'Amount exceeds the remaining amount'],
  ];
  for (const [when, change, error] of refused) {
    test(when, async () => {
      const { refund, transactionId, screen } = await paid();
      const before = screen();
      const request = { transactionAmount: 5, originalTransactionId: transactionId, ...change };
      const { status, body } = await refund(request);
      assert.deepEqual([status, body], [400, { errors: [error] }]);
      assert.deepEqual(screen(), before);
    });
  }

  test('in an open batch', async () => {
    const { giveBack } = await paid({}, { isSettled: false });
    const { status, body } = await giveBack(5);
    assert.deepEqual([status, body], [400, { errors: ['Card batch is open: reverse the transaction'] }]);
  });

  test('of a decline', async () => {
    const { giveBack } = await paid({}, { transactionAmount: 20.51 });
    assert.deepEqual((await giveBack(5)).body, { errors: ['Transaction cannot be refunded'] });
  });

  test('of a payment in another currency than the location’s', async () => {
    const { transactionId } = await till.buy(30, { currency: 'USD' });
    await settle();
    const { refund } = await till.ready();
    const { status, body } = await refund({
      transactionAmount: 1,
      originalTransactionId: Number(transactionId),
    });
    const error = 'originalTransactionId must be in CAD, the currency of the location';
    assert.deepEqual([status, body], [400, { errors: [error] }]);
  });

  test('while the device sleeps', async () => {
    const { id, giveBack } = await paid();
    simulator.devices.end(id);
    assert.equal((await giveBack(5)).status, 409);
  });
});

suite('POST /payment/refund', () => {
  test('refuses a debit card, whose refund needs the device', async () => {
    const { transactionId } = await paid({ cardType: 'debit' });
    const body = { ipAddress: '127.0.0.1', amount: 5, originalTransactionId: transactionId };
    const answer = await api('POST /payment/refund', { body });
    const errors = 'Debit transactions can only be refunded on a device, with the card present';
    assert.deepEqual([answer.status, answer.body], [400, { errors }]);
    assert.equal((await till.rows()).length, 1);
  });
});
