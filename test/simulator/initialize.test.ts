import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listOf, purchase, startMerchant, textOf } from './simulated-merchant.js';

const item = { description: 'Tea', quantity: 1, price: 100 };
const address = { name: 'Ada', street1: '1 Main Street', postalCode: 'T2P 1J9' };
const invoice = { invoiceNumber: 'shop-1', lineItems: [item] };

/** Every documented field at once. */
const everything = {
  ...purchase,
  paymentMethod: 'cc-ach',
  customerRequest: {
    customerCode: 'ADA',
    contactName: 'Ada Sample',
    businessName: 'Sample Inc.',
    cellPhone: '403-555-0100',
    billingAddress: {
      ...address,
      street2: 'Unit 2',
      city: 'Calgary',
      province: 'AB',
      country: 'CAN',
      phone: '403-555-0100',
      email: 'ada@example.com',
    },
    shippingAddress: address,
  },
  invoiceRequest: {
    ...invoice,
    notes: 'Thanks',
    tipAmount: 1,
    lineItems: [
      {
        sku: 'T1',
        description: 'Tea',
        quantity: 2,
        price: '10.50',
        taxAmount: 1.05,
        discountAmount: 0.05,
        total: '22.00',
      },
      { description: 'Biscuit', quantity: 3, price: 20 },
    ],
    tax: { amount: 10, details: 'GST' },
    discount: { amount: 3, details: 'Regular' },
    shipping: { amount: 10, details: 'Post', address },
    pickup: { date: '2026-02-05' },
  },
  taxAmount: 4.76,
  allowPartial: 0,
  hasConvenienceFee: 1,
  hideExistingPaymentDetails: 1,
  setAsDefaultPaymentMethod: 0,
  terminalId: 54181,
  confirmationScreen: true,
  displayContactFields: 1,
  digitalWallet: '{"google-pay":1}',
  customStyling: { appearance: 'dark', brandColor: '0a7', cornerRadius: 'pill', ctaButtonText: 'pay' },
};

