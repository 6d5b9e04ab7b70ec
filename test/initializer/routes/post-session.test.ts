import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { memoryStore, type Order } from '../../../packages/initializer/src/index.js';
import {
  signedResult,
  startFakeHelcim,
  tokens,
  transaction,
  unsignedResult,
  row,
} from '../support/fake-helcim.js';
import { start } from '../support/manual-clock.js';
import { plainOrder, startShop, type ShopOptions } from '../support/shop.js';

const second = 1_000;
const minute = 60 * second;
const scope = (apiUrl: string) => `default@${new URL(apiUrl).host}`;

/** A shop in front of a fake Helcim, and what most tests do with the two. */
async function setUp(t: TestContext, options: ShopOptions = {}) {
  const helcim = await startFakeHelcim(t);
  const { store = memoryStore() } = options;
  const shop = await startShop(t, { apiUrl: helcim.apiUrl, ...options, store });
  const post = (orderId = 'order-1') => shop.post('/sessions', { orderId });
  const result = (sessionId: unknown, eventMessage: string) =>
    shop.post(`/sessions/${String(sessionId)}/result`, { eventMessage });
  return { helcim, shop, store, post, result };
}

describe('no session yet', () => {
  test('a session is made: 201 with token, life, amount, currency, type and reference, and no secret', async (t) => {
    const { helcim, post } = await setUp(t);
    const { status, json } = await post();
    assert.equal(status, 201);
    const { sessionId, reference, ...rest } = json;
    assert.deepEqual(rest, {
      outcome: 'open',
      checkoutToken: tokens(1).checkoutToken,
      expiresInSeconds: 3600,
      amount: '49.99',
      currency: 'CAD',
      paymentType: 'purchase',
    });
    assert.match(String(sessionId), /^[\w-]{22}$/);
    assert.match(String(reference), /^HC-[0-9A-HJKMNP-TV-Z]{16}$/);
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('the session is recorded before Helcim is called', async (t) => {
    const { helcim, shop, post } = await setUp(t);
    helcim.initializeReplies.push('silence');
    const waiting = post();
    while (helcim.initializeCalls().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal((await shop.initializer.find({ orderId: 'order-1' }))?.state, 'initializing');
    await shop.clock.advance(8 * second);
    await shop.clock.advance(8 * second);
    await waiting;
  });

  test('a hundred requests at once make one session and one call to Helcim', async (t) => {
    const limits = { perAddress: Infinity, newSessionsPerAddress: Infinity, perOrder: Infinity };
    const { helcim, post } = await setUp(t, { limits });
    const answers = await Promise.all(Array.from({ length: 100 }, () => post()));
    assert.equal(helcim.initializeCalls().length, 1);
    assert.deepEqual(
      new Set(answers.map(({ json }) => json['checkoutToken'])),
      new Set([tokens(1).checkoutToken]),
    );
    assert.equal(answers.filter(({ status }) => status === 201).length, 1);
    assert.equal(answers.filter(({ status }) => status === 200).length, 99);
  });

  test('two spellings of one order share the session of the orderId that getOrder answers', async (t) => {
    const { helcim, shop } = await setUp(t, {
      getOrder: (orderId) => ({ ...plainOrder, orderId: orderId.trim().toLowerCase() }),
      limits: { perOrder: 2 },
    });
    const answers = [];
    for (const orderId of ['order-1', 'ORDER-1 ', 'Order-1'])
      answers.push(await shop.post('/sessions', { orderId }));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [201, 200, 429],
    );
    assert.equal(answers[0]?.json['sessionId'], answers[1]?.json['sessionId']);
    assert.equal(helcim.initializeCalls().length, 1);
    assert.equal((await shop.initializer.find({ orderId: 'order-1' }))?.state, 'open');
  });

  test('without an orderId in the answer the text that was asked for is the key, to the letter', async (t) => {
    const { helcim, shop } = await setUp(t);
    for (const orderId of ['order-1', 'ORDER-1', 'order-1 ']) {
      assert.equal((await shop.post('/sessions', { orderId })).status, 201);
    }
    assert.equal(helcim.initializeCalls().length, 3);
  });

  test('a refusal of Helcim frees the order at once, under a new reference', async (t) => {
    const { helcim, post } = await setUp(t);
    helcim.initializeReplies.push({
      status: 400,
      body: '{"errors":{"amount":"Missing required data amount"}}',
    });
    const refused = await post();
    assert.equal(refused.status, 502);
    assert.deepEqual((refused.json['error'] as { code: string }).code, 'helcim_refused');
    assert.equal((await post()).status, 201);
    const [first, next] = helcim
      .initializeCalls()
      .map(({ body }) => body['invoiceRequest'] as { invoiceNumber: string });
    assert.notEqual(first?.invoiceNumber, next?.invoiceNumber);
  });

  test('a timeout of Helcim is no charge: 503, and the next click starts anew', async (t) => {
    const { helcim, shop, post } = await setUp(t);
    helcim.initializeReplies.push('silence', 'silence');
    const waiting = post();
    while (helcim.initializeCalls().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await shop.clock.advance(8 * second);
    while (helcim.initializeCalls().length < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    let answer: Awaited<typeof waiting> | undefined;
    void waiting.then((value) => (answer = value));
    while (!answer) {
      await shop.clock.advance(second);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    assert.equal(answer.status, 503);
    assert.ok(answer.headers.get('retry-after'));
    assert.equal((await post()).status, 201);
  });
});

describe('initializing', () => {
  test('a request waits up to five seconds for another process, then answers 503', async (t) => {
    const { shop, store, post, helcim } = await setUp(t);
    await post();
    const [session] = await store.ofOrder(scope(helcim.apiUrl), 'order-1');
    assert.ok(session);
    const elsewhere = {
      ...session,
      state: 'initializing',
      leaseUntil: start + 20 * second,
      checkoutToken: null,
    } as const;
    await store.update({ ...elsewhere, version: session.version + 1 });
    const waiting = post();
    let answer: Awaited<typeof waiting> | undefined;
    void waiting.then((value) => (answer = value));
    while (!answer) {
      await shop.clock.advance(200);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    assert.equal(answer.status, 503);
    assert.equal(answer.headers.get('retry-after'), '2');
    assert.ok(shop.clock.now() - start >= 5 * second);
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('a lapsed lease is claimed again under a new reference', async (t) => {
    const { shop, store, post, helcim } = await setUp(t);
    const first = await post();
    const [session] = await store.ofOrder(scope(helcim.apiUrl), 'order-1');
    assert.ok(session);
    const dead = { ...session, state: 'initializing', leaseUntil: start + 20 * second, dueAt: null } as const;
    await store.update({ ...dead, version: session.version + 1 });
    await shop.clock.advance(20 * second);
    const next = await post();
    assert.equal(next.status, 201);
    assert.notEqual(next.json['reference'], first.json['reference']);
  });
});

describe('open', () => {
  test('to minute 55 the same token is answered with 200 and what is left of its life', async (t) => {
    const { helcim, shop, post } = await setUp(t);
    const first = await post();
    await shop.clock.advance(55 * minute - 1);
    const { status, json } = await post();
    assert.equal(status, 200);
    assert.deepEqual({ ...json, expiresInSeconds: 3600 }, first.json);
    assert.equal(json['expiresInSeconds'], 300);
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('getOrder is asked for a resume too, and null is 404', async (t) => {
    let order: Order | null = plainOrder;
    const { post } = await setUp(t, { getOrder: () => order });
    assert.equal((await post()).status, 201);
    order = null;
    assert.equal((await post()).status, 404);
  });

  test('declines are counted and never final', async (t) => {
    const { shop, post, result } = await setUp(t);
    const { json } = await post();
    const declined = transaction({ status: 'DECLINED', invoiceNumber: String(json['reference']) });
    const answer = await result(json['sessionId'], signedResult(declined, tokens(1).secretToken));
    assert.equal(answer.json['outcome'], 'open');
    assert.equal((await shop.initializer.find({ orderId: 'order-1' }))?.declines, 1);
    assert.equal((await post()).status, 200);
  });

  const changes: [title: string, order: Order][] = [
    ['amount', { ...plainOrder, amount: 50 }],
    ['currency', { ...plainOrder, currency: 'USD' }],
    ['payment method', { ...plainOrder, paymentMethod: 'cc-ach' }],
    ['customer', { ...plainOrder, customerCode: 'CST1' }],
    ['invoice', { ...plainOrder, invoiceNumber: 'INV1' }],
  ];
  for (const [title, changed] of changes) {
    test(`another ${title} supersedes the session: a new token, and the old session says superseded`, async (t) => {
      let order = plainOrder;
      const { helcim, shop, post } = await setUp(t, { getOrder: () => order });
      const first = await post();
      order = changed;
      const next = await post();
      assert.equal(next.status, 201);
      assert.notEqual(next.json['sessionId'], first.json['sessionId']);
      assert.equal(
        (await shop.get(`/sessions/${String(first.json['sessionId'])}`)).json['outcome'],
        'superseded',
      );
      assert.deepEqual((await post()).json, next.json);
      assert.equal(helcim.initializeCalls().length, 2);
    });
  }

  test('the same order written otherwise is the same session', async (t) => {
    let order = plainOrder;
    const { post } = await setUp(t, { getOrder: () => order });
    const first = await post();
    order = { amount: 49.99, currency: 'CAD', paymentType: 'purchase', modal: { appearance: 'dark' } };
    assert.deepEqual((await post()).json, first.json);
  });
});

describe('confirmationScreen', () => {
  test('is in every answer of an order that asks for it, and supersedes nothing when it changes', async (t) => {
    let order: Order = { ...plainOrder, modal: { confirmationScreen: true } };
    const { shop, post, result } = await setUp(t, { getOrder: () => order });
    const { json } = await post();
    assert.equal(json['confirmationScreen'], true);
    const { sessionId } = json;
    assert.equal((await shop.get(`/sessions/${String(sessionId)}`)).json['confirmationScreen'], true);
    order = plainOrder;
    assert.equal((await post()).json['sessionId'], sessionId);
    const paid = transaction({ invoiceNumber: String(json['reference']) });
    const answer = await result(sessionId, signedResult(paid, tokens(1).secretToken));
    assert.deepEqual([answer.json['outcome'], answer.json['confirmationScreen']], ['approved', true]);
  });
});

describe('closing', () => {
  test('from minute 55 to 70 the answer is 409 with Retry-After and without a token', async (t) => {
    const { helcim, shop, post } = await setUp(t);
    await post();
    await shop.clock.advance(55 * minute);
    const { status, json, headers } = await post();
    assert.equal(status, 409);
    assert.equal(headers.get('retry-after'), String(15 * 60));
    assert.equal(json['retryAfterSeconds'], 15 * 60);
    assert.equal(json['outcome'], 'open');
    assert.equal('checkoutToken' in json, false);
    await shop.clock.advance(15 * minute - 1);
    assert.equal((await post()).status, 409);
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('the grace is an option', async (t) => {
    const { shop, post } = await setUp(t, { graceMinutes: 30 });
    await post();
    await shop.clock.advance(89 * minute);
    assert.equal((await post()).status, 409);
    await shop.clock.advance(minute);
    assert.equal((await post()).status, 201);
  });

  test('a price that changes meanwhile does not open a second token', async (t) => {
    let order = plainOrder;
    const { helcim, shop, post } = await setUp(t, { getOrder: () => order });
    await post();
    await shop.clock.advance(56 * minute);
    order = { ...plainOrder, amount: 60 };
    assert.equal((await post()).status, 409);
    assert.equal(helcim.initializeCalls().length, 1);
  });
});

describe('expired', () => {
  test('at minute 70 without a read token a new session is made', async (t) => {
    const { shop, post } = await setUp(t);
    const first = await post();
    await shop.clock.advance(70 * minute);
    assert.equal((await post()).status, 201);
    assert.equal((await shop.get(`/sessions/${String(first.json['sessionId'])}`)).json['outcome'], 'expired');
  });

  test('at minute 70 with a read token Helcim is asked first', async (t) => {
    const { helcim, shop, post } = await setUp(t, { readToken: 'read-token' });
    const first = await post();
    await shop.clock.advance(70 * minute);
    const reads = helcim.readCalls().length;
    assert.equal((await post()).status, 201);
    assert.ok(helcim.readCalls().length > reads || reads > 0);
    assert.ok(helcim.readCalls().every(({ path }) => path.includes(String(first.json['reference']))));
  });

  test('at minute 70 a payment that Helcim shows closes the order', async (t) => {
    const { helcim, shop, post } = await setUp(t, { readToken: 'read-token' });
    const { json } = await post();
    helcim.rows = [row({ invoiceNumber: String(json['reference']) })];
    await shop.clock.advance(70 * minute);
    const answer = await post();
    assert.deepEqual([answer.status, answer.json['outcome']], [409, 'approved']);
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('while Helcim cannot be asked, no second token is made', async (t) => {
    const { helcim, shop, post } = await setUp(t, { readToken: 'read-token' });
    await post();
    helcim.readReplies.push(...Array.from({ length: 20 }, () => ({ status: 404 })));
    await shop.clock.advance(70 * minute);
    const answer = await post();
    assert.deepEqual([answer.status, answer.json['outcome']], [409, 'open']);
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('a late approval still settles, and closes the order for the session that came after', async (t) => {
    const { shop, post, result } = await setUp(t);
    const first = await post();
    await shop.clock.advance(70 * minute);
    const next = await post();
    const late = transaction({ invoiceNumber: String(first.json['reference']) });
    const settled = await result(first.json['sessionId'], signedResult(late, tokens(1).secretToken));
    assert.equal(settled.json['outcome'], 'approved');
    assert.deepEqual([(await post()).status, (await post()).json['outcome']], [409, 'approved']);
    assert.equal(
      (await shop.get(`/sessions/${String(next.json['sessionId'])}`)).json['outcome'],
      'superseded',
    );
    const second = transaction({ invoiceNumber: String(next.json['reference']), transactionId: '2' });
    const twice = await result(next.json['sessionId'], signedResult(second, tokens(2).secretToken));
    assert.equal(twice.json['outcome'], 'review');
  });
});

describe('settled and undecided', () => {
  test('approved: 409 with the outcome and the reference, no token', async (t) => {
    const { helcim, post, result } = await setUp(t);
    const { json } = await post();
    await result(
      json['sessionId'],
      signedResult(transaction({ invoiceNumber: String(json['reference']) }), tokens(1).secretToken),
    );
    const again = await post();
    assert.equal(again.status, 409);
    assert.deepEqual(again.json, {
      sessionId: json['sessionId'],
      outcome: 'approved',
      amount: '49.99',
      currency: 'CAD',
      paymentType: 'purchase',
      reference: json['reference'],
    });
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('review: 409 with the outcome, whatever the price is now', async (t) => {
    let order = plainOrder;
    const { post, result } = await setUp(t, { getOrder: () => order });
    const { json } = await post();
    const less = transaction({ invoiceNumber: String(json['reference']), amount: '1' });
    await result(json['sessionId'], signedResult(less, tokens(1).secretToken));
    order = { ...plainOrder, amount: 60 };
    assert.deepEqual([(await post()).status, (await post()).json['outcome']], [409, 'review']);
  });

  test('pending: 409 with the outcome', async (t) => {
    const { post, result } = await setUp(t);
    const { json } = await post();
    const ach = {
      transactionId: '1020',
      batchId: '5220',
      dateCreated: '2026-01-20 11:00:40',
      statusAuth: 'PENDING',
      statusClearing: 'OPENED',
      type: 'WITHDRAWAL',
      amount: '49.99',
      currency: 'CAD',
      invoiceNumber: String(json['reference']),
    };
    await result(json['sessionId'], signedResult(ach, tokens(1).secretToken));
    assert.deepEqual([(await post()).status, (await post()).json['outcome']], [409, 'pending']);
  });

  test('undecided: 200 with the outcome unknown and no token', async (t) => {
    const { helcim, post, result } = await setUp(t);
    const { json } = await post();
    await result(
      json['sessionId'],
      unsignedResult(transaction({ invoiceNumber: String(json['reference']) })),
    );
    const answer = await post();
    assert.deepEqual([answer.status, answer.json['outcome']], [200, 'unknown']);
    assert.equal('checkoutToken' in answer.json, false);
    assert.equal(helcim.initializeCalls().length, 1);
  });

  test('returned: 201 with a new session', async (t) => {
    const { shop, post, result } = await setUp(t);
    const { json } = await post();
    const less = transaction({ invoiceNumber: String(json['reference']), amount: '1' });
    await result(json['sessionId'], signedResult(less, tokens(1).secretToken));
    await shop.initializer.resolve(String(json['sessionId']), 'returned');
    assert.equal((await shop.get(`/sessions/${String(json['sessionId'])}`)).json['outcome'], 'returned');
    assert.equal((await post()).status, 201);
  });
});

test('two accounts on one store never meet, even with equal order ids', async (t) => {
  const one = await setUp(t, { account: 'one' });
  const other = await startShop(t, { apiUrl: one.helcim.apiUrl, store: one.store, account: 'other' });
  const first = await one.post();
  const next = await other.post('/sessions', { orderId: 'order-1' });
  assert.equal(next.status, 201);
  assert.equal((await other.get(`/sessions/${String(first.json['sessionId'])}`)).status, 404);
});
