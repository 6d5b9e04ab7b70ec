import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TestContext } from 'node:test';
import { day, minute, startMerchant, textOf } from './simulated-merchant.js';
import type { Json } from './simulated-merchant.js';

const ipAddress = '203.0.113.7';

/** A merchant with one card on file, from a verify. */
async function merchantWithCard(t: TestContext) {
  const merchant = await startMerchant(t);
  const cardToken = textOf((await merchant.buy(0, { paymentType: 'verify' }))['cardToken']);
  const card = { ipAddress, currency: 'CAD', cardData: { cardToken } };
  const charge = async (type: string, amount: number, more: object = {}) => {
    return merchant.api(`POST /payment/${type}`, { body: { ...card, amount, ...more } });
  };
  const batchId = 6005228;
  return { ...merchant, card, charge, settle: () => merchant.api(`POST /card-batches/${batchId}/settle`) };
}

suite('Charging a stored card', () => {
  test('answers the row that the list then shows', async (t) => {
    const { charge, api } = await merchantWithCard(t);
    const { status, body } = await charge('purchase', 25.5);
    assert.equal(status, 200);
    assert.deepEqual(
      [body['type'], body['status'], body['amount'], body['cvvResponse'], body['customerCode']],
      ['purchase', 'APPROVED', 25.5, '', 'CST1000'],
    );
    assert.deepEqual((await api('GET /card-transactions/44158195')).body, body);
  });

  test('knows purchase, preauth and verify', async (t) => {
    const { charge, api, card } = await merchantWithCard(t);
    assert.equal(textOf((await charge('purchase', 5)).body['type']), 'purchase');
    assert.equal(textOf((await charge('preauth', 6)).body['type']), 'preauth');
    const verified = await api('POST /payment/verify', { body: card });
    assert.deepEqual(
      [verified.body['type'], verified.body['amount'], verified.body['invoiceNumber']],
      ['verify', 0, ''],
    );
  });

  test('makes the invoice that was asked for, and pays one that exists', async (t) => {
    const { charge, control } = await merchantWithCard(t);
    await control('POST /invoices', { invoiceNumber: 'OLD', amount: 6, currency: 'CAD' });
    const made = await charge('purchase', 5, { invoice: { invoiceNumber: 'new-1' } });
    assert.equal(made.body['invoiceNumber'], 'new-1');
    const paid = await charge('purchase', 6, { invoiceNumber: 'old' });
    assert.equal(paid.body['invoiceNumber'], 'OLD');
    const again = await charge('purchase', 7, { invoice: { invoiceNumber: 'NEW-1' } });
    assert.deepEqual([again.status, again.body], [400, { errors: 'Invoice number already existed' }]);
  });

  test('declines a duplicate with 500, the whole row and the text', async (t) => {
    const { charge, api } = await merchantWithCard(t);
    await charge('purchase', 61.07);
    const { status, body } = await charge('purchase', 61.07);
    const errors = 'Transaction Declined: Suspected duplicate transaction in the last 5 minutes.';
    assert.equal(status, 500);
    assert.deepEqual([body['status'], body['errors']], ['DECLINED', errors]);
    const row = (await api(`GET /card-transactions/${Number(body['transactionId'])}`)).body;
    assert.deepEqual(body, { ...row, errors });
  });

  test('declines a card that has expired since', async (t) => {
    const { charge, advance } = await merchantWithCard(t);
    await advance(800 * day);
    const { status, body } = await charge('purchase', 5);
    assert.deepEqual([status, body['errors']], [500, 'Transaction Declined: EXPIRED CARD - Expired Card']);
  });

  const full = { cardNumber: '4242424242424242', cardExpiry: '0128', cardCVV: '100' };
  const refused: [string, object, number, unknown][] = [
    ['a full card number', { cardData: full }, 401, 'Not allowed to send full card number'],
    [
      'an unknown card token',
      { cardData: { cardToken: 'x'.repeat(22) } },
      500,
      'Failed to process transaction',
    ],
    ['an unknown customer', { customerCode: 'NOBODY' }, 500, 'Failed to process transaction'],
    ['an unknown invoice', { invoiceNumber: 'NONE' }, 500, 'Failed to process transaction'],
    [
      'no card at all',
      { cardData: {} },
      400,
      {
        cardNumber: 'Missing required data cardNumber',
        cardExpiry: 'Missing required data cardExpiry',
        cardCVV: 'Missing required data cardCVV',
      },
    ],
    [
      'no address of the payer',
      { ipAddress: undefined },
      400,
      { ipAddress: 'Missing required data ipAddress' },
    ],
    ['an address that is none', { ipAddress: '300.1.1.1' }, 400, { ipAddress: 'must be a valid IP address' }],
    ['no amount', { amount: undefined }, 400, { amount: 'Missing required data amount' }],
    ['an amount of nothing', { amount: 0 }, 400, { amount: 'must be above 0' }],
    ['another currency', { currency: 'EUR' }, 400, { currency: 'must be CAD or USD' }],
  ];
  for (const [what, changes, status, errors] of refused) {
    test(`is refused with ${what}, and leaves no row`, async (t) => {
      const { charge, control } = await merchantWithCard(t);
      const answer = await charge('purchase', 5, changes);
      assert.deepEqual([answer.status, answer.body], [status, { errors }]);
      assert.equal((await control('GET /transactions')).body['length'], 1);
    });
  }
});

