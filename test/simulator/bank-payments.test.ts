import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { SimulatorOptions } from '../../packages/initializer/simulator/index.js';
import { day, listOf, merchantOf, minute, startMerchant, startTime, textOf } from './simulated-merchant.js';
import type { Json, Merchant } from './simulated-merchant.js';

/** 2026-02-04 is a Wednesday: three business days later is Monday the 9th. */
const clearedAt = startTime + 5 * day;

const account = {
  paymentMethod: 'ach',
  accountHolder: 'Ada Sample',
  institutionNumber: '000',
  transitNumber: '11000',
  accountNumber: '100200300',
};

interface Payment extends Merchant {
  result: Json;
  transaction: Json;
  secret: string;
}

async function payByBank(t: TestContext, change: object = {}, request: object = {}): Promise<Payment> {
  return payAt(await startMerchant(t), change, request);
}

async function payAt(merchant: Merchant, change: object = {}, request: object = {}): Promise<Payment> {
  const body = { paymentType: 'purchase', amount: 49.9, currency: 'CAD', paymentMethod: 'ach', ...request };
  const answer = await merchant.api('POST /helcim-pay/initialize', { body });
  const result = await merchant.pay(textOf(answer.body['checkoutToken']), { ...account, ...change });
  const envelope = result['kind'] === ('approved' as unknown) ? textOf(result['eventMessage']) : '{}';
  const transaction = (JSON.parse(envelope) as Json)['data']?.['data'] ?? {};
  return { ...merchant, result, transaction, secret: textOf(answer.body['secretToken']) };
}

const statusesOf = async ({ control }: Merchant) =>
  listOf((await control('GET /ach')).body['transactions']).map((row) => [
    row['statusAuth'],
    row['statusClearing'],
  ]);

