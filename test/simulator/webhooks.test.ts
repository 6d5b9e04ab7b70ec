import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startSimulator } from '../../packages/initializer/simulator/index.js';
import { webhookSignature } from '../../packages/initializer/simulator/rules/webhook-signature.js';
import { listOf, minute, startMerchant, startTime, textOf } from './simulated-merchant.js';
import { isGenuine, startReceiver } from './webhook-receiver.js';

const second = 1000;
const hour = 60 * minute;
const verifierToken = 'c2FuZGJveC12ZXJpZmllci10b2tlbi0wMDE=';

suite('The signature of a webhook', () => {
  test('is that of the measured vector', () => {
    const message = {
      id: 'msg_2gq5VYqF4DlzM66mCpaXtsEBAkp',
      timestamp: '1716412291',
      body: '{"id":"25764674","type":"cardTransaction"}',
    };
    assert.equal(webhookSignature(verifierToken, message), 'v1,0/4AOxMkrdGy5ebfE5sAfOvGh3acgRIQ+tGnW/4WDTw=');
  });
});

suite('A webhook', () => {
  test('tells of an approved payment, signed, with its id as text', async (t) => {
    const { url, count } = await startReceiver(t);
    const { buy, simulator } = await startMerchant(t, { webhooks: { url, verifierToken } });
    const { transactionId } = await buy(10);
    const [received] = await count(1);
    assert.ok(received);
    assert.equal(received.body, `{"id":"${textOf(transactionId)}","type":"cardTransaction"}`);
    assert.match(received.id, /^msg_[A-Za-z0-9]{27}$/);
    assert.equal(received.timestamp, Math.floor(startTime / 1000));
    assert.match(received.contentType ?? '', /^application\/json/);
    assert.equal(simulator.webhookVerifierToken, verifierToken);
    assert.equal(await isGenuine(received, verifierToken), true);
    assert.equal(await isGenuine({ ...received, body: `${received.body} ` }, verifierToken), false);
    assert.equal(await isGenuine(received, btoa('another verifier token')), false);
  });

  test('tells of a declined payment and of a refund too', async (t) => {
    const receiver = await startReceiver(t);
    const { open, pay, buy, api, simulator } = await startMerchant(t, { webhooks: { url: receiver.url } });
    await pay(await open(), { cvv: '209' });
    const { transactionId } = await buy(10);
    const ipAddress = '127.0.0.1';
    await api('POST /payment/reverse', { body: { cardTransactionId: Number(transactionId), ipAddress } });
    await simulator.advance(0);
    const rows = listOf((await api('GET /card-transactions')).body);
    assert.deepEqual(
      receiver.received.map(({ body }) => (JSON.parse(body) as { id: string }).id).sort(),
      rows.map((row) => JSON.stringify(row['transactionId'])).sort(),
    );
    assert.equal(rows.length, 3);
  });

  test('is sent again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, then given up', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers = [500];
    const { buy, control, advance } = await startMerchant(t, {
      webhooks: { url: receiver.url, verifierToken },
    });
    await buy(10);
    await advance(40 * hour);
    const delays = [0, 5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
    let at = startTime;
    const times = delays.map((delay) => (at += delay));
    const { received } = receiver;
    assert.deepEqual(
      received.map(({ timestamp }) => timestamp),
      times.map((time) => Math.floor(time / 1000)),
    );
    assert.equal(new Set(received.map(({ id }) => id)).size, 1);
    assert.equal(new Set(received.map(({ signature }) => signature)).size, 8);
    for (const one of received) assert.equal(await isGenuine(one, verifierToken), true);
    const [delivery] = listOf((await control('GET /webhooks')).body['deliveries']);
    assert.equal(delivery?.['outcome'], 'failed');
    assert.deepEqual(
      delivery['tries'],
      times.map((time) => ({ at: time, status: 500 })),
    );
  });

  test('is delivered by the first 2xx and then left alone', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers = [404, 302, 204];
    const { buy, control, advance } = await startMerchant(t, { webhooks: { url: receiver.url } });
    await buy(10);
    await advance(40 * hour);
    const [delivery] = listOf((await control('GET /webhooks')).body['deliveries']);
    assert.deepEqual(
      [
        delivery?.['outcome'],
        listOf(delivery?.['tries']).map((one) => one['status']),
        delivery?.['nextTryAt'],
      ],
      ['delivered', [404, 302, 204], undefined],
    );
  });

  test('names the error where nobody answers, and when it will be tried next', async (t) => {
    const { buy, control, advance } = await startMerchant(t, {
      webhooks: { url: 'http://127.0.0.1:9/hooks/card-events' },
    });
    await buy(10);
    await advance(0);
    const [delivery] = listOf((await control('GET /webhooks')).body['deliveries']);
    const [tried] = listOf(delivery?.['tries']);
    assert.deepEqual(Object.keys(tried ?? {}), ['at', 'error']);
    assert.deepEqual([delivery?.['outcome'], delivery?.['nextTryAt']], ['waiting', startTime + 5 * second]);
  });

  test('is tried in real time as well, when nobody moves the clock', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers = [503, 204];
    let passed = 0;
    const { buy } = await startMerchant(t, {
      clock: { now: () => startTime + (passed += second) },
      webhooks: { url: receiver.url },
    });
    await buy(10);
    const received = await receiver.count(2);
    assert.equal(received[0]?.id, received[1]?.id);
  });

  test('is sent again by hand, with the same id, whatever became of it', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers = [500, 204, 204];
    const { buy, control, advance } = await startMerchant(t, { webhooks: { url: receiver.url } });
    await buy(10);
    await advance(0);
    const [delivery] = listOf((await control('GET /webhooks')).body['deliveries']);
    const path = `POST /webhooks/${textOf(delivery?.['id'])}/redeliver`;
    const { status, body } = await control(path);
    assert.deepEqual([status, body['outcome'], listOf(body['tries']).length], [200, 'delivered', 2]);
    await advance(40 * hour);
    assert.equal(receiver.received.length, 2);
    await control(path);
    assert.equal(new Set((await receiver.count(3)).map(({ id }) => id)).size, 1);
    assert.equal((await control('POST /webhooks/msg_unknown/redeliver')).status, 404);
  });

  test('is not sent while webhooks are off, for an event not chosen, nor for terminals only', async (t) => {
    const receiver = await startReceiver(t);
    const { buy, control, advance } = await startMerchant(t);
    const settings: object[] = [
      { url: receiver.url, enabled: false },
      { enabled: true, events: ['terminalCancel'] },
    ];
    for (const [index, change] of settings.entries()) {
      assert.equal((await control('PUT /webhooks', change)).status, 200);
      await buy(index + 1);
    }
    await control('PUT /webhooks', { events: ['cardTransaction'] });
    await control('PUT /switches', { webhookScope: 'terminals only' });
    await buy(3);
    await advance(0);
    assert.deepEqual([receiver.received, (await control('GET /webhooks')).body['deliveries']], [[], []]);
    await control('PUT /switches', { webhookScope: 'any tool' });
    await buy(4);
    assert.equal((await receiver.count(1)).length, 1);
  });

  test('of a reset account is forgotten; its verifier token is not', async (t) => {
    const receiver = await startReceiver(t);
    receiver.answers = [500];
    const { buy, control, advance } = await startMerchant(t, {
      webhooks: { url: receiver.url, verifierToken },
    });
    await buy(10);
    await advance(0);
    await control('POST /reset');
    await advance(40 * hour);
    assert.equal(receiver.received.length, 1);
    const { body } = await control('GET /webhooks');
    assert.deepEqual(
      [body['deliveries'], body['url'], body['verifierToken'], body['enabled']],
      [[], receiver.url, verifierToken, true],
    );
  });
});

