import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import express, { type RequestHandler } from 'express';
import {
  memoryStore,
  type ApprovedInput,
  type Order,
  type ReviewInput,
} from '../../../packages/initializer/src/index.js';
import { row, signedResult, startFakeHelcim, tokens, transaction } from '../support/fake-helcim.js';
import { plainOrder, startShop, type Answer, type ShopOptions } from '../support/shop.js';
import { cardTransaction, sign, verifierToken } from '../support/webhook.js';

const minute = 60_000;
const hour = 60 * minute;
const transactionId = 44158194;

/** A shop with webhooks and one open session. */
async function setUp(t: TestContext, options: ShopOptions = {}, order: Order = plainOrder) {
  const helcim = await startFakeHelcim(t);
  const fulfilled: ApprovedInput[] = [];
  const reviews: ReviewInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    webhookVerifierToken: verifierToken,
    getOrder: () => order,
    fulfill: (input) => void fulfilled.push(input),
    onReview: (input) => void reviews.push(input),
    ...options,
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  const reference = String(json['reference']);
  const send = (body: string, id?: string) =>
    shop.post('/webhook', body, { ...sign(body, { at: shop.clock.now(), ...(id ? { id } : {}) }) });
  return {
    helcim,
    shop,
    fulfilled,
    reviews,
    sessionId,
    reference,
    send,
    tell: (id: string | number = transactionId, webhookId?: string) => send(cardTransaction(id), webhookId),
    result: (changes: Record<string, string> = {}) =>
      shop.post(`/sessions/${sessionId}/result`, {
        eventMessage: signedResult(
          transaction({ invoiceNumber: reference, ...changes }),
          tokens(1).secretToken,
        ),
      }),
    state: async () => (await shop.initializer.find({ sessionId }))?.state,
    reads: () => helcim.calls.filter(({ path }) => path.includes('/card-transactions/')),
  };
}

function outcome({ status, json }: Answer): unknown[] {
  const error = json['error'] as { code: string } | undefined;
  return [status, error?.code ?? json['webhook']];
}

describe('a cardTransaction', () => {
  test('is read by its id with the read token; an approved row settles and fulfills', async (t) => {
    const { helcim, tell, reference, state, fulfilled, reads } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: reference })];
    assert.deepEqual(outcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'approved');
    assert.equal(fulfilled.length, 1);
    assert.deepEqual(
      reads().map(({ path, token }) => [path, token]),
      [[`/v2/card-transactions/${transactionId}`, 'read-token']],
    );
  });

  test('finds its session whatever the case of the reference', async (t) => {
    const { helcim, tell, reference, state } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: reference.toLowerCase() })];
    assert.deepEqual(outcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'approved');
  });

  test('that was declined is no success: the session stays open, also after its grace', async (t) => {
    const { helcim, shop, tell, reference, state, fulfilled } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: reference, status: 'DECLINED' })];
    assert.deepEqual(outcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'open');
    helcim.readReplies.push({ status: 400 });
    await shop.clock.advance(71 * minute);
    helcim.rows = [row({ invoiceNumber: reference, status: 'DECLINED' })];
    assert.equal((await tell()).status, 200);
    assert.equal(await state(), 'closing');
    assert.equal(fulfilled.length, 0);
  });

  test('of another amount is review', async (t) => {
    const { helcim, tell, reference, state, fulfilled } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: reference, amount: 4.99 })];
    assert.deepEqual(outcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'review');
    assert.equal(fulfilled.length, 0);
  });

  test('of a payment that went back again is read with the payment it belongs to: review', async (t) => {
    const { helcim, tell, reference, state } = await setUp(t);
    const refund = row({ invoiceNumber: reference, transactionId: 2, type: 'refund' });
    helcim.rows = [row({ invoiceNumber: reference }), refund];
    assert.deepEqual(outcome(await tell(2)), [200, 'settled']);
    assert.equal(await state(), 'review');
  });

  test('settles an order that was cancelled into review, and a second approval too', async (t) => {
    const { helcim, shop, tell, reference, state, reviews } = await setUp(t);
    await shop.initializer.cancel('order-1');
    helcim.rows = [row({ invoiceNumber: reference }), row({ invoiceNumber: reference, transactionId: 2 })];
    await tell();
    assert.equal(await state(), 'review');
    assert.deepEqual(outcome(await tell(2)), [200, 'settled']);
    assert.deepEqual(
      reviews.map(({ reason }) => reason),
      ['superseded_session', 'second_approval'],
    );
  });

  test('settles a session that has expired', async (t) => {
    const { helcim, shop, tell, reference, state } = await setUp(t);
    await shop.clock.advance(70 * minute);
    await shop.initializer.reconcile();
    assert.equal(await state(), 'expired');
    helcim.rows = [row({ invoiceNumber: reference })];
    await tell();
    assert.equal(await state(), 'approved');
  });
});