suite('Capturing a preauth', () => {
  async function preauthorized(t: TestContext) {
    const merchant = await merchantWithCard(t);
    const { body } = await merchant.charge('preauth', 50);
    const capture = (amount: number, id: Json | undefined = body['transactionId']) =>
      merchant.api('POST /payment/capture', { body: { ipAddress, amount, preAuthTransactionId: id } });
    return { ...merchant, capture, preauth: body };
  }

  test('takes up to the amount, on the invoice of the preauth', async (t) => {
    const { capture, preauth, control } = await preauthorized(t);
    const { status, body } = await capture(49.99);
    assert.equal(status, 200);
    assert.deepEqual(
      [body['type'], body['amount'], body['invoiceNumber']],
      ['capture', 49.99, preauth['invoiceNumber']],
    );
    const invoice = (await control('GET /state')).body['invoices']?.['0'];
    assert.equal(invoice?.['amountPaidCents'], 4999);
  });

  test('works through a preauth made in the modal', async (t) => {
    const { buy, api } = await startMerchant(t);
    const { transactionId } = await buy(20, { paymentType: 'preauth' });
    const body = { ipAddress, amount: 20, preAuthTransactionId: Number(transactionId) };
    assert.equal((await api('POST /payment/capture', { body })).status, 200);
  });

  test('is possible once', async (t) => {
    const { capture } = await preauthorized(t);
    await capture(10);
    const { status, body } = await capture(11);
    assert.deepEqual([status, body], [400, { errors: 'Preauthorization has already been captured' }]);
  });

  test('is refused above the amount', async (t) => {
    const { capture } = await preauthorized(t);
    assert.equal((await capture(50.01)).status, 400);
    assert.equal((await capture(50)).status, 200);
  });

  test('ends after seven days', async (t) => {
    const { capture, advance } = await preauthorized(t);
    await advance(7 * day + 1);
    assert.equal((await capture(50)).status, 400);
    await advance(-1);
    assert.equal((await capture(50)).status, 200);
  });

  test('is refused for a purchase and for an unknown id', async (t) => {
    const { capture, charge } = await preauthorized(t);
    const { body } = await charge('purchase', 5);
    assert.equal((await capture(5, body['transactionId'])).status, 400);
    const unknown = await capture(5, 7 as unknown as Json);
    assert.deepEqual(
      [unknown.status, unknown.body],
      [400, { errors: 'Failed to retrieve card transaction #7.' }],
    );
  });
});

suite('Refunding and reversing', () => {
  async function paid(t: TestContext) {
    const merchant = await merchantWithCard(t);
    const { body } = await merchant.charge('purchase', 30);
    const refund = (amount: number, id: unknown = body['transactionId']) =>
      merchant.api('POST /payment/refund', { body: { ipAddress, amount, originalTransactionId: id } });
    const reverse = (id: unknown = body['transactionId']) =>
      merchant.api('POST /payment/reverse', { body: { ipAddress, cardTransactionId: id } });
    return { ...merchant, payment: body, refund, reverse };
  }

  test('an open batch is reversed, once and as a whole', async (t) => {
    const { refund, reverse } = await paid(t);
    assert.equal((await refund(30)).status, 400);
    const { status, body } = await reverse();
    assert.deepEqual([status, body['type'], body['amount']], [200, 'reverse', 30]);
    assert.equal((await reverse()).status, 400);
  });

  test('a closed batch is refunded, in parts, up to the payment', async (t) => {
    const { refund, reverse, settle } = await paid(t);
    await settle();
    assert.equal((await reverse()).status, 400);
    const { status, body } = await refund(10.01);
    assert.deepEqual(
      [status, body['type'], body['amount'], body['cardBatchId']],
      [200, 'refund', 10.01, 6005229],
    );
    assert.equal((await refund(20)).status, 400);
    assert.equal((await refund(19.99)).status, 200);
    assert.equal((await refund(0.01)).status, 400);
  });

  test('works for a capture, and not for preauth, verify, refund or a decline', async (t) => {
    const { refund, reverse, settle, charge, api } = await paid(t);
    const preauth = (await charge('preauth', 8)).body['transactionId'];
    const capture = await api('POST /payment/capture', {
      body: { ipAddress, amount: 8, preAuthTransactionId: preauth },
    });
    const declined = (await charge('purchase', 8)).body;
    assert.equal(declined['status'], 'DECLINED');
    assert.equal((await reverse(declined['transactionId'])).status, 400);
    assert.equal((await reverse(preauth)).status, 400);
    assert.equal((await reverse(44158194)).status, 400);
    await settle();
    assert.equal((await refund(8, declined['transactionId'])).status, 400);
    assert.equal((await refund(8, preauth)).status, 400);
    const refunded = await refund(8, capture.body['transactionId']);
    assert.equal(refunded.status, 200);
    assert.equal((await refund(8, refunded.body['transactionId'])).status, 400);
  });

  test('takes the money off the invoice again', async (t) => {
    const { reverse, control } = await paid(t);
    await reverse();
    const invoice = (await control('GET /state')).body['invoices']?.['0'];
    assert.deepEqual([invoice?.['status'], invoice?.['amountPaidCents']], ['DUE', 0]);
  });

  test('of a payment made in the modal works too', async (t) => {
    const { buy, api } = await startMerchant(t);
    const { transactionId } = await buy(9);
    const body = { ipAddress, cardTransactionId: Number(transactionId) };
    assert.equal((await api('POST /payment/reverse', { body })).status, 200);
  });
});