suite('A bank payment in the modal', () => {
  test('is made twice by the fault charge-twice, on one token and under one invoice number, and clears twice', async (t) => {
    const merchant = await startMerchant(t);
    merchant.simulator.faults.add({ kind: 'charge-twice' });
    const { transaction, control } = await payAt(merchant);
    const ledger = listOf((await control('GET /ledger')).body);
    assert.deepEqual(
      ledger.map((entry) => [entry['method'], entry['transactionId'], entry['reference'], entry['amount']]),
      [
        ['bank', 109361, 'INV100101', '49.90'],
        ['bank', 109362, 'INV100101', '49.90'],
      ],
    );
    assert.equal(transaction['transactionId'], '109361');
    const [invoice] = listOf((await control('GET /state')).body['invoices']);
    assert.equal(invoice?.['amountPaidCents'], 9980);
    await merchant.simulator.advance(5 * day);
    assert.deepEqual(await statusesOf(merchant), [
      ['APPROVED', 'CLEARED'],
      ['APPROVED', 'CLEARED'],
    ]);
  });

  test('is accepted with the documented keys, in the recorded order, all of them text', async (t) => {
    const { transaction, result } = await payByBank(t);
    assert.match(textOf(transaction['bankToken']), /^[0-9a-f]{22}$/);
    assert.deepEqual(Object.entries({ ...transaction, bankToken: '' }), [
      ['transactionId', '109361'],
      ['batchId', '168333'],
      ['dateCreated', '2026-02-04 11:40:21'],
      ['statusAuth', 'PENDING'],
      ['statusClearing', 'OPENED'],
      ['type', 'WITHDRAWAL'],
      ['amount', '49.90'],
      ['currency', 'CAD'],
      ['approvalCode', ''],
      ['bankAccountNumber', '100200300'],
      ['bankToken', ''],
      ['invoiceNumber', 'INV100101'],
      ['customerCode', 'CST1000'],
    ]);
    assert.deepEqual(
      listOf(result['messages']).map((message) => message['eventStatus']),
      ['SUCCESS'],
    );
    assert.deepEqual(result['receipt'], {
      amount: '$49.90 CAD',
      approvalCode: '–',
      card: 'Bank account ending in 300',
      heading: 'Accepted',
      lead: 'A bank payment clears days later.',
    });
  });

  test('has the alphabetical order, APPROVED and a number for the currency where so switched', async (t) => {
    const merchant = await startMerchant(t);
    merchant.simulator.switches.set({
      achKeyOrder: 'alphabetical',
      achStatusAuth: 'APPROVED',
      eventCurrency: 'number',
    });
    const { transaction } = await payAt(merchant);
    const keys = Object.keys(transaction);
    assert.deepEqual(keys, [...keys].sort());
    assert.deepEqual([transaction['statusAuth'], transaction['currency']], ['APPROVED', '1']);
    assert.match(textOf(transaction['approvalCode']), /^\d+$/);
  });

  test('carries the hash of its text and the secretToken', async (t) => {
    const { result, transaction, secret } = await payByBank(t);
    const envelope = JSON.parse(textOf(result['eventMessage'])) as Json;
    const hash = createHash('sha256')
      .update(JSON.stringify(transaction) + secret)
      .digest('hex');
    assert.equal(envelope['data']?.['hash'], hash);
  });

  test('pays a session once, by card or bank where both are offered', async (t) => {
    const { open, pay } = await startMerchant(t);
    const token = await open({ paymentMethod: 'cc-ach' });
    assert.equal((await pay(token, account))['kind'], 'approved');
    assert.equal((await pay(token))['kind'], 'refused');
    assert.equal((await pay(await open({ paymentMethod: 'cc-ach', amount: 7 })))['kind'], 'approved');
  });

  test('books its invoice, and expires like a card payment', async (t) => {
    const merchant = await payByBank(t);
    const [invoice] = listOf((await merchant.control('GET /state')).body['invoices']);
    assert.deepEqual([invoice?.['status'], invoice?.['amountPaidCents']], ['PAID', 4990]);
    const token = await merchant.open({ paymentMethod: 'ach' });
    await merchant.advance(60 * minute);
    assert.equal((await merchant.pay(token, account))['kind'], 'expired');
  });

  test('saves an account for a verify, without invoice and clearing', async (t) => {
    const payment = await payByBank(t, {}, { paymentType: 'verify', amount: 0 });
    const { transaction } = payment;
    assert.deepEqual([transaction['amount'], transaction['invoiceNumber']], ['0.00', '']);
    await payment.advance(30 * day);
    assert.deepEqual(await statusesOf(payment), [['PENDING', 'OPENED']]);
  });

  test('gives the same account the same token, another account another', async (t) => {
    const merchant = await startMerchant(t);
    const tokens = [];
    for (const accountNumber of ['100200300', '100 200 300', '100200302']) {
      tokens.push((await payAt(merchant, { accountNumber })).transaction['bankToken']);
    }
    assert.equal(tokens[0], tokens[1]);
    assert.notEqual(tokens[0], tokens[2]);
  });

  test('is declined at once from the account for that, and the session stays open', async (t) => {
    const { open, pay, control } = await startMerchant(t);
    const token = await open({ paymentMethod: 'ach' });
    const declined = await pay(token, { ...account, accountNumber: '100200304' });
    assert.deepEqual(
      [declined['kind'], declined['eventMessage']],
      [
        'declined',
        'HelcimPay.js transaction failed - Transaction Declined: DECLINED - Bank account was declined',
      ],
    );
    assert.deepEqual((await control('GET /ledger')).body, []);
    assert.equal((await pay(token, account))['kind'], 'approved');
  });

  const refused: [string, object, object, string][] = [
    ['an account of the world', { accountNumber: '123456789' }, {}, 'accountNumber'],
    ['a real institution', { institutionNumber: '001' }, {}, 'institutionNumber'],
    ['another transit', { transitNumber: '00011' }, {}, 'transitNumber'],
    ['nobody', { accountHolder: ' ' }, {}, 'accountHolder'],
    ['half a character', { accountHolder: '\ud800' }, {}, 'accountHolder'],
    ['a session for cards', {}, { paymentMethod: 'cc' }, 'paymentMethod'],
    ['a preauth', {}, { paymentMethod: 'cc-ach', paymentType: 'preauth' }, 'paymentMethod'],
  ];
  for (const [what, change, request, field] of refused) {
    test(`refuses ${what} and records nothing`, async (t) => {
      const { result, control } = await payByBank(t, change, request);
      assert.deepEqual([result['kind'], Object.keys(result['fields'] ?? {})], ['refused', [field]]);
      assert.deepEqual((await control('GET /ach')).body['transactions'], []);
    });
  }

  test('takes a routing number in USD', async (t) => {
    const merchant = await startMerchant(t);
    merchant.simulator.switches.set({ merchantCountry: 'US' });
    const request = { currency: 'USD' };
    const { accountHolder, accountNumber, paymentMethod } = account;
    const body = { paymentMethod, accountHolder, accountNumber };
    const pay = async (change: object) => {
      const token = await merchant.open({ paymentMethod: 'ach', ...request });
      return (await merchant.pay(token, { ...body, cardHolderName: undefined, ...change }))['kind'];
    };
    assert.deepEqual([await pay({ routingNumber: '110000000' }), await pay({})], ['approved', 'refused']);
  });
});

