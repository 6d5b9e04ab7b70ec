import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { listOf, minute, startMerchant } from './simulated-merchant.js';

suite('Card batches', () => {
  test('do not exist before the first payment', async (t) => {
    const { api } = await startMerchant(t);
    const { status, body } = await api('GET /card-batches');
    assert.deepEqual([status, body], [200, []]);
  });

  test('count what was paid, declined and given back', async (t) => {
    const { api, buy, open, pay, advance } = await startMerchant(t);
    await buy(819);
    const { transactionId } = await buy(100.5);
    await pay(await open({ amount: 7 }), { cvv: '209' });
    await advance(minute);
    await api('POST /payment/reverse', {
      body: { ipAddress: '203.0.113.7', cardTransactionId: Number(transactionId) },
    });
    assert.deepEqual((await api('GET /card-batches/6005228')).body, {
      id: 6005228,
      dateCreated: '2026-02-04 11:40:21',
      dateUpdated: '2026-02-04 11:41:21',
      dateClosed: '0000-00-00 00:00:00',
      closed: false,
      terminalId: 54181,
      batchNumber: 1,
      netSales: 819,
      totalSales: '919.5000',
      totalRefunds: '0.0000',
      totalReversed: '100.5000',
      totalRefundsReversed: '0',
      countTotal: 4,
      countApproved: '3',
      countDeclined: '1',
    });
  });

  test('are settled once; the next payment opens another', async (t) => {
    const { api, buy, advance } = await startMerchant(t);
    await buy(1);
    await advance(minute);
    const settled = await api('POST /card-batches/6005228/settle');
    assert.deepEqual(
      [settled.status, settled.body['closed'], settled.body['dateClosed']],
      [200, true, '2026-02-04 11:41:21'],
    );
    assert.equal((await api('POST /card-batches/6005228/settle')).status, 400);
    assert.equal((await buy(2))['cardBatchId'], '6005229');
    const { body } = await api('GET /card-batches');
    assert.deepEqual(
      listOf(body).map(({ id, closed }) => [id, closed]),
      [
        [6005229, false],
        [6005228, true],
      ],
    );
  });

  test('are kept apart for each currency, and found by number and terminal', async (t) => {
    const { api, buy } = await startMerchant(t);
    await buy(1);
    await buy(2, { currency: 'USD' });
    for (const [query, ids] of [
      ['terminalId=54181', [6005228]],
      ['terminalId=54182', [6005229]],
      ['batchNumber=2', [6005229]],
      ['batchNumber=2&terminalId=54181', []],
    ] as const) {
      const { body } = await api(`GET /card-batches?${query}`);
      assert.deepEqual(
        listOf(body).map(({ id }) => id),
        ids,
        query,
      );
    }
  });

  test('that do not exist are refused', async (t) => {
    const { api } = await startMerchant(t);
    for (const call of ['GET /card-batches/1', 'POST /card-batches/1/settle']) {
      const { status, body } = await api(call);
      assert.deepEqual([status, body], [400, { errors: 'Failed to retrieve card batch #1.' }], call);
    }
  });
});
