import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import type { FaultInput } from '../../packages/initializer/simulator/index.js';
import { listOf, minute, purchase, startMerchant, startTime, textOf } from './simulated-merchant.js';
import type { Json } from './simulated-merchant.js';
import { startReceiver } from './webhook-receiver.js';

const initializeEndpoint = 'POST /helcim-pay/initialize';

function statusesOf(result: Json, list = 'messages'): string[] {
  return listOf(result[list]).map((message) => textOf(message['eventStatus']));
}

suite('A fault', () => {
  test('is used once unless told otherwise, and counted', async (t) => {
    const { api, control } = await startMerchant(t);
    const { status, body } = await control('POST /faults', { kind: '500-before', seed: 7 });
    assert.deepEqual(
      [status, body],
      [201, { id: 1, kind: '500-before', remaining: 1, probability: 1, seed: 7, uses: 0 }],
    );
    const statuses = [];
    for (let call = 0; call < 2; call += 1) statuses.push((await api('GET /connection-test')).status);
    assert.deepEqual(statuses, [500, 200]);
    assert.deepEqual((await control('GET /faults')).body, { active: [], used: { '500-before': 1 } });
  });

  test('ends by count', async (t) => {
    const { api, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: '500-before', count: 2 });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await api('GET /connection-test')).status);
    assert.deepEqual(statuses, [500, 500, 200]);
    assert.deepEqual(simulator.faults.used(), { '500-before': 2 });
  });

  test('ends by the clock', async (t) => {
    const { api, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: '500-before', forMs: minute });
    await simulator.advance(minute - 1);
    assert.equal((await api('GET /connection-test')).status, 500);
    await simulator.advance(1);
    assert.equal((await api('GET /connection-test')).status, 200);
    assert.deepEqual(simulator.faults.list(), []);
  });

  test('hits at random as its seed says, the same each time', async (t) => {
    const { api, simulator } = await startMerchant(t);
    const draw = async (seed: number) => {
      simulator.faults.add({ kind: '500-before', forMs: minute, probability: 0.5, seed });
      const statuses = [];
      for (let call = 0; call < 20; call += 1) statuses.push((await api('GET /connection-test')).status);
      simulator.faults.clear();
      return statuses;
    };
    const first = await draw(1);
    assert.deepEqual(await draw(1), first);
    assert.notDeepEqual(await draw(2), first);
    assert.deepEqual([...new Set(first)].sort(), [200, 500]);
  });

  test('draws for each payment by itself, in whatever order they come', async (t) => {
    const { api, simulator } = await startMerchant(t);
    const amounts = Array.from({ length: 20 }, (_, index) => 10 + index);
    const statusesIn = async (order: readonly number[]) => {
      simulator.faults.clear();
      simulator.faults.add({ kind: '500-before', forMs: minute, probability: 0.5, seed: 3 });
      const statuses = new Map<number, number>();
      for (const amount of order)
        statuses.set(amount, (await api(initializeEndpoint, { body: { ...purchase, amount } })).status);
      return amounts.map((amount) => statuses.get(amount));
    };
    const first = await statusesIn(amounts);
    assert.deepEqual(await statusesIn(amounts.toReversed()), first);
    assert.deepEqual([...new Set(first)].sort(), [200, 500]);
  });

  test('hits again exactly what another run has hit, when told its occasions', async (t) => {
    const { api, simulator } = await startMerchant(t);
    const statuses = async () => {
      const calls = [];
      for (const amount of [10, 11, 10, 12])
        calls.push((await api(initializeEndpoint, { body: { ...purchase, amount } })).status);
      return calls;
    };
    simulator.faults.add({ kind: '500-before', forMs: minute, probability: 0.5, seed: 3 });
    const first = await statuses();
    const hits = simulator.faults.hits();
    simulator.faults.clear();
    const occasions = Object.fromEntries(hits.map(({ occasion }) => [occasion, 0]));
    simulator.faults.add({ kind: '500-before', forMs: minute, occasions });
    assert.deepEqual(await statuses(), first);
    assert.deepEqual(
      hits.map(({ kind, at }) => ({ kind, at })),
      first.filter((status) => status === 500).map(() => ({ kind: '500-before', at: startTime })),
    );
    assert.ok(hits.length > 0 && hits.length < 4);
  });

  test('is taken back, and forgotten by a reset', async (t) => {
    const { api, control, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: '500-before' });
    assert.equal((await control('DELETE /faults')).status, 204);
    assert.equal((await api('GET /connection-test')).status, 200);
    simulator.faults.add({ kind: '500-before' });
    await control('POST /reset');
    assert.deepEqual((await control('GET /faults')).body, { active: [], used: {} });
  });

  for (const fault of [
    {},
    { kind: 'no-such-fault' },
    { kind: 'delay', count: 0 },
    { kind: 'delay', forMs: -1 },
    { kind: 'delay', ms: 0.5 },
    { kind: 'delay', probability: 2 },
    { kind: 'delay', seed: 'one' },
    { kind: 'delay', endpoint: 'GET /nowhere' },
    { kind: 'delay', for: 1 },
  ]) {
    test(`is refused: ${JSON.stringify(fault)}`, async (t) => {
      const { control } = await startMerchant(t);
      assert.equal((await control('POST /faults', fault)).status, 400);
      assert.deepEqual((await control('GET /faults')).body['active'], []);
    });
  }
});