suite('The clearing of a bank payment', () => {
  const outcomes: [string, string, string][] = [
    ['100200300', 'CLEARED', 'CLEARED'],
    ['100200301', 'REJECTED', 'REJECTED'],
    ['100200302', 'CLEARED', 'RETURNED'],
    ['100200303', 'CLEARED', 'CONTESTED'],
  ];
  for (const [accountNumber, onMonday, onWednesday] of outcomes) {
    test(`of ${accountNumber} is ${onMonday} after 3 business days, ${onWednesday} after 5`, async (t) => {
      const payment = await payByBank(t, { accountNumber });
      await payment.simulator.advance(5 * day - 1);
      assert.deepEqual(await statusesOf(payment), [['PENDING', 'OPENED']]);
      await payment.simulator.advance(1);
      assert.deepEqual(await statusesOf(payment), [['APPROVED', onMonday]]);
      await payment.simulator.advance(2 * day);
      assert.deepEqual(await statusesOf(payment), [['APPROVED', onWednesday]]);
    });
  }

  test('takes as many business days as set', async (t) => {
    const merchant = await startMerchant(t);
    assert.deepEqual((await merchant.control('PUT /ach', { clearingDays: 1 })).body, { clearingDays: 1 });
    assert.equal((await merchant.control('PUT /ach', { clearingDays: -1 })).status, 400);
    const payment = await payAt(merchant);
    await payment.advance(day);
    assert.deepEqual(await statusesOf(payment), [['APPROVED', 'CLEARED']]);
  });

  test('is taken by hand, step by step, and the planned one then changes nothing', async (t) => {
    const payment = await payByBank(t);
    const take = (action: string) => payment.control('POST /ach/109361', { action });
    assert.equal((await take('contest')).status, 409);
    assert.equal((await take('clear')).body['statusClearing'], 'CLEARED');
    assert.equal((await take('contest')).body['statusClearing'], 'CONTESTED');
    assert.equal((await take('return')).body['statusClearing'], 'RETURNED');
    assert.equal((await take('clear')).status, 409);
    await payment.advance(30 * day);
    assert.deepEqual(await statusesOf(payment), [['APPROVED', 'RETURNED']]);
    assert.equal((await take('nothing')).status, 400);
    assert.equal((await payment.control('POST /ach/1', { action: 'clear' })).status, 404);
  });

  test('gives the money back when it is returned', async (t) => {
    const payment = await payByBank(t, { accountNumber: '100200302' });
    await payment.advance(7 * day);
    const [invoice] = listOf((await payment.control('GET /state')).body['invoices']);
    assert.deepEqual([invoice?.['status'], invoice?.['amountPaidCents']], ['DUE', 0]);
    const [entry] = listOf((await payment.control('GET /ledger')).body);
    assert.deepEqual(
      [
        entry?.['method'],
        entry?.['transactionId'],
        entry?.['reference'],
        entry?.['amount'],
        entry?.['statusClearing'],
      ],
      ['bank', 109361, 'INV100101', '49.90', 'RETURNED'],
    );
  });
});

