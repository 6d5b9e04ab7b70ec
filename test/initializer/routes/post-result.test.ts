import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ApprovedInput } from '../../../packages/initializer/src/index.js';
import {
  row,
  signedResult,
  startFakeHelcim,
  tokens,
  transaction,
  unsignedResult,
} from '../support/fake-helcim.js';
import { startShop, type ShopOptions } from '../support/shop.js';

const second = 1_000;
const minute = 60 * second;

/** An open session, and a result for it. */
async function setUp(t: TestContext, options: ShopOptions = {}) {
  const fulfilled: ApprovedInput[] = [];
  const helcim = await startFakeHelcim(t);
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    fulfill: (input) => void fulfilled.push(input),
    ...options,
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  const reference = String(json['reference']);
  const facts = (changes = {}) => transaction({ invoiceNumber: reference, ...changes });
  const { secretToken } = tokens(1);
  return {
    helcim,
    shop,
    fulfilled,
    sessionId,
    reference,
    facts,
    signed: (changes = {}) => signedResult(facts(changes), secretToken),
    unsigned: (changes = {}) => unsignedResult(facts(changes)),
    result: (eventMessage: unknown, id = sessionId) => shop.post(`/sessions/${id}/result`, { eventMessage }),
    get: () => shop.get(`/sessions/${sessionId}`),
  };
}

describe('the evidence table, through the routes', () => {
  test('valid hash, no read token: approved and fulfilled', async (t) => {
    const { result, signed, fulfilled, sessionId, reference } = await setUp(t);
    const { status, json } = await result(signed());
    assert.equal(status, 200);
    assert.deepEqual(json, {
      sessionId,
      outcome: 'approved',
      amount: '49.99',
      currency: 'CAD',
      paymentType: 'purchase',
      reference,
    });
    assert.equal(fulfilled.length, 1);
  });

  test('valid hash, row agrees, read token: approved', async (t) => {
    const { helcim, result, signed, reference } = await setUp(t, { readToken: 'read-token' });
    helcim.rows = [row({ invoiceNumber: reference })];
    assert.equal((await result(signed())).json['outcome'], 'approved');
    assert.deepEqual(
      helcim.readCalls().map(({ token }) => token),
      ['read-token'],
    );
  });

  test('valid hash, API unreachable: approved', async (t) => {
    const { helcim, result, signed } = await setUp(t, { readToken: 'read-token' });
    helcim.readReplies.push({ status: 400 });
    assert.equal((await result(signed())).json['outcome'], 'approved');
  });

  test('valid hash, row contradicts: review', async (t) => {
    const { helcim, result, signed, reference, fulfilled } = await setUp(t, { readToken: 'read-token' });
    helcim.rows = [row({ invoiceNumber: reference, status: 'DECLINED' })];
    assert.equal((await result(signed())).json['outcome'], 'review');
    assert.equal(fulfilled.length, 0);
  });

  test('valid hash, another amount: review, never fulfilled', async (t) => {
    const { result, signed, fulfilled } = await setUp(t);
    assert.equal((await result(signed({ amount: '0.01' }))).json['outcome'], 'review');
    assert.equal(fulfilled.length, 0);
  });

  test('invalid hash, row approved and matching: approved', async (t) => {
    const { helcim, result, unsigned, reference, fulfilled } = await setUp(t, { readToken: 'read-token' });
    helcim.rows = [row({ invoiceNumber: reference })];
    assert.equal((await result(unsigned())).json['outcome'], 'approved');
    assert.equal(fulfilled.length, 1);
  });

  test('invalid hash, no row: unknown; looked up again after 3, 10 and 30 seconds until the row is there', async (t) => {
    const { helcim, shop, result, unsigned, get, reference } = await setUp(t, { readToken: 'read-token' });
    assert.equal((await result(unsigned())).json['outcome'], 'unknown');
    assert.equal(helcim.readCalls().length, 1);
    for (const [pause, reads] of [
      [3, 2],
      [7, 3],
      [20, 4],
    ] as const) {
      await shop.clock.advance(pause * second);
      await shop.initializer.reconcile();
      assert.equal(helcim.readCalls().length, reads);
    }
    helcim.rows = [row({ invoiceNumber: reference })];
    await shop.clock.advance(5 * minute);
    await shop.initializer.reconcile();
    assert.equal((await get()).json['outcome'], 'approved');
  });

  test('invalid hash, no read token: unknown, and review at minute 70', async (t) => {
    const { shop, result, unsigned, get } = await setUp(t);
    assert.equal((await result(unsigned())).json['outcome'], 'unknown');
    await shop.clock.advance(70 * minute - 1);
    assert.equal((await get()).json['outcome'], 'unknown');
    await shop.clock.advance(1);
    assert.equal((await get()).json['outcome'], 'review');
  });

  test('invalid hash first, valid hash later: approved', async (t) => {
    const { result, signed, unsigned } = await setUp(t);
    assert.equal((await result(unsigned())).json['outcome'], 'unknown');
    assert.equal((await result(signed())).json['outcome'], 'approved');
  });

  test('a valid hash by object instead of text, with integer-like keys in their order', async (t) => {
    const { shop, result, sessionId, facts } = await setUp(t);
    const text = JSON.stringify(facts()).replace('{', '{"9":"x","1":"y",');
    const hash = createHash('sha256')
      .update(text + tokens(1).secretToken)
      .digest('hex');
    const body = `{"eventMessage": {"data" : {"hash":"${hash}","data": ${text} } } }`;
    const answer = await shop.post(`/sessions/${sessionId}/result`, body);
    assert.equal(answer.json['outcome'], 'approved');
    assert.equal((await result({ data: { hash, data: facts() } })).json['outcome'], 'approved');
  });

  test('a bank payment is pending, is not fulfilled, and goes to review after ten days', async (t) => {
    const { shop, result, get, reference, fulfilled } = await setUp(t);
    const ach = {
      transactionId: '1020',
      batchId: '5220',
      statusAuth: 'PENDING',
      statusClearing: 'OPENED',
      type: 'WITHDRAWAL',
      amount: '49.99',
      currency: 'CAD',
      invoiceNumber: reference,
    };
    assert.equal((await result(signedResult(ach, tokens(1).secretToken))).json['outcome'], 'pending');
    assert.equal(fulfilled.length, 0);
    await shop.clock.advance(10 * 24 * 60 * minute);
    assert.equal((await get()).json['outcome'], 'review');
  });
});

