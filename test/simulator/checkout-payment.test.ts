import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import { phpJsonEncode } from '../../packages/initializer/simulator/rules/php-json.js';
import { listOf, minute, textOf, purchase, startMerchant, visa } from './simulated-merchant.js';

const amex = { cardNumber: '374245001751006', cvv: '1000' };
const aborted = 'HelcimPay.js transaction failed - ';

suite('An approved payment in the modal', () => {
  test('posts a text envelope with status 200, the transaction and the hash of its PHP JSON', async (t) => {
    const { api, pay } = await startMerchant(t);
    const { body } = await api('POST /helcim-pay/initialize', { body: purchase });
    const result = await pay(textOf(body['checkoutToken']), { cardHolderName: 'Zoé O/Brien 😀' });
    const eventMessage = textOf(result['eventMessage']);
    const envelope = JSON.parse(eventMessage) as {
      data: { hash: string; data: Record<string, string> };
    };
    const { hash, data } = envelope.data;
    assert.equal(
      hash,
      createHash('sha256')
        .update(phpJsonEncode(data) + textOf(body['secretToken']))
        .digest('hex'),
    );
    assert.equal(
      eventMessage,
      `{"data":{"hash":"${hash}","data":${JSON.stringify(data)}},"status":200,"statusText":"",` +
        '"headers":{"content-type":"application/json"}}',
    );
  });

  test('has the fields of the documented transaction, in their order, all of them text', async (t) => {
    const { buy } = await startMerchant(t);
    const transaction = await buy(100, {}, { cardNumber: '5413330089099130' });
    assert.match(textOf(transaction['cardToken']), /^[\w-]{22}$/);
    assert.match(textOf(transaction['approvalCode']), /^T\dE\dST$/);
    assert.deepEqual(Object.entries({ ...transaction, cardToken: '', approvalCode: '' }), [
      ['transactionId', '44158194'],
      ['dateCreated', '2026-02-04 11:40:21'],
      ['cardBatchId', '6005228'],
      ['status', 'APPROVED'],
      ['type', 'purchase'],
      ['amount', '100'],
      ['currency', 'CAD'],
      ['avsResponse', 'X'],
      ['cvvResponse', 'M'],
      ['approvalCode', ''],
      ['cardToken', ''],
      ['cardNumber', '5413339130'],
      ['cardHolderName', 'Ada Sample'],
      ['cardType', 'MC'],
      ['customerCode', 'CST1000'],
      ['invoiceNumber', 'INV100101'],
      ['warning', ''],
    ]);
  });

  const amounts: [number, string][] = [
    [100, '100'],
    [15.45, '15.45'],
    [140.5, '140.5'],
    [0.01, '0.01'],
    [4.35, '4.35'],
  ];
  for (const [amount, text] of amounts) {
    test(`writes the amount ${amount} as "${text}"`, async (t) => {
      const { buy } = await startMerchant(t);
      assert.equal((await buy(amount))['amount'], text);
    });
  }

  test('writes summer times with daylight saving', async (t) => {
    const { buy } = await startMerchant(t, { clock: { now: () => Date.UTC(2026, 6, 1, 5, 59, 59) } });
    assert.equal((await buy(1))['dateCreated'], '2026-06-30 23:59:59');
  });

  test('of a verify has the amount 0 and no invoice', async (t) => {
    const { buy, control } = await startMerchant(t);
    const { type, amount, invoiceNumber } = await buy(0, { paymentType: 'verify' });
    assert.deepEqual({ type, amount, invoiceNumber }, { type: 'verify', amount: '0', invoiceNumber: '' });
    assert.deepEqual((await control('GET /state')).body['invoices'], []);
  });

  test('of a preauth leaves its invoice due', async (t) => {
    const { buy, control } = await startMerchant(t);
    assert.equal((await buy(20, { paymentType: 'preauth' }))['type'], 'preauth');
    assert.equal((await control('GET /state')).body['invoices']?.[0]?.['status'], 'DUE');
  });

  const cvvs: [string, object, string][] = [
    ['100', {}, 'M'],
    ['101', {}, 'P'],
    ['102', {}, 'S'],
    ['103', {}, 'U'],
    ['104', {}, 'N'],
    ['105', {}, ''],
    ['199', {}, ''],
    ['000', {}, ''],
    ['1000', amex, 'M'],
    ['1019', amex, 'P'],
    ['0999', amex, ''],
  ];
  for (const [cvv, card, cvvResponse] of cvvs) {
    test(`answers the CVV ${cvv} with "${cvvResponse}"`, async (t) => {
      const { buy } = await startMerchant(t);
      const transaction = await buy(5, {}, { ...card, cvv });
      assert.deepEqual([transaction['cvvResponse'], transaction['avsResponse']], [cvvResponse, 'X']);
    });
  }

  const cards: [string, string][] = [
    ['5413330089099130', 'MC'],
    ['5413330089020011', 'MC'],
    ['4124939999999990', 'VI'],
    ['4000000000000028', 'VI'],
    ['4242424242424242', 'VI'],
    ['374245001751006', 'AX'],
    ['6011973700000005', 'DI'],
    ['6011450103333333', 'DI'],
  ];
  for (const [cardNumber, cardType] of cards) {
    test(`takes Helcim's test card ${cardNumber} as ${cardType}`, async (t) => {
      const { buy } = await startMerchant(t);
      const transaction = await buy(5, {}, { cardNumber, cvv: cardType === 'AX' ? '1000' : '100' });
      assert.equal(transaction['cardType'], cardType);
      assert.equal(transaction['cardNumber'], cardNumber.slice(0, 6) + cardNumber.slice(-4));
    });
  }

  test('gives the same card the same token, and another card another', async (t) => {
    const { buy } = await startMerchant(t);
    const tokens = [
      await buy(1, {}, visa),
      await buy(2, {}, { ...visa, cardHolderName: 'Bo', cardNumber: '4242 4242 4242 4242' }),
      await buy(3, {}, amex),
    ].map((transaction) => transaction['cardToken']);
    assert.equal(tokens[0], tokens[1]);
    assert.notEqual(tokens[0], tokens[2]);
  });

  test('creates a customer from the request, or from what the payer typed', async (t) => {
    const { buy, control } = await startMerchant(t);
    await buy(1, { customerRequest: { customerCode: 'ADA', contactName: 'Ada from the shop' } });
    await buy(2, {}, { cardHolderName: '李小龙' });
    const customers = listOf((await control('GET /state')).body['customers']);
    assert.deepEqual(
      customers.map(({ customerCode, contactName }) => [customerCode, contactName]),
      [
        ['ADA', 'Ada from the shop'],
        ['CST1001', '李小龙'],
      ],
    );
  });

  test('names the invoice that was asked for and pays it', async (t) => {
    const { buy, control } = await startMerchant(t);
    const lineItems = [{ description: 'Tea', quantity: 3, price: 3.33 }];
    const transaction = await buy(9.99, { invoiceRequest: { invoiceNumber: 'shop-7', lineItems } });
    assert.equal(transaction['invoiceNumber'], 'shop-7');
    assert.equal((await control('GET /state')).body['invoices']?.[0]?.['status'], 'PAID');
  });

  test('pays an existing invoice, and warns when it belongs to another customer', async (t) => {
    const { buy, control } = await startMerchant(t);
    await control('POST /customers', { customerCode: 'BO' });
    await control('POST /invoices', {
      invoiceNumber: 'INV1',
      amount: 8,
      currency: 'CAD',
      customerCode: 'BO',
    });
    const own = await buy(4, { invoiceNumber: 'inv1', customerCode: 'BO' });
    assert.deepEqual([own['invoiceNumber'], own['warning']], ['INV1', '']);
    const foreign = await buy(3, { invoiceNumber: 'INV1' });
    assert.equal(foreign['warning'], 'Failed to link customer to invoice');
    const invoice = (await control('GET /state')).body['invoices']?.[0];
    assert.deepEqual([invoice?.['status'], invoice?.['amountPaidCents']], ['DUE', 700]);
  });

  test('happens once for each checkout session', async (t) => {
    const { open, pay, api, advance } = await startMerchant(t);
    const checkoutToken = await open();
    assert.equal((await pay(checkoutToken))['kind'], 'approved');
    await advance(6 * minute);
    const second = await pay(checkoutToken);
    assert.equal(second['kind'], 'refused');
    assert.deepEqual(Object.keys(second['fields'] as object), ['checkoutToken']);
    assert.equal(listOf((await api('GET /card-transactions')).body).length, 1);
  });
});