suite('GET /ach/transactions', () => {
  test('answers rows with integer codes and the id of the invoice', async (t) => {
    const payment = await payByBank(t);
    const [row] = listOf((await payment.api('GET /ach/transactions')).body);
    const [invoice] = listOf((await payment.api('GET /invoices?invoiceNumber=inv100101')).body);
    assert.deepEqual(row, {
      id: 109361,
      merchantId: 208967,
      orderId: invoice?.['invoiceId'],
      dateCreated: '2026-02-04 11:40:21',
      statusAuth: 5,
      statusClearing: 0,
      userId: 0,
      batchId: 168333,
      bankAccountId: 300,
      bankAccountL4l4: 10020300,
      transactionType: 1,
      amount: 49.9,
      currency: 1,
      approvalCode: '',
      test: 0,
      acquirerTransactionId: '',
      responseMessage: '',
      payFacTransactionId: 0,
      originalTransactionId: 0,
      statusBatch: 1,
      dateClosed: '0000-00-00 00:00:00',
    });
    await payment.simulator.advance(clearedAt - startTime);
    const { body } = await payment.api('GET /ach/transactions/109361');
    assert.deepEqual(
      [body['statusAuth'], body['statusClearing'], body['statusBatch'], body['dateClosed']],
      [1, 1, 2, '2026-02-09 11:40:21'],
    );
  });

  const codes: [string, number][] = [
    ['reject', 2],
    ['return', 4],
  ];
  for (const [action, code] of codes) {
    test(`has the clearing code ${code} after ${action}`, async (t) => {
      const payment = await payByBank(t);
      await payment.control('POST /ach/109361', { action });
      const { body } = await payment.api('GET /ach/transactions/109361');
      assert.equal(body['statusClearing'], code);
    });
  }

  test('is narrowed by each filter, newest first, in pages', async (t) => {
    const merchant = await startMerchant(t);
    await payAt(merchant, { accountHolder: 'Ada' }, { amount: 10 });
    await merchant.advance(day);
    await payAt(merchant, { accountHolder: 'Grace' }, { amount: 20 });
    await merchant.advance(day);
    await payAt(merchant, { accountHolder: 'Edsger' }, { amount: 30 });
    const queries: [string, number[]][] = [
      ['', [30, 20, 10]],
      ['search=grace', [20]],
      ['search=inv100103', [30]],
      ['startDate=2026-02-05', [30, 20]],
      ['endDate=2026-02-05', [20, 10]],
      ['startDate=2026-02-05&endDate=2026-02-05', [20]],
      ['amountMin=20', [30, 20]],
      ['amountMax=19.99', [10]],
      ['limit=2', [30, 20]],
      ['limit=2&page=2', [10]],
      ['search=nobody', []],
    ];
    for (const [query, amounts] of queries) {
      const { body } = await merchant.api(`GET /ach/transactions?${query}`);
      assert.deepEqual(
        listOf(body).map((row) => row['amount']),
        amounts,
        query,
      );
    }
    for (const query of ['limit=126', 'page=0', 'startDate=4.2.', 'amountMin=x', 'amountMin=2&amountMax=1']) {
      const { status, body } = await merchant.api(`GET /ach/transactions?${query}`);
      assert.equal(status, 400, query);
      assert.equal(typeof body['message'], 'string');
    }
  });

  test('by id is bare, or wrapped where so switched; 404 for an unknown one', async (t) => {
    const payment = await payByBank(t);
    payment.simulator.switches.set({ achById: 'wrapped' });
    const { body } = await payment.api('GET /ach/transactions/109361');
    const { id, bankAccountL4L4, responseMessage } = body['transaction'] ?? {};
    assert.deepEqual([id, bankAccountL4L4, responseMessage], [109361, 10020300, 'approved']);
    assert.equal((await payment.api('GET /ach/transactions/1')).status, 404);
  });

  test('is 403 without General Read, and never shows the bank token', async (t) => {
    const payment = await payByBank(t);
    const { simulator, api } = payment;
    const refusal = await api('GET /ach/transactions', { token: simulator.tokens.helcimPay });
    assert.deepEqual(
      [refusal.status, refusal.body],
      [403, { message: 'User does not have valid permissions.' }],
    );
    const answers = await Promise.all([
      api('GET /ach/transactions', { token: simulator.tokens.read }),
      api('GET /ach/transactions/109361'),
      payment.control('GET /ach'),
      payment.control('GET /state'),
    ]);
    for (const { status, body } of answers) {
      assert.equal(status, 200);
      assert.ok(!JSON.stringify(body).includes(textOf(payment.transaction['bankToken'])));
    }
  });
});

suite('GET /invoices', () => {
  test('finds an invoice by its number without case, and by its id', async (t) => {
    const options: SimulatorOptions = { clock: { now: () => startTime }, rateLimits: false };
    const { simulator } = await startMerchant(t, options);
    const { api } = await payAt(merchantOf(simulator));
    const [invoice] = listOf((await api('GET /invoices?invoiceNumber=inv100101')).body);
    assert.deepEqual(
      [invoice?.['status'], invoice?.['amount'], invoice?.['amountPaid'], invoice?.['amountDue']],
      ['PAID', 49.9, 49.9, 0],
    );
    assert.deepEqual((await api(`GET /invoices/${JSON.stringify(invoice?.['invoiceId'])}`)).body, invoice);
    assert.deepEqual((await api('GET /invoices?invoiceNumber=INV10010')).body, []);
    assert.equal((await api('GET /invoices/1')).status, 404);
  });
});