suite('The idempotency-key', () => {
  const key = 'f3b9c1d0-6a55-4d3e-9a57-0b6f8a2f1c11';

  const keys: [string, number][] = [
    ['', 400],
    ['a'.repeat(24), 400],
    ['a'.repeat(25), 200],
    ['a_-9'.repeat(9), 200],
    ['a'.repeat(37), 400],
    [`${'a'.repeat(25)}!`, 400],
  ];
  for (const [value, status] of keys) {
    test(`"${value}" is answered with ${status}`, async (t) => {
      const { api, card } = await merchantWithCard(t);
      const headers = { 'idempotency-key': value };
      assert.equal((await api('POST /payment/verify', { body: card, headers })).status, status);
    });
  }

  for (const type of ['purchase', 'preauth', 'verify', 'capture', 'refund', 'reverse']) {
    test(`is needed for ${type}`, async (t) => {
      const { api } = await startMerchant(t);
      const answer = await api(`POST /payment/${type}`, { body: {}, headers: { 'idempotency-key': '' } });
      assert.deepEqual([answer.status, answer.body], [400, { errors: 'Missing idempotency key' }]);
    });
  }

  test('brings the first answer again for the same payload, a decline included', async (t) => {
    const { api, card, control } = await merchantWithCard(t);
    const headers = { 'idempotency-key': key };
    const body = { ...card, amount: 5 };
    const first = await api('POST /payment/purchase', { body, headers });
    const second = await api('POST /payment/purchase', { body: { amount: 5, ...card }, headers });
    assert.deepEqual([second.status, second.body], [200, first.body]);
    const otherKey = { 'idempotency-key': `${key.slice(1)}x` };
    const declined = await api('POST /payment/purchase', { body, headers: otherKey });
    assert.equal(declined.status, 500);
    const declinedAgain = await api('POST /payment/purchase', { body, headers: otherKey });
    assert.deepEqual([declinedAgain.status, declinedAgain.body], [500, declined.body]);
    assert.equal((await control('GET /transactions')).body['length'], 3);
  });

  test('is a conflict for another payload or another endpoint', async (t) => {
    const { api, card } = await merchantWithCard(t);
    const headers = { 'idempotency-key': key };
    await api('POST /payment/purchase', { body: { ...card, amount: 5 }, headers });
    assert.equal(
      (await api('POST /payment/purchase', { body: { ...card, amount: 6 }, headers })).status,
      409,
    );
    assert.equal((await api('POST /payment/preauth', { body: { ...card, amount: 5 }, headers })).status, 409);
  });

  test('is forgotten after five minutes: the same call is a new payment', async (t) => {
    const { api, card, advance } = await merchantWithCard(t);
    const headers = { 'idempotency-key': key };
    const body = { ...card, amount: 5 };
    const first = await api('POST /payment/purchase', { body, headers });
    await advance(5 * minute - 1);
    assert.deepEqual((await api('POST /payment/purchase', { body, headers })).body, first.body);
    await advance(1);
    const later = await api('POST /payment/purchase', { body, headers });
    assert.equal(later.status, 200);
    assert.notDeepEqual(later.body['transactionId'], first.body['transactionId']);
  });

  test('stays free when the request was refused', async (t) => {
    const { api, card } = await merchantWithCard(t);
    const headers = { 'idempotency-key': key };
    assert.equal((await api('POST /payment/purchase', { body: card, headers })).status, 400);
    assert.equal(
      (await api('POST /payment/purchase', { body: { ...card, amount: 5 }, headers })).status,
      200,
    );
  });
});