suite('A payment that is not processed', () => {
  const refused: [string, object, string][] = [
    ['a real-looking card', { cardNumber: '4111111111111111' }, 'cardNumber'],
    ['no card number', { cardNumber: '' }, 'cardNumber'],
    ['a month that has passed', { expiry: '0126' }, 'expiry'],
    ['a thirteenth month', { expiry: '1330' }, 'expiry'],
    ['an expiry with a slash', { expiry: '01/28' }, 'expiry'],
    ['four digits of CVV on a Visa', { cvv: '1000' }, 'cvv'],
    ['three digits of CVV on an Amex', { ...amex, cvv: '100' }, 'cvv'],
    ['a CVV in letters', { cvv: 'abc' }, 'cvv'],
    ['no name', { cardHolderName: ' ' }, 'cardHolderName'],
    ['a name that no UTF-8 can hold', { cardHolderName: 'a\ud800' }, 'cardHolderName'],
    ['no street', { street: '' }, 'street'],
    ['no postal code', { postalCode: '' }, 'postalCode'],
  ];
  test('is refused with the field that is wrong, and leaves no row', async (t) => {
    const { open, pay, api } = await startMerchant(t);
    const checkoutToken = await open();
    for (const [what, card, field] of refused) {
      const result = await pay(checkoutToken, card);
      assert.equal(result['kind'], 'refused', what);
      assert.deepEqual(Object.keys(result['fields'] as object), [field], what);
    }
    assert.deepEqual((await api('GET /card-transactions')).body, []);
    assert.equal((await pay(checkoutToken))['kind'], 'approved');
  });

  test('takes a card through the last moment of its month, in Mountain Time', async (t) => {
    const lastSecond = Date.UTC(2026, 2, 1, 6, 59, 59);
    const { open, pay, advance } = await startMerchant(t, { clock: { now: () => lastSecond } });
    const checkoutToken = await open();
    await advance(1000);
    assert.deepEqual(Object.keys((await pay(checkoutToken, { expiry: '0226' }))['fields'] as object), [
      'expiry',
    ]);
    await advance(-1000);
    assert.equal((await pay(checkoutToken, { expiry: '0226' }))['kind'], 'approved');
  });

  test('is refused in a session for bank payments', async (t) => {
    const { open, pay } = await startMerchant(t);
    const result = await pay(await open({ paymentMethod: 'ach' }));
    assert.deepEqual(Object.keys(result['fields'] as object), ['paymentMethod']);
  });

  test('is refused for a checkoutToken that nobody issued', async (t) => {
    const { pay } = await startMerchant(t);
    assert.equal((await pay('0123456789abcdef012345'))['kind'], 'refused');
  });

  test('aborts as expired from minute 60 on', async (t) => {
    const { open, pay, advance, api } = await startMerchant(t);
    const checkoutToken = await open();
    await advance(60 * minute);
    const { kind, eventMessage, messages } = await pay(checkoutToken);
    assert.deepEqual([kind, eventMessage], ['expired', `${aborted}Checkout session expired`]);
    const eventName = `helcim-pay-js-${checkoutToken}`;
    assert.deepEqual(messages, [{ eventName, eventStatus: 'ABORTED', eventMessage }]);
    assert.deepEqual((await api('GET /card-transactions')).body, []);
    await advance(-1);
    assert.equal((await pay(checkoutToken))['kind'], 'approved');
  });
});