describe('what Helcim may send', () => {
  const hash = (text: string) =>
    createHash('sha256')
      .update(text + tokens(1).secretToken)
      .digest('hex');
  const inner = (text: string) => `{"hash":"${hash(text)}","data":${text}}`;
  const nestings: [name: string, message: (text: string) => string][] = [
    [
      'S1',
      (text) =>
        `{"data":${inner(text)},"status":200,"statusText":"","headers":{"content-type":"application/json"}}`,
    ],
    ['S2', (text) => `{"status":200,"data":{"data":${text},"hash":"${hash(text)}"}}`],
    ['S3', (text) => `{"data":{"data":${text},"hash":"${hash(text)}"}}`],
    ['S5', inner],
  ];

  test('every nesting, as a string and as an object, has the same outcome', async (t) => {
    const { shop, fulfilled } = await setUp(t);
    let number = 1;
    for (const [name, message] of nestings) {
      for (const form of ['string', 'object']) {
        const { json } = await shop.post('/sessions', { orderId: `${name}-${form}` });
        number += 1;
        const facts = { invoiceNumber: String(json['reference']), transactionId: String(number) };
        const text = JSON.stringify(transaction(facts)).replaceAll('/', String.raw`\/`);
        const posted = message(text).replaceAll(
          hash(text),
          createHash('sha256')
            .update(text + tokens(number).secretToken)
            .digest('hex'),
        );
        const eventMessage = form === 'string' ? JSON.stringify(posted) : posted;
        const path = `/sessions/${String(json['sessionId'])}/result`;
        const answer = await shop.post(path, `{"eventMessage":${eventMessage}}`);
        assert.equal(answer.json['outcome'], 'approved', `${name} as a ${form}`);
      }
    }
    assert.equal(fulfilled.length, 8);
  });

  test('APPROVAL means approved', async (t) => {
    const { result, signed, fulfilled } = await setUp(t);
    assert.equal((await result(signed({ status: 'APPROVAL' }))).json['outcome'], 'approved');
    assert.equal(fulfilled.length, 1);
  });

  test('a card result without a status is unknown, never approved; its row decides seconds later', async (t) => {
    const { helcim, shop, reference, signed, result, get, fulfilled } = await setUp(t, { readToken: 'read' });
    const facts = transaction({ invoiceNumber: reference });
    delete facts['status'];
    assert.equal((await result(signedResult(facts, tokens(1).secretToken))).json['outcome'], 'unknown');
    assert.equal((await result(signed({ status: 'PENDING' }))).json['outcome'], 'unknown');
    assert.equal(fulfilled.length, 0);
    helcim.rows = [row({ invoiceNumber: reference })];
    await shop.clock.advance(3 * second);
    await shop.initializer.reconcile();
    assert.deepEqual([(await get()).json['outcome'], fulfilled.length], ['approved', 1]);
  });

  test('without a read token a card result without a status is a person’s', async (t) => {
    const { result, signed, fulfilled } = await setUp(t);
    assert.equal((await result(signed({ status: '' }))).json['outcome'], 'review');
    assert.equal(fulfilled.length, 0);
  });

  for (const type of ['verify', 'preauth', 'refund', 'Purchase of something', '']) {
    test(`a signed result of type '${type}' pays no purchase`, async (t) => {
      const reasons: string[] = [];
      const onReview = ({ reason }: { reason: string }) => void reasons.push(reason);
      const { result, signed, fulfilled } = await setUp(t, { onReview });
      assert.equal((await result(signed({ type }))).json['outcome'], 'review');
      assert.deepEqual([reasons, fulfilled.length], [['type_differs'], 0]);
    });
  }
});

