import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TestContext } from 'node:test';
import { day, listOf, minute, startMerchant, textOf } from './simulated-merchant.js';

const invoiceRequest = {
  invoiceNumber: 'Shop-1',
  lineItems: [{ description: 'Tea', quantity: 1, price: 30 }],
};

/** Amounts 10 and 20 on the first day, batch settled, 30 declined and then approved a day later. */
async function merchantWithHistory(t: TestContext) {
  const merchant = await startMerchant(t);
  await merchant.buy(10, {}, { cardHolderName: 'Ada Lovelace' });
  await merchant.buy(20, {}, { cardHolderName: '李小龙', cardNumber: '5413330089099130' });
  await merchant.api('POST /card-batches/6005228/settle');
  await merchant.advance(day);
  const checkoutToken = await merchant.open({ amount: 30, invoiceRequest });
  await merchant.pay(checkoutToken, { cvv: '209', cardHolderName: 'Bo' });
  await merchant.pay(checkoutToken, { cardHolderName: 'Bo' });
  return merchant;
}

suite('GET /card-transactions', () => {
  const queries: [string, number[]][] = [
    ['', [30, 30, 20, 10]],
    ['?limit=2', [30, 30]],
    ['?limit=2&page=2', [20, 10]],
    ['?limit=3&page=2', [10]],
    ['?limit=1000&page=2', []],
    ['?search=lovelace', [10]],
    ['?search=%E5%B0%8F', [20]],
    ['?search=5413339130', [20]],
    ['?search=CST1002', [30, 30]],
    ['?search=44158194', [10]],
    ['?invoiceNumber=SHOP-1', [30, 30]],
    ['?invoiceNumber=Shop', []],
    ['?customerCode=CST1001', [20]],
    ['?cardBatchId=6005228', [20, 10]],
    ['?cardBatchId=6005229', [30, 30]],
    ['?dateFrom=2026-02-05', [30, 30]],
    ['?dateTo=2026-02-04', [20, 10]],
    ['?dateFrom=2026-02-04&dateTo=2026-02-05', [30, 30, 20, 10]],
    ['?dateFrom=2026-02-06', []],
    ['?customerCode=CST1000&cardBatchId=6005229', []],
    ['?unknown=1', [30, 30, 20, 10]],
  ];
  test('lists rows newest first, narrowed by its filters', async (t) => {
    const { api } = await merchantWithHistory(t);
    for (const [query, amounts] of queries) {
      const { status, body } = await api(`GET /card-transactions${query}`);
      assert.equal(status, 200, query);
      assert.deepEqual(
        listOf(body).map(({ amount }) => amount),
        amounts,
        query,
      );
    }
  });

  test('finds the payments of a card by its token', async (t) => {
    const { api, buy } = await merchantWithHistory(t);
    const { cardToken } = await buy(40);
    const { body } = await api(`GET /card-transactions?cardToken=${encodeURIComponent(textOf(cardToken))}`);
    assert.deepEqual(
      listOf(body).map(({ amount }) => amount),
      [40, 30, 10],
    );
  });

  for (const [query, field] of [
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=ten', 'limit'],
    ['page=0', 'page'],
    ['page=1.5', 'page'],
    ['cardBatchId=abc', 'cardBatchId'],
    ['dateFrom=05-02-2026', 'dateFrom'],
    ['dateTo=2026-02-30', 'dateTo'],
    ['invoiceNumber=a&invoiceNumber=b', 'invoiceNumber'],
  ] as const) {
    test(`refuses ${query}`, async (t) => {
      const { api } = await startMerchant(t);
      const { status, body } = await api(`GET /card-transactions?${query}`);
      assert.equal(status, 400);
      assert.deepEqual(Object.keys(body['errors'] as object), [field]);
    });
  }
});

suite('GET /card-transactions/:id', () => {
  test('answers the row with numbers, user and the key order of the API', async (t) => {
    const { api, buy } = await startMerchant(t);
    await buy(15.45);
    const { status, body } = await api('GET /card-transactions/44158194');
    assert.equal(status, 200);
    assert.deepEqual(Object.entries({ ...body, cardToken: '', approvalCode: '' }), [
      ['transactionId', 44158194],
      ['dateCreated', '2026-02-04 11:40:21'],
      ['cardBatchId', 6005228],
      ['status', 'APPROVED'],
      ['user', 'Helcim System'],
      ['type', 'purchase'],
      ['amount', 15.45],
      ['currency', 'CAD'],
      ['avsResponse', 'X'],
      ['cvvResponse', 'M'],
      ['cardType', 'VI'],
      ['approvalCode', ''],
      ['cardToken', ''],
      ['cardNumber', '4242424242'],
      ['cardHolderName', 'Ada Sample'],
      ['customerCode', 'CST1000'],
      ['invoiceNumber', 'INV100101'],
      ['warning', ''],
    ]);
  });

  for (const id of ['1', 'abc', '0x2a1ccf2', '44158194.0']) {
    test(`answers 400 for the unknown id ${id}`, async (t) => {
      const { api, buy } = await startMerchant(t);
      await buy(1);
      const { status, body } = await api(`GET /card-transactions/${id}`);
      assert.deepEqual([status, body], [400, { errors: `Failed to retrieve card transaction #${id}.` }]);
    });
  }

  test('agrees with the event of the same payment', async (t) => {
    const { api, buy, advance } = await startMerchant(t);
    await advance(minute);
    const event = await buy(3);
    const { body } = await api(`GET /card-transactions/${textOf(event['transactionId'])}`);
    const { user, ...row } = body;
    const texts = Object.entries(row).map(([key, value]) => [key, JSON.stringify(value).replaceAll('"', '')]);
    assert.equal(user, 'Helcim System');
    assert.deepEqual(Object.fromEntries(texts), event);
  });
});