suite('A fault of the API', () => {
  test('429 says when to come back, and nothing is done', async (t) => {
    const { api, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: '429', ms: 3000 });
    const { status, headers, body } = await api(initializeEndpoint, { body: purchase });
    assert.deepEqual([status, headers.get('retry-after'), body], [429, '3', { errors: 'Too many requests' }]);
    assert.equal((await api(initializeEndpoint, { body: purchase })).status, 200);
  });

  test('hits the endpoint it names and no other', async (t) => {
    const { api, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: '500-before', endpoint: initializeEndpoint });
    assert.equal((await api('GET /card-transactions')).status, 200);
    assert.equal((await api(initializeEndpoint, { body: purchase })).status, 500);
  });

  const sessions: [FaultInput['kind'], number][] = [
    ['500-before', 0],
    ['500-after', 1],
  ];
  for (const [kind, count] of sessions) {
    test(`${kind} at initialize leaves ${count} session`, async (t) => {
      const { api, control, simulator } = await startMerchant(t);
      simulator.faults.add({ kind });
      assert.equal((await api(initializeEndpoint, { body: purchase })).status, 500);
      assert.equal(listOf((await control('GET /state')).body['checkoutSessions']).length, count);
    });
  }

  test('500-after charges, and the same idempotency-key then shows what happened', async (t) => {
    const { api, buy, control, simulator } = await startMerchant(t);
    const { cardToken } = await buy(1);
    simulator.faults.add({ kind: '500-after' });
    const body = { amount: 5, currency: 'CAD', ipAddress: '127.0.0.1', cardData: { cardToken } };
    const headers = { 'idempotency-key': 'a'.repeat(25) };
    const call = () => api('POST /payment/purchase', { body, headers });
    assert.deepEqual((await call()).body, { errors: 'Internal error' });
    const again = await call();
    assert.deepEqual([again.status, again.body['status']], [200, 'APPROVED']);
    assert.equal(listOf((await control('GET /ledger')).body).length, 2);
  });

  test('500-after leaves reads alone', async (t) => {
    const { api, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: '500-after' });
    assert.equal((await api('GET /card-transactions')).status, 200);
  });

  test('hang-up resets the connection after the work is done', async (t) => {
    const { api, control, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: 'hang-up' });
    await assert.rejects(api(initializeEndpoint, { body: purchase }), TypeError);
    assert.equal(listOf((await control('GET /state')).body['checkoutSessions']).length, 1);
    assert.equal((await api(initializeEndpoint, { body: purchase })).status, 200);
  });

  test('delay holds the answer back until the clock has passed it; the work is done at once', async (t) => {
    const { api, control, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: 'delay', ms: 5000, endpoint: initializeEndpoint });
    let isAnswered = false;
    const answer = api(initializeEndpoint, { body: purchase }).finally(() => (isAnswered = true));
    const sessions = async () => listOf((await control('GET /state')).body['checkoutSessions']).length;
    while ((await sessions()) === 0);
    assert.equal(isAnswered, false);
    await simulator.advance(5000);
    assert.equal((await answer).status, 200);
  });

  test('late-row hides a row from the API until its time, and from nothing else', async (t) => {
    const { api, buy, control, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: 'late-row', ms: minute });
    const { transactionId } = await buy(1);
    const seen = async () => [
      listOf((await api('GET /card-transactions?invoiceNumber=INV100101')).body).length,
      (await api(`GET /card-transactions/${textOf(transactionId)}`)).status,
    ];
    await simulator.advance(minute - 1);
    assert.deepEqual(await seen(), [0, 400]);
    assert.equal(listOf((await control('GET /ledger')).body).length, 1);
    await simulator.advance(1);
    assert.deepEqual(await seen(), [1, 200]);
  });
});

