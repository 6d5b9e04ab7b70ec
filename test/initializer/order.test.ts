import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Order } from '../../packages/initializer/src/index.js';
import { startFakeHelcim } from './support/fake-helcim.js';
import { plainOrder, startShop } from './support/shop.js';

const lineItems = [
  { description: '<b>Tea</b> &amp; cake', quantity: 2, price: '10.00', sku: 'T-1' },
  { description: 'Delivery', quantity: 1, price: 29.99 },
];

const refused: [order: unknown, message: RegExp][] = [
  [{ ...plainOrder, amount: '4.355' }, /amount: '4\.355' is no amount/],
  [{ ...plainOrder, amount: 4.355 }, /amount: 4\.355 is no amount/],
  [{ ...plainOrder, amount: NaN }, /amount: NaN is no amount/],
  [{ ...plainOrder, amount: -1 }, /amount: -1 is no amount/],
  [{ ...plainOrder, amount: Infinity }, /amount/],
  [{ ...plainOrder, amount: 0 }, /amount: a purchase must be more than 0/],
  [{ ...plainOrder, amount: '' }, /amount: '' is no amount/],
  [{ ...plainOrder, amount: null }, /amount/],
  [{ currency: 'CAD' }, /amount/],
  [{ amount: 1 }, /currency/],
  [{ ...plainOrder, currency: 'EUR' }, /currency/],
  [{ ...plainOrder, currency: 'cad' }, /currency/],
  [{ ...plainOrder, paymentType: 'refund' }, /paymentType/],
  [{ ...plainOrder, paymentMethod: 'bitcoin' }, /paymentMethod/],
  [{ ...plainOrder, allowPartial: 1 }, /allowPartial is not supported/],
  [{ ...plainOrder, amuont: 1 }, /amuont/],
  [{ ...plainOrder, paymentType: 'preauth' }, /needs the option onAuthorized/],
  [{ ...plainOrder, amount: 0, paymentType: 'verify' }, /needs the option onVerified/],
  [{ ...plainOrder, paymentType: 'verify' }, /a verify takes 0, not 49\.99/],
  [{ ...plainOrder, paymentType: 'preauth', paymentMethod: 'cc-ach' }, /a preauth takes cards only/],
  [{ ...plainOrder, convenienceFee: true }, /Fee Saver needs paymentMethod 'cc-ach'/],
  [{ ...plainOrder, taxAmount: 60 }, /60\.00 is more than the amount 49\.99/],
  [
    { ...plainOrder, lineItems: [{ description: 'x', quantity: 1, price: 40 }] },
    /add up to 40\.00, but the amount is 49\.99/,
  ],
  [{ ...plainOrder, modal: { brandColor: '#0055ff' } }, /without '#'/],
  [{ ...plainOrder, modal: { digitalWallet: {} } }, /digitalWallet/],
  [{ ...plainOrder, customer: { billingAddress: {} } }, /customer/],
  [
    {
      ...plainOrder,
      customer: {
        contactName: 'A',
        billingAddress: { name: 'A', street1: 'B', postalCode: 'C', country: 'CA' },
      },
    },
    /alpha-3/,
  ],
  ['49.99', /order/],
  [49.99, /order/],
];

for (const [order, message] of refused) {
  const shown = JSON.stringify(order, (_key, value: unknown) =>
    typeof value === 'number' ? String(value) : value,
  );
  test(`${shown} is refused before Helcim is called; the log says why, the buyer does not hear it`, async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, { apiUrl: helcim.apiUrl, getOrder: () => order as Order });
    const answer = await shop.post('/sessions', { orderId: 'order-1' });
    assert.equal(answer.status, 500);
    assert.equal((answer.json['error'] as { code: string }).code, 'invalid_order');
    assert.equal(helcim.calls.length, 0);
    assert.equal(answer.text.includes('getOrder'), false);
    const line = shop.log.find(({ fields }) => fields['code'] === 'invalid_order');
    assert.match((line?.fields['error'] as Error).message, message);
    assert.equal(await shop.initializer.find({ orderId: 'order-1' }), undefined);
  });
}

for (const nothing of [null, undefined]) {
  test(`an order that is ${String(nothing)} is 404`, async (t) => {
    const shop = await startShop(t, { getOrder: () => nothing });
    assert.equal((await shop.post('/sessions', { orderId: 'order-1' })).status, 404);
  });
}