describe('redelivery', () => {
  test('the same webhook again is 200 without a read, and fulfill ran once', async (t) => {
    const { helcim, tell, reference, fulfilled, reads } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: reference })];
    await tell(transactionId, 'msg_1');
    for (let again = 0; again < 3; again += 1) {
      assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'known']);
    }
    assert.deepEqual([fulfilled.length, reads().length], [1, 1]);
  });

  test('another webhook about a settled transaction is 200 without a read', async (t) => {
    const { tell, result, fulfilled, reads } = await setUp(t, { readToken: 'read-token' });
    await result();
    const before = reads().length;
    assert.deepEqual(outcome(await tell()), [200, 'known']);
    assert.deepEqual([fulfilled.length, reads().length], [1, before]);
  });

  test('ten copies at once and the browser’s result fulfill once', async (t) => {
    const { helcim, tell, result, reference, fulfilled, state } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: reference })];
    const answers = await Promise.all([
      result(),
      ...Array.from({ length: 10 }, () => tell(transactionId, 'msg_1')),
    ]);
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(await state(), 'approved');
    assert.equal(fulfilled.length, 1);
  });

  test('what failed comes again and is handled then: the receipt is written after settle', async (t) => {
    const memory = memoryStore();
    let fails = false;
    const store = {
      ...memory,
      update: (next: Parameters<typeof memory.update>[0]) =>
        fails ? Promise.reject(new Error('the disk is full')) : memory.update(next),
    };
    const { helcim, tell, reference, state, fulfilled } = await setUp(t, { store });
    helcim.rows = [row({ invoiceNumber: reference })];
    fails = true;
    assert.equal((await tell(transactionId, 'msg_1')).status, 500);
    fails = false;
    assert.equal(await state(), 'open');
    assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'settled']);
    assert.equal(fulfilled.length, 1);
  });

  test('a receipt is remembered for the 28 hours of Helcim’s schedule', async (t) => {
    const { shop, tell, send, reads } = await setUp(t);
    await send('{"type":"somethingNew"}', 'msg_1');
    await shop.clock.advance(28 * hour);
    const before = reads().length;
    assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'known']);
    assert.equal(reads().length, before);
  });
});

describe('what Helcim should send again', () => {
  const replies: [
    title: string,
    reply: Parameters<Awaited<ReturnType<typeof startFakeHelcim>>['readReplies']['push']>[0][],
  ][] = [
    ['a transaction that is not listed yet', []],
    ['an answer of 404', [{ status: 404 }]],
    ['a read token without permission', [{ status: 401, body: '{"errors":"No access permission"}' }]],
    ['a wrong read token', [{ status: 401, body: '{"errors":"Unauthorized"}' }]],
    [
      'an answer that is no JSON',
      [
        { status: 200, body: '<html>' },
        { status: 200, body: '<html>' },
      ],
    ],
    ['a list in the place of a row', [{ status: 200, body: '[]' }]],
    ['a row of another id', [{ status: 200, body: JSON.stringify(row({ transactionId: 2 })) }]],
    [
      'a row without a status that we know',
      [{ status: 200, body: JSON.stringify(row({ status: 'WAITING' })) }],
    ],
  ];
  for (const [title, reply] of replies) {
    test(`${title}: 503, and settled when it comes again`, async (t) => {
      const { helcim, shop, tell, reference, state } = await setUp(t);
      helcim.readReplies.push(...reply);
      const waiting = tell(transactionId, 'msg_1');
      const timer = setInterval(() => void shop.clock.advance(100), 5);
      assert.deepEqual(outcome(await waiting), [503, 'transaction_unreadable']);
      clearInterval(timer);
      helcim.rows = [row({ invoiceNumber: reference })];
      assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'settled']);
      assert.equal(await state(), 'approved');
    });
  }
});