describe('replay and theft', () => {
  test('the same result again gets the stored verdict, and fulfill ran once', async (t) => {
    const { result, signed, fulfilled } = await setUp(t);
    const first = await result(signed());
    const again = await Promise.all(Array.from({ length: 10 }, () => result(signed())));
    assert.ok(again.every(({ status, text }) => status === 200 && text === first.text));
    assert.equal(fulfilled.length, 1);
  });

  test('twenty copies at once are fulfilled once', async (t) => {
    const { result, signed, fulfilled } = await setUp(t);
    const answers = await Promise.all(Array.from({ length: 20 }, () => result(signed())));
    assert.ok(answers.every(({ json }) => json['outcome'] === 'approved'));
    assert.equal(fulfilled.length, 1);
  });

  for (const [title, changes] of [
    ['a refused card', { status: 'DECLINED' }],
    ['a status that nobody knows', { status: 'SETTLED' }],
  ] as const) {
    test(`the genuine result of ${title}, posted again and again, asks Helcim once`, async (t) => {
      const { helcim, result, signed } = await setUp(t, { readToken: 'read-token' });
      for (let copies = 0; copies < 50; copies += 1) await result(signed(changes));
      assert.equal(helcim.readCalls().length, 1);
    });
  }

  test('a copy with a forged hash changes nothing', async (t) => {
    const { result, signed, unsigned } = await setUp(t);
    await result(signed());
    assert.equal((await result(unsigned())).json['outcome'], 'approved');
  });

  test('a result that settled another session is 409, and changes nothing', async (t) => {
    const { shop, result, signed } = await setUp(t);
    await result(signed());
    const other = await shop.post('/sessions', { orderId: 'order-2' });
    const stolen = await result(signed(), String(other.json['sessionId']));
    assert.equal(stolen.status, 409);
    assert.equal((stolen.json['error'] as { code: string }).code, 'transaction_taken');
    assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'open');
  });

  test('another session’s result before it settled there proves nothing here', async (t) => {
    const { shop, result, signed } = await setUp(t);
    const other = await shop.post('/sessions', { orderId: 'order-2' });
    const early = await result(signed(), String(other.json['sessionId']));
    assert.equal(early.json['outcome'], 'unknown');
    assert.equal((await result(signed())).json['outcome'], 'approved');
  });

  test('a second approval of one session is review, while the first stays fulfilled', async (t) => {
    const { result, signed, fulfilled } = await setUp(t);
    await result(signed());
    assert.equal((await result(signed({ transactionId: '2' }))).json['outcome'], 'review');
    assert.equal(fulfilled.length, 1);
  });

  test('two tabs with two orders settle in either order', async (t) => {
    const { shop, result, signed } = await setUp(t);
    const other = await shop.post('/sessions', { orderId: 'order-2' });
    const facts = transaction({ invoiceNumber: String(other.json['reference']), transactionId: '2' });
    const second = await result(signedResult(facts, tokens(2).secretToken), String(other.json['sessionId']));
    const first = await result(signed());
    assert.deepEqual([first.json['outcome'], second.json['outcome']], ['approved', 'approved']);
  });
});