suite('POST /helcim-pay/initialize', () => {
  test('answers two tokens of 22 lower-case hexadecimal characters and nothing else', async (t) => {
    const { api } = await startMerchant(t);
    const { status, body } = await api('POST /helcim-pay/initialize', { body: purchase });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ['checkoutToken', 'secretToken']);
    assert.match(textOf(body['checkoutToken']), /^[0-9a-f]{22}$/);
    assert.match(textOf(body['secretToken']), /^[0-9a-f]{22}$/);
    assert.notEqual(body['checkoutToken'], body['secretToken']);
  });

  const accepted: [string, object][] = [
    ['every documented field', everything],
    ['the amount as text', { ...purchase, amount: '10.97' }],
    ['the amount 4.35, which no binary fraction holds', { ...purchase, amount: 4.35 }],
    ['the sum 0.1 + 0.2', { ...purchase, amount: 0.1 + 0.2 }],
    [
      'a preauth that may also be a bank session',
      { ...purchase, paymentType: 'preauth', paymentMethod: 'cc-ach' },
    ],
    ['a verify by bank account', { paymentType: 'verify', amount: 0, currency: 'CAD', paymentMethod: 'ach' }],
    ['a purchase by card in USD', { ...purchase, currency: 'USD' }],
    [
      'a verify with an invoice nobody will see',
      { paymentType: 'verify', amount: 0, currency: 'CAD', invoiceRequest: invoice },
    ],
    [
      'a blank number for a new invoice',
      { ...purchase, invoiceRequest: { invoiceNumber: '', lineItems: [item] } },
    ],
    ['brandColor with six digits', { ...purchase, customStyling: { brandColor: 'FF00aa' } }],
  ];
  for (const [what, body] of accepted) {
    test(`accepts ${what}`, async (t) => {
      const { api } = await startMerchant(t);
      const answer = await api('POST /helcim-pay/initialize', { body });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    });
  }

  test('names every missing field', async (t) => {
    const { api } = await startMerchant(t);
    const { status, body } = await api('POST /helcim-pay/initialize', { body: {} });
    assert.equal(status, 400);
    assert.deepEqual(body, {
      errors: {
        paymentType: 'Missing required data paymentType',
        amount: 'Missing required data amount',
        currency: 'Missing required data currency',
      },
    });
  });

  const refused: [string, object, string][] = [
    ['an unknown paymentType', { paymentType: 'refund' }, 'paymentType'],
    ['paymentType reverse', { paymentType: 'reverse' }, 'paymentType'],
    ['an amount with three decimals', { amount: 1.005 }, 'amount'],
    ['an amount as text with three decimals', { amount: '1.005' }, 'amount'],
    ['a negative amount', { amount: -1 }, 'amount'],
    ['an amount in words', { amount: 'ten' }, 'amount'],
    ['an amount of nothing for a purchase', { amount: 0 }, 'amount'],
    ['an amount that is too large', { amount: 1e9 }, 'amount'],
    ['an amount that is null', { amount: null }, 'amount'],
    ['an amount for a verify', { paymentType: 'verify', amount: 1 }, 'amount'],
    ['another currency', { currency: 'EUR' }, 'currency'],
    ['a currency in lower case', { currency: 'cad' }, 'currency'],
    ['an unknown paymentMethod', { paymentMethod: 'card' }, 'paymentMethod'],
    ['a preauth by bank', { paymentType: 'preauth', paymentMethod: 'ach' }, 'paymentType'],
    ['a bank payment in USD', { paymentMethod: 'ach', currency: 'USD' }, 'currency'],
    ['a bank or card payment in USD', { paymentMethod: 'cc-ach', currency: 'USD' }, 'currency'],
    ['an unknown customer', { customerCode: 'NOBODY' }, 'customerCode'],
    ['an invented invoiceNumber', { invoiceNumber: 'INV-NEW' }, 'invoiceNumber'],
    ['both ways to name an invoice', { invoiceNumber: 'X', invoiceRequest: invoice }, 'invoiceRequest'],
    [
      'a new invoice without line items',
      { invoiceRequest: { invoiceNumber: 'x' } },
      'invoiceRequest.lineItems',
    ],
    ['a new invoice with an empty list', { invoiceRequest: { lineItems: [] } }, 'invoiceRequest.lineItems'],
    [
      'line items that do not add up',
      { invoiceRequest: { lineItems: [{ ...item, price: 99.99 }] } },
      'invoiceRequest.lineItems',
    ],
    [
      'a line item without description',
      { invoiceRequest: { lineItems: [{ quantity: 1, price: 100 }] } },
      'invoiceRequest.lineItems.0.description',
    ],
    [
      'a line item of no quantity',
      { invoiceRequest: { lineItems: [{ ...item, quantity: 0 }] } },
      'invoiceRequest.lineItems.0.quantity',
    ],
    [
      'a line item without price',
      { invoiceRequest: { lineItems: [{ description: 'Tea', quantity: 1 }] } },
      'invoiceRequest.lineItems.0.price',
    ],
    ['line items that are no list', { invoiceRequest: { lineItems: 'Tea' } }, 'invoiceRequest.lineItems'],
    ['a customer without a name', { customerRequest: { customerCode: 'A' } }, 'customerRequest.contactName'],
    [
      'an address without street',
      { customerRequest: { contactName: 'A', billingAddress: { name: 'A', postalCode: '1' } } },
      'customerRequest.billingAddress.street1',
    ],
    [
      'a country of two letters',
      { customerRequest: { contactName: 'A', billingAddress: { ...address, country: 'CA' } } },
      'customerRequest.billingAddress.country',
    ],
    [
      'a Canadian address without province',
      { customerRequest: { contactName: 'A', shippingAddress: { ...address, country: 'CAN' } } },
      'customerRequest.shippingAddress.province',
    ],
    [
      'a short phone number',
      { customerRequest: { contactName: 'A', billingAddress: { ...address, phone: '555' } } },
      'customerRequest.billingAddress.phone',
    ],
    [
      'an e-mail address without @',
      { customerRequest: { contactName: 'A', billingAddress: { ...address, email: 'ada' } } },
      'customerRequest.billingAddress.email',
    ],
    ['more tax than amount', { taxAmount: 100.01 }, 'taxAmount'],
    ['allowPartial as boolean', { allowPartial: true }, 'allowPartial'],
    ['allowPartial without a due invoice', { allowPartial: 1 }, 'allowPartial'],
    ['hasConvenienceFee as text', { hasConvenienceFee: '1' }, 'hasConvenienceFee'],
    ['hasConvenienceFee for cards only', { hasConvenienceFee: 1 }, 'hasConvenienceFee'],
    ['hideExistingPaymentDetails 2', { hideExistingPaymentDetails: 2 }, 'hideExistingPaymentDetails'],
    [
      'setAsDefaultPaymentMethod as boolean',
      { setAsDefaultPaymentMethod: true },
      'setAsDefaultPaymentMethod',
    ],
    ['displayContactFields as boolean', { displayContactFields: true }, 'displayContactFields'],
    ['confirmationScreen as number', { confirmationScreen: 1 }, 'confirmationScreen'],
    ['a terminal of another currency', { terminalId: 54182 }, 'terminalId'],
    ['a terminal as text', { terminalId: '54181' }, 'terminalId'],
    ['digitalWallet that is no JSON', { digitalWallet: 'google-pay' }, 'digitalWallet'],
    ['an unknown appearance', { customStyling: { appearance: 'blue' } }, 'customStyling.appearance'],
    ['brandColor with #', { customStyling: { brandColor: '#00aa77' } }, 'customStyling.brandColor'],
    ['an unknown cornerRadius', { customStyling: { cornerRadius: 'square' } }, 'customStyling.cornerRadius'],
    ['an empty ctaButtonText', { customStyling: { ctaButtonText: '' } }, 'customStyling.ctaButtonText'],
    ['customStyling as text', { customStyling: 'dark' }, 'customStyling'],
  ];
  for (const [what, changes, field] of refused) {
    test(`refuses ${what}`, async (t) => {
      const { api, control } = await startMerchant(t);
      const { status, body } = await api('POST /helcim-pay/initialize', {
        body: { ...purchase, ...changes },
      });
      assert.equal(status, 400);
      assert.deepEqual(Object.keys(body['errors'] as object), [field]);
      assert.deepEqual((await control('GET /state')).body['checkoutSessions'], []);
    });
  }

  test('refuses digitalWallet as an object with the recorded text', async (t) => {
    const { api } = await startMerchant(t);
    const body = { ...purchase, digitalWallet: { 'google-pay': 1 } };
    assert.deepEqual((await api('POST /helcim-pay/initialize', { body })).body, {
      errors: { digitalWallet: 'digital Wallet must be a valid Non-empty String' },
    });
  });

  for (const [what, body] of [
    ['no body', undefined],
    ['a list', []],
    ['a text', '"purchase"'],
    ['broken JSON', '{"paymentType":'],
  ] as const) {
    test(`refuses ${what}`, async (t) => {
      const { api } = await startMerchant(t);
      const answer = await api('POST /helcim-pay/initialize', { body });
      assert.equal(answer.status, 400);
      assert.ok(answer.body['errors']);
    });
  }

  test('refuses a body above one megabyte', async (t) => {
    const { api } = await startMerchant(t);
    const body = { ...purchase, notes: 'x'.repeat(1_100_000) };
    assert.equal((await api('POST /helcim-pay/initialize', { body })).status, 413);
  });

  test('ignores unknown keys, and says so in the request log', async (t) => {
    const { api, control } = await startMerchant(t);
    const body = { ...purchase, returnUrl: 'https://shop.example', customStyling: { colour: 'red' } };
    assert.equal((await api('POST /helcim-pay/initialize', { body })).status, 200);
    const [entry] = listOf((await control('GET /requests')).body);
    assert.deepEqual(entry?.['warnings'], ['unknown key returnUrl', 'unknown key customStyling.colour']);
  });
});