describe('what Helcim is told', () => {
  const callbacks = { onAuthorized: () => undefined, onVerified: () => undefined };
  const whole = { description: 'Order', quantity: 1, price: '49.99', total: '49.99' };
  const requests: [title: string, order: Order, expected: (reference: unknown) => object][] = [
    [
      'a plain order',
      plainOrder,
      (invoiceNumber) => ({
        paymentType: 'purchase',
        amount: 49.99,
        currency: 'CAD',
        invoiceRequest: { invoiceNumber, lineItems: [whole] },
        hideExistingPaymentDetails: 1,
        confirmationScreen: false,
      }),
    ],
    [
      '4.35 as a number',
      { ...plainOrder, amount: 4.35 },
      (invoiceNumber) => ({
        paymentType: 'purchase',
        amount: 4.35,
        currency: 'CAD',
        invoiceRequest: { invoiceNumber, lineItems: [{ ...whole, price: '4.35', total: '4.35' }] },
        hideExistingPaymentDetails: 1,
        confirmationScreen: false,
      }),
    ],
    [
      'line items, without their markup',
      { ...plainOrder, lineItems },
      (invoiceNumber) => ({
        paymentType: 'purchase',
        amount: 49.99,
        currency: 'CAD',
        invoiceRequest: {
          invoiceNumber,
          lineItems: [
            { sku: 'T-1', description: 'Tea &amp; cake', quantity: 2, price: '10.00', total: '20.00' },
            { description: 'Delivery', quantity: 1, price: '29.99', total: '29.99' },
          ],
        },
        hideExistingPaymentDetails: 1,
        confirmationScreen: false,
      }),
    ],
    [
      'an existing invoice',
      { ...plainOrder, invoiceNumber: 'INV1', customerCode: 'CST1' },
      () => ({
        paymentType: 'purchase',
        amount: 49.99,
        currency: 'CAD',
        customerCode: 'CST1',
        invoiceNumber: 'INV1',
        hideExistingPaymentDetails: 1,
        confirmationScreen: false,
      }),
    ],
    [
      'a verify, which has no invoice',
      { amount: 0, currency: 'USD', paymentType: 'verify' },
      () => ({
        paymentType: 'verify',
        amount: 0,
        currency: 'USD',
        hideExistingPaymentDetails: 1,
        confirmationScreen: false,
      }),
    ],
    [
      'a preauth with everything else',
      {
        ...plainOrder,
        paymentType: 'preauth',
        taxAmount: '5.75',
        customer: { contactName: 'Ada Sample' },
        modal: {
          appearance: 'dark',
          brandColor: '0055ff',
          cornerRadius: 'pill',
          ctaButtonText: 'book',
          confirmationScreen: true,
          displayContactFields: true,
          googlePay: false,
          terminalId: 7,
          setAsDefaultPaymentMethod: true,
        },
      },
      (invoiceNumber) => ({
        paymentType: 'preauth',
        amount: 49.99,
        currency: 'CAD',
        customerRequest: { contactName: 'Ada Sample' },
        invoiceRequest: { invoiceNumber, lineItems: [whole] },
        taxAmount: 5.75,
        hideExistingPaymentDetails: 1,
        confirmationScreen: true,
        displayContactFields: 1,
        setAsDefaultPaymentMethod: 1,
        terminalId: 7,
        digitalWallet: '{"google-pay":0}',
        customStyling: {
          appearance: 'dark',
          brandColor: '0055ff',
          cornerRadius: 'pill',
          ctaButtonText: 'book',
        },
      }),
    ],
    [
      'Fee Saver',
      { ...plainOrder, paymentMethod: 'cc-ach', convenienceFee: true },
      (invoiceNumber) => ({
        paymentType: 'purchase',
        amount: 49.99,
        currency: 'CAD',
        paymentMethod: 'cc-ach',
        invoiceRequest: { invoiceNumber, lineItems: [whole] },
        hasConvenienceFee: 1,
        hideExistingPaymentDetails: 1,
        confirmationScreen: false,
      }),
    ],
  ];
  for (const [title, order, expected] of requests) {
    test(title, async (t) => {
      const helcim = await startFakeHelcim(t);
      const shop = await startShop(t, { apiUrl: helcim.apiUrl, getOrder: () => order, ...callbacks });
      const answer = await shop.post('/sessions', { orderId: 'order-1' });
      assert.equal(answer.status, 201);
      assert.deepEqual(helcim.calls[0]?.body, expected(answer.json['reference']));
    });
  }

  test('stored cards are offered only with allowStoredMethods', async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, {
      apiUrl: helcim.apiUrl,
      allowStoredMethods: true,
      getOrder: () => ({ ...plainOrder, customerCode: 'CST1' }),
    });
    await shop.post('/sessions', { orderId: 'order-1' });
    assert.equal('hideExistingPaymentDetails' in (helcim.calls[0]?.body ?? {}), false);
  });

  test('more than ten lines are summed up in one', async (t) => {
    const helcim = await startFakeHelcim(t);
    const eleven = Array.from({ length: 11 }, () => ({ description: 'x', quantity: 1, price: 1 }));
    const shop = await startShop(t, {
      apiUrl: helcim.apiUrl,
      getOrder: () => ({ amount: 11, currency: 'CAD', lineItems: eleven }),
    });
    await shop.post('/sessions', { orderId: 'order-1' });
    const { lineItems: sent } = helcim.calls[0]?.body['invoiceRequest'] as { lineItems: unknown[] };
    assert.deepEqual(sent, [{ description: '11 items', quantity: 1, price: '11.00', total: '11.00' }]);
  });

  test('neither the order’s id nor the session’s is sent to Helcim', async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, { apiUrl: helcim.apiUrl });
    const { json } = await shop.post('/sessions', { orderId: 'an-unguessable-order' });
    const sent = JSON.stringify(helcim.calls);
    assert.equal(sent.includes('an-unguessable-order'), false);
    assert.equal(sent.includes(String(json['sessionId'])), false);
  });
});