suite('The Deliver URL', () => {
  const refused: [string, RegExp][] = [
    ['http://shop.example/hooks', /Must be https/],
    ['ftp://shop.example/hooks', /Must be https/],
    ['https://shop.example/helcim/hooks', /Helcim/],
    ['https://HELCIM.example/hooks', /Helcim/],
    ['https://shop.example/hooks?from=hElCiM', /Helcim/],
    ['https://user:secret@shop.example/hooks', /user name/],
    ['shop.example/hooks', /whole URL/],
  ];
  for (const [url, reason] of refused) {
    test(`is refused: ${url}`, async (t) => {
      const { control } = await startMerchant(t);
      const { status, body } = await control('PUT /webhooks', { enabled: true, url });
      assert.equal(status, 400);
      assert.match(textOf(body['errors']?.['url']), reason);
      assert.equal((await control('GET /webhooks')).body['enabled'], false);
      await assert.rejects(startSimulator({ webhooks: { url } }), TypeError);
    });
  }

  for (const url of [
    'https://shop.example/hooks/card-events',
    'http://localhost:3000/hooks',
    'http://[::1]/',
  ]) {
    test(`is taken: ${url}`, async (t) => {
      const { control } = await startMerchant(t);
      const { status, body } = await control('PUT /webhooks', { url });
      assert.deepEqual([status, body['url']], [200, url]);
    });
  }

  test('is needed to turn webhooks on', async (t) => {
    const { control } = await startMerchant(t);
    assert.equal((await control('PUT /webhooks', { enabled: true })).status, 400);
  });
});