describe('results that cannot be used', () => {
  const bodies: [title: string, body: unknown, code: string][] = [
    ['text of a decline', { eventMessage: 'Transaction Declined: EXPIRED CARD' }, 'result_unreadable'],
    ['an empty text', { eventMessage: '' }, 'result_unreadable'],
    ['an empty object', { eventMessage: {} }, 'result_unreadable'],
    ['no transactionId', { eventMessage: { data: { status: 'APPROVED' } } }, 'result_unreadable'],
    ['a number', { eventMessage: 1 }, 'invalid_body'],
    ['null', { eventMessage: null }, 'invalid_body'],
    ['a list', { eventMessage: [] }, 'invalid_body'],
    ['nothing', {}, 'invalid_body'],
    ['an unknown key', { eventMessage: '{}', secretToken: 'x' }, 'invalid_body'],
  ];
  for (const [title, body, code] of bodies) {
    test(`${title} is 400, and changes nothing`, async (t) => {
      const { shop, sessionId } = await setUp(t);
      const before = await shop.initializer.find({ sessionId });
      const answer = await shop.post(`/sessions/${sessionId}/result`, body);
      assert.deepEqual([answer.status, (answer.json['error'] as { code: string }).code], [400, code]);
      assert.deepEqual(await shop.initializer.find({ sessionId }), before);
    });
  }

  test('an unknown session is 404, whatever its id looks like', async (t) => {
    const { shop, signed } = await setUp(t);
    for (const id of ['AAAAAAAAAAAAAAAAAAAAAA', 'x', '__proto__', '%00', '..%2f..%2fhealth']) {
      assert.equal((await shop.post(`/sessions/${id}/result`, { eventMessage: signed() })).status, 404, id);
    }
  });
});

describe('GET /sessions/:id', () => {
  test('an open session is looked up afresh, with growing pauses', async (t) => {
    const { helcim, shop, get, reference } = await setUp(t, { readToken: 'read-token' });
    assert.equal((await get()).json['outcome'], 'open');
    await get();
    assert.equal(helcim.readCalls().length, 1);
    await shop.clock.advance(3 * second);
    await get();
    assert.equal(helcim.readCalls().length, 2);
    await shop.clock.advance(3 * second);
    await get();
    assert.equal(helcim.readCalls().length, 2);
    helcim.rows = [row({ invoiceNumber: reference })];
    await shop.clock.advance(7 * second);
    assert.equal((await get()).json['outcome'], 'approved');
  });

  test('without a read token Helcim is not asked', async (t) => {
    const { helcim, get } = await setUp(t);
    assert.equal((await get()).json['outcome'], 'open');
    assert.equal(helcim.calls.length, 1);
  });
});