describe('other business of the account', () => {
  const foreign: [title: string, changes: Record<string, string | number>][] = [
    ['a number that is not ours', { invoiceNumber: 'INV100101' }],
    ['our prefix inside a number', { invoiceNumber: 'X-HC-100101' }],
    ['no number', { invoiceNumber: '' }],
    ['a declined payment under our prefix', { invoiceNumber: 'HC-LOST', status: 'DECLINED' }],
    ['a refund under our prefix', { invoiceNumber: 'HC-LOST', type: 'refund' }],
  ];
  for (const [title, changes] of foreign) {
    test(`${title} is 200 and ignored, and not read again`, async (t) => {
      const { helcim, tell, state, reviews, reads } = await setUp(t);
      helcim.rows = [row(changes)];
      assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'ignored']);
      assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'known']);
      assert.deepEqual([await state(), reviews.length, reads().length], ['open', 0, 1]);
    });
  }

  test('money under our prefix without a session is told to onReview once, and 503 each time', async (t) => {
    const { helcim, shop, tell, reviews } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: 'hc-0000000000000000' })];
    for (const id of ['msg_1', 'msg_1', 'msg_2']) {
      assert.deepEqual(outcome(await tell(transactionId, id)), [503, 'session_missing']);
    }
    const [review, ...others] = reviews;
    assert.equal(others.length, 0);
    assert.deepEqual(
      [review?.reason, review?.order, review?.sessionId, review?.reference, review?.idempotencyKey],
      ['session_missing', undefined, undefined, 'hc-0000000000000000', `stray-${transactionId}`],
    );
    assert.deepEqual([review?.transaction?.amount, review?.transaction?.cardToken], ['49.99', undefined]);
    assert.ok(shop.log.some(({ level, message }) => level === 'error' && message.includes('needs a person')));
  });

  test('the alert is repeated while onReview throws', async (t) => {
    let calls = 0;
    const onReview = () => {
      calls += 1;
      if (calls === 1) throw new Error('the mail server is down');
    };
    const { helcim, tell } = await setUp(t, { onReview });
    helcim.rows = [row({ invoiceNumber: 'HC-LOST' })];
    for (const [status, expected] of [
      [500, 1],
      [503, 2],
      [503, 2],
    ]) {
      assert.deepEqual([(await tell(transactionId, 'msg_1')).status, calls], [status, expected]);
    }
  });

  const bodies: [title: string, body: object][] = [
    ['terminalCancel', { type: 'terminalCancel', data: { deviceCode: 'NBL7', transactionAmount: 1 } }],
    ['connectedAccount', { type: 'connectedAccount', apiToken: 'x' }],
    ['a type that Helcim may invent', { type: 'toString', id: 7 }],
  ];
  for (const [title, body] of bodies) {
    test(`${title} is 200 and ignored`, async (t) => {
      const { send, reads } = await setUp(t);
      assert.deepEqual(outcome(await send(JSON.stringify(body))), [200, 'ignored']);
      assert.equal(reads().length, 0);
    });
  }
});