suite('A fault of the modal', () => {
  const faults: [FaultInput['kind'], string[], string[]][] = [
    ['lose-success', [], ['HIDE']],
    ['close-after-charge', ['HIDE'], []],
    ['duplicate-success', ['SUCCESS', 'SUCCESS'], ['HIDE']],
    ['reorder', ['HIDE', 'SUCCESS'], []],
  ];
  for (const [kind, now, onExit] of faults) {
    test(`${kind} charges and posts [${now.join(', ')}]`, async (t) => {
      const { open, pay, control, simulator } = await startMerchant(t);
      simulator.faults.add({ kind });
      const result = await pay(await open());
      assert.deepEqual(
        [result['kind'], statusesOf(result), statusesOf(result, 'exitMessages')],
        ['approved', now, onExit],
      );
      assert.equal(listOf((await control('GET /ledger')).body).length, 1);
      assert.deepEqual(simulator.faults.used(), { [kind]: 1 });
    });
  }

  test('without one posts SUCCESS, under the name of the session', async (t) => {
    const { open, pay } = await startMerchant(t);
    const token = await open();
    const { messages, eventMessage } = await pay(token);
    assert.deepEqual(messages, [
      { eventName: `helcim-pay-js-${token}`, eventStatus: 'SUCCESS', eventMessage },
    ]);
  });

  test('is not used up by a decline', async (t) => {
    const { open, pay, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: 'lose-success' });
    assert.deepEqual(statusesOf(await pay(await open(), { cvv: '209' })), ['ABORTED']);
    assert.equal(simulator.faults.list().length, 1);
  });

  test('wrong-hash carries another hash over the true transaction', async (t) => {
    const { api, pay, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: 'wrong-hash' });
    const isVerified = async (amount: number) => {
      const { body } = await api(initializeEndpoint, { body: { ...purchase, amount } });
      const result = await pay(textOf(body['checkoutToken']));
      const { data } = JSON.parse(textOf(result['eventMessage'])) as Json;
      const text = JSON.stringify(data?.['data']) + textOf(body['secretToken']);
      assert.equal(data?.['data']?.['status'], 'APPROVED');
      assert.match(textOf(data['hash']), /^[0-9a-f]{64}$/);
      return textOf(data['hash']) === createHash('sha256').update(text).digest('hex');
    };
    assert.deepEqual([await isVerified(1), await isVerified(2)], [false, true]);
  });

  test('charge-twice makes two approvals under one invoice number', async (t) => {
    const { buy, control, simulator } = await startMerchant(t);
    simulator.faults.add({ kind: 'charge-twice' });
    const { transactionId } = await buy(12.5, { confirmationScreen: true });
    const id = Number(transactionId);
    const entry = {
      method: 'card',
      type: 'purchase',
      reference: 'INV100101',
      amount: '12.50',
      amountCents: 1250,
      currency: 'CAD',
      at: startTime,
    };
    assert.deepEqual((await control('GET /ledger')).body, [
      { ...entry, transactionId: id },
      { ...entry, transactionId: id + 1 },
    ]);
    const [invoice] = listOf((await control('GET /state')).body['invoices']);
    assert.equal(invoice?.['amountPaidCents'], 2500);
  });

  test('hang-up and delay reach the Pay button too', async (t) => {
    const { open, pay, control, simulator } = await startMerchant(t);
    const token = await open();
    simulator.faults.add({ kind: 'hang-up', endpoint: 'POST /helcim-pay/:token/pay' });
    await assert.rejects(pay(token), TypeError);
    assert.equal((await pay(token))['kind'], 'refused');
    assert.equal(listOf((await control('GET /ledger')).body).length, 1);
    const late = await open({ amount: 7 });
    simulator.faults.add({ kind: 'delay', endpoint: 'POST /helcim-pay/:token/pay', ms: minute });
    const answer = pay(late);
    while (listOf((await control('GET /ledger')).body).length === 1);
    await simulator.advance(minute);
    assert.deepEqual(statusesOf(await answer), ['SUCCESS']);
  });
});

suite('A fault of webhooks', () => {
  test('webhook-lost is never sent', async (t) => {
    const receiver = await startReceiver(t);
    const { buy, control, simulator } = await startMerchant(t, { webhooks: { url: receiver.url } });
    simulator.faults.add({ kind: 'webhook-lost' });
    await buy(1);
    await simulator.advance(48 * 60 * minute);
    assert.deepEqual(receiver.received, []);
    const [delivery] = listOf((await control('GET /webhooks')).body['deliveries']);
    assert.deepEqual([delivery?.['outcome'], delivery?.['tries']], ['lost', []]);
  });

  test('webhook-twice is delivered a second time under its id', async (t) => {
    const receiver = await startReceiver(t);
    const { buy, simulator } = await startMerchant(t, { webhooks: { url: receiver.url } });
    simulator.faults.add({ kind: 'webhook-twice' });
    await buy(1);
    await simulator.advance(48 * 60 * minute);
    assert.equal(receiver.received.length, 2);
    assert.equal(receiver.received[0]?.id, receiver.received[1]?.id);
  });

  test('webhook-late is first sent after a while', async (t) => {
    const receiver = await startReceiver(t);
    const { buy, simulator } = await startMerchant(t, { webhooks: { url: receiver.url } });
    simulator.faults.add({ kind: 'webhook-late', ms: minute });
    await buy(1);
    await simulator.advance(minute - 1);
    assert.equal(receiver.received.length, 0);
    await simulator.advance(1);
    assert.equal(receiver.received[0]?.timestamp, Math.floor((startTime + minute) / 1000));
  });
});