suite('The number of a new invoice', () => {
  test('is refused when an invoice has it, in any case', async (t) => {
    const { api, buy } = await startMerchant(t);
    await buy(100, { invoiceRequest: invoice });
    for (const invoiceNumber of ['shop-1', 'SHOP-1', ' Shop-1 ']) {
      const body = { ...purchase, invoiceRequest: { ...invoice, invoiceNumber } };
      const answer = await api('POST /helcim-pay/initialize', { body });
      assert.deepEqual([answer.status, answer.body], [400, { errors: 'Invoice number already existed' }]);
    }
  });

  test('may be asked for by several sessions until one of them has been paid', async (t) => {
    const { open, pay } = await startMerchant(t);
    const first = await open({ invoiceRequest: invoice });
    const second = await open({ invoiceRequest: invoice });
    await pay(first, { cvv: '209' });
    await open({ invoiceRequest: invoice });
    assert.equal(textOf((await pay(second))['kind']), 'approved');
    await assert.rejects(open({ invoiceRequest: invoice }), /already existed/);
  });
});

suite('The number of an existing invoice', () => {
  test('is accepted while the invoice is due, whatever its amount', async (t) => {
    const { buy, control, api } = await startMerchant(t);
    await control('POST /invoices', { invoiceNumber: 'INV7', amount: 30, currency: 'CAD' });
    await buy(10, { invoiceNumber: 'inv7', allowPartial: 1 });
    await buy(20, { invoiceNumber: 'INV7' });
    const { status, body } = await api('POST /helcim-pay/initialize', {
      body: { ...purchase, invoiceNumber: 'INV7' },
    });
    assert.equal(status, 400);
    assert.deepEqual(Object.keys(body['errors'] as object), ['invoiceNumber']);
  });

  test('is refused in another currency', async (t) => {
    const { api, control } = await startMerchant(t);
    await control('POST /invoices', { invoiceNumber: 'INV7', amount: 30, currency: 'USD' });
    const { body } = await api('POST /helcim-pay/initialize', {
      body: { ...purchase, invoiceNumber: 'INV7' },
    });
    assert.deepEqual(Object.keys(body['errors'] as object), ['currency']);
  });
});