describe('an order that names an existing invoice', () => {
  const onInvoice: Order = { ...plainOrder, invoiceNumber: 'INV7' };
  const payment = (changes: Record<string, string | number> = {}) =>
    row({ invoiceNumber: 'inv7', dateCreated: '2026-01-20 11:00:40', ...changes });

  test('is found by the number of the invoice', async (t) => {
    const { helcim, tell, state } = await setUp(t, {}, onInvoice);
    helcim.rows = [payment()];
    assert.deepEqual(outcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'approved');
  });

  test('has nothing to do with older payments of it', async (t) => {
    const { helcim, tell, state } = await setUp(t, {}, onInvoice);
    helcim.rows = [payment({ dateCreated: '2026-01-20 10:59:59' })];
    assert.deepEqual(outcome(await tell()), [200, 'ignored']);
    assert.equal(await state(), 'open');
  });

  test('gives way to the other order on the invoice whose terms the payment meets', async (t) => {
    const getOrder = (orderId: string): Order => ({
      ...onInvoice,
      amount: orderId === 'order-1' ? 10 : 49.99,
    });
    const { helcim, shop, tell, state } = await setUp(t, { getOrder });
    await shop.post('/sessions', { orderId: 'order-2' });
    helcim.rows = [payment()];
    assert.deepEqual(outcome(await tell()), [200, 'settled']);
    assert.equal(await state(), 'open');
    assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'approved');
  });

  test('shared by two orders with the same terms: 503 until the browser’s result has told whose it is', async (t) => {
    const { helcim, shop, tell, result, state } = await setUp(t, {}, onInvoice);
    await shop.post('/sessions', { orderId: 'order-2' });
    helcim.rows = [payment()];
    assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [503, 'busy']);
    await result({ invoiceNumber: 'INV7' });
    assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'known']);
    assert.equal(await state(), 'approved');
    assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'open');
  });

  test('shared by two orders with the same terms and no result: both are review after the grace, and 200', async (t) => {
    const { helcim, shop, tell, reviews } = await setUp(t, {}, onInvoice);
    await shop.post('/sessions', { orderId: 'order-2' });
    helcim.rows = [payment()];
    assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [503, 'busy']);
    await shop.clock.advance(70 * minute);
    await shop.initializer.reconcile();
    assert.deepEqual(
      reviews.map(({ reason }) => reason),
      ['invoice_shared', 'invoice_shared'],
    );
    assert.deepEqual(outcome(await tell(transactionId, 'msg_1')), [200, 'ignored']);
    assert.equal(reviews.length, 2);
    // A payment that came only now: the looks are over, so that a person hears of it here, once.
    helcim.rows = [payment({ transactionId: 44158195 })];
    for (const id of ['msg_2', 'msg_3']) assert.equal((await tell(44158195, id)).status, 200);
    assert.deepEqual(
      reviews.slice(2).map(({ reason, transaction }) => [reason, transaction?.transactionId]),
      [['invoice_shared', '44158195']],
    );
  });
});

describe('the route', () => {
  test('without a read token answers 200 and notes the id', async (t) => {
    const { shop, tell, state } = await setUp(t, { readToken: undefined });
    assert.deepEqual(outcome(await tell()), [200, 'noted']);
    assert.equal(await state(), 'open');
    const line = shop.log.find(({ message }) => message.startsWith('A webhook names a transaction'));
    assert.deepEqual(line?.fields, { transactionId: String(transactionId) });
  });

  test('without the option answers 404, and start-up says in one line what is lost', async (t) => {
    const { shop, tell } = await setUp(t, { webhookVerifierToken: undefined });
    assert.deepEqual(outcome(await tell()), [404, 'not_found']);
    const lines = shop.log.filter(({ message }) => message.includes('webhookVerifierToken'));
    assert.equal(lines.filter(({ level }) => level === 'warn').length, 1);
  });

  test('with the option start-up is silent about it', async (t) => {
    const { shop } = await setUp(t);
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
      const { shop, reads } = await setUp(t);
      const body = cardTransaction(transactionId);
      const genuine = sign(body, { at: shop.clock.now(), id: 'msg_1' });
      assert.deepEqual(outcome(await shop.post('/webhook', body, headers({ ...genuine }))), answer);
      assert.equal(reads().length, 0);
    });
  }

  test('takes a signature that is one of several, of a redelivery an hour later', async (t) => {
    const { shop } = await setUp(t);
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
      const { send } = await setUp(t);
      assert.deepEqual(outcome(await send(body)), [400, 'webhook_unreadable']);
    });
  }

  test('takes 100 kB and refuses more than 256 kB', async (t) => {
    const { send } = await setUp(t);
    const body = (size: number) => JSON.stringify({ type: 'other', text: 'x'.repeat(size) });
    assert.equal((await send(body(100_000))).status, 200);
    assert.deepEqual(outcome(await send(body(256 * 1024))), [413, 'body_too_large']);
  });

  test('is exempt from origin checks and from address limits', async (t) => {
    const { shop, send } = await setUp(t, { limits: { perAddress: 1 } });
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
      const { shop } = await setUp(t);
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
    const { shop, tell } = await setUp(t, { webhookVerifierToken: `whsec_${verifierToken}` });
    await tell();
    await shop.post('/webhook', '{}', { 'webhook-id': verifierToken });
    assert.equal(JSON.stringify([shop.log, shop.answers]).includes(verifierToken), false);
  });
});
