import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import express, { type RequestHandler } from 'express';
import { cardTransaction, sign, verifierToken } from '../support/webhook.js';
import { startWebhookShop, transactionId, webhookOutcome } from '../support/webhook-shop.js';

const minute = 60_000;
const hour = 60 * minute;

describe('the route', () => {
  test('without a read token answers 200 and notes the id', async (t) => {
    const { shop, tell, state } = await startWebhookShop(t, { readToken: undefined });
    assert.deepEqual(webhookOutcome(await tell()), [200, 'noted']);
    assert.equal(await state(), 'open');
    const line = shop.log.find(({ message }) => message.startsWith('A webhook names a transaction'));
    assert.deepEqual(line?.fields, { transactionId: String(transactionId) });
  });

  test('without the option answers 404, and start-up says in one line what is lost', async (t) => {
    const { shop, tell } = await startWebhookShop(t, { webhookVerifierToken: undefined });
    assert.deepEqual(webhookOutcome(await tell()), [404, 'not_found']);
    const lines = shop.log.filter(({ message }) => message.includes('webhookVerifierToken'));
    assert.equal(lines.filter(({ level }) => level === 'warn').length, 1);
  });

  test('with the option start-up is silent about it', async (t) => {
    const { shop } = await startWebhookShop(t);
    assert.equal(
      shop.log.some(({ message }) => message.includes('webhookVerifierToken')),
      false,
    );
  });

  const refused: [
    title: string,
    headers: (genuine: Record<string, string>) => Record<string, string>,
    answer: unknown[],
  ][] = [
    ['no headers', () => ({}), [400, 'webhook_incomplete']],
    ['another sender', (genuine) => ({ ...genuine, 'webhook-id': 'msg_2' }), [401, 'webhook_unsigned']],
    [
      'a time long gone',
      (genuine) => ({ ...genuine, 'webhook-timestamp': '1716412291' }),
      [403, 'webhook_untimely'],
    ],
    [
      'a compressed body',
      (genuine) => ({ ...genuine, 'content-encoding': 'gzip' }),
      [415, 'unsupported_media_type'],
    ],
  ];
  for (const [title, headers, answer] of refused) {
    test(`refuses ${title} and reads nothing`, async (t) => {
      const { shop, reads } = await startWebhookShop(t);
      const body = cardTransaction(transactionId);
      const genuine = sign(body, { at: shop.clock.now(), id: 'msg_1' });
      assert.deepEqual(webhookOutcome(await shop.post('/webhook', body, headers({ ...genuine }))), answer);
      assert.equal(reads().length, 0);
    });
  }

  test('takes a signature that is one of several, of a redelivery an hour later', async (t) => {
    const { shop } = await startWebhookShop(t);
    await shop.clock.advance(hour);
    const genuine = sign('{"type":"other"}', { at: shop.clock.now() });
    const signature = `v1a,AAAA v1,${Buffer.alloc(32).toString('base64')} ${genuine['webhook-signature']}`;
    const answer = await shop.post('/webhook', '{"type":"other"}', {
      ...genuine,
      'webhook-signature': signature,
    });
    assert.equal(answer.status, 200);
  });

  for (const body of ['', 'no json', '[]', '"text"', '{}', '{"type":1}', '{"type":"cardTransaction"}']) {
    test(`refuses a signed body that says nothing: ${body || 'an empty one'}`, async (t) => {
      const { send } = await startWebhookShop(t);
      assert.deepEqual(webhookOutcome(await send(body)), [400, 'webhook_unreadable']);
    });
  }

  test('takes 100 kB and refuses more than 256 kB', async (t) => {
    const { send } = await startWebhookShop(t);
    const body = (size: number) => JSON.stringify({ type: 'other', text: 'x'.repeat(size) });
    assert.equal((await send(body(100_000))).status, 200);
    assert.deepEqual(webhookOutcome(await send(body(256 * 1024))), [413, 'body_too_large']);
  });

  test('is exempt from origin checks and from address limits', async (t) => {
    const { shop, send } = await startWebhookShop(t, { limits: { perAddress: 1 } });
    for (let number = 0; number < 5; number += 1) assert.equal((await send('{"type":"other"}')).status, 200);
    const body = '{"type":"other"}';
    const foreign = {
      ...sign(body, { at: shop.clock.now() }),
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    };
    assert.equal((await shop.post('/webhook', body, foreign)).status, 200);
    assert.equal((await shop.get('/webhook')).status, 429);
  });

  const parsers: [title: string, parser: RequestHandler, status: number][] = [
    ['express.json()', express.json(), 500],
    ['express.text()', express.text({ type: '*/*' }), 500],
    ['express.urlencoded()', express.urlencoded(), 200],
    ['express.raw()', express.raw({ type: '*/*' }), 200],
    [
      'a body that was read and thrown away',
      (request, _response, next) => void request.resume().on('end', next),
      500,
    ],
  ];
  for (const [title, parser, status] of parsers) {
    test(`behind ${title}: ${status === 200 ? 'served' : 'a named error with the cure'}`, async (t) => {
      const { shop } = await startWebhookShop(t);
      const app = express().use(parser).use('/pay', shop.initializer.router);
      const server = app.listen(0, '127.0.0.1');
      await once(server, 'listening');
      t.after(() => server.close());
      const body = '{"type":"other"}';
      const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/pay/webhook`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          connection: 'close',
          ...sign(body, { at: shop.clock.now() }),
        },
        body,
      });
      assert.equal(answer.status, status);
      if (status === 200) return;
      assert.match(await answer.text(), /"body_already_parsed"/);
      const causes = shop.log.map(({ fields }) => JSON.stringify(fields['error'] ?? null));
      assert.ok(causes.some((cause) => cause.includes('mount initializer.router before express.json()')));
    });
  }

  test('neither logs nor answers the verifier token', async (t) => {
    const { shop, tell } = await startWebhookShop(t, { webhookVerifierToken: `whsec_${verifierToken}` });
    await tell();
    await shop.post('/webhook', '{}', { 'webhook-id': verifierToken });
    assert.equal(JSON.stringify([shop.log, shop.answers]).includes(verifierToken), false);
  });
});
