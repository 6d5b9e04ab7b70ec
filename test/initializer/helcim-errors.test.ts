import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { errorText } from '../../packages/initializer/src/helcim-error.js';
import { startFakeHelcim } from './support/fake-helcim.js';
import { startShop } from './support/shop.js';

const second = 1_000;

const bodies: [title: string, body: string, text: string][] = [
  ['a string', '{"errors":"Unauthorized"}', 'Unauthorized'],
  [
    'an object by field',
    '{"errors":{"amount":"Missing","currency":"Bad"}}',
    'amount: Missing; currency: Bad',
  ],
  ['a list', '{"errors":["one","two"]}', 'one; two'],
  ['a message', '{"message":"text"}', 'text'],
  [
    'a decline with its transaction',
    '{"transactionId":1,"status":"DECLINED","errors":"Transaction Declined: X"}',
    'Transaction Declined: X',
  ],
  [
    'a decline with response 0',
    '{"response":0,"errors":"Transaction Declined: X"}',
    'Transaction Declined: X',
  ],
  ['the recurring API', '{"status":"error","errors":{"ERR_1":[{"code":1,"message":"text"}]}}', 'ERR_1: text'],
  ['a bare string', '"text"', 'text'],
  ['text that is no JSON', 'Not allowed', '11 characters that are not JSON'],
  ['a transaction without errors', '{"transactionId":1,"cardHolderName":"Ada Sample"}', 'no explanation'],
  ['JSON that was cut off', '{"cardHolderName":"Ada Sample","cardTok', '39 characters that are not JSON'],
  ['JSON inside a text', '{"errors":"{\\"cardHolderName\\":\\"Ada\\"}"}', 'a text of 24 characters'],
  ['a field that is secret', '{"errors":{"cardToken":"Ada"}}', 'cardToken: not shown'],
  ['a token in a sentence', '{"errors":"Card LFEY40ReTNOXkBu0y9LDDA is gone"}', 'Card [hidden] is gone'],
  ['a card number in a sentence', '{"errors":["4124939999999990 is bad"]}', '[hidden] is bad'],
  ['an empty list', '[]', 'no explanation'],
  ['an empty object', '{}', 'no explanation'],
  ['null', 'null', 'no explanation'],
  ['nothing', '', 'no explanation'],
  ['HTML', '<!doctype html><p>522', 'a page of HTML instead of JSON'],
  ['errors of null', '{"errors":null}', 'no explanation'],
];

for (const [title, body, text] of bodies) {
  test(`the text of an error is found: ${title}`, () => assert.equal(errorText(body), text));
}

const menu = 'All Tools → Integrations → API Access Configuration';
const refusals: [status: number, body: string, code: string, answered: number, log: RegExp][] = [
  [
    401,
    '{"errors":"No access permission"}',
    'helcim_permission',
    502,
    /needs "Transaction Processing: Positive Transaction".*API Access Configuration/,
  ],
  [
    403,
    '{"errors":["User does not have valid permissions."]}',
    'helcim_permission',
    502,
    /needs "Transaction Processing/,
  ],
  [
    401,
    '{"errors":"Unauthorized"}',
    'helcim_credential',
    502,
    /token in apiToken is wrong, inactive or a legacy one/,
  ],
  [401, '', 'helcim_credential', 502, /token in apiToken/],
  [403, '[]', 'helcim_credential', 502, /token in apiToken/],
  [403, '<html>blocked</html>', 'helcim_credential', 502, /a page of HTML/],
  [
    400,
    '{"errors":{"paymentType":"Missing required data paymentType"}}',
    'helcim_refused',
    502,
    /400: paymentType: Missing/,
  ],
  [400, '{"errors":"Invoice number already existed"}', 'helcim_refused', 502, /already existed/],
  [405, '', 'helcim_refused', 502, /405/],
  [200, '{"checkoutToken":""}', 'helcim_unavailable', 503, /without a checkoutToken/],
];

for (const [status, body, code, answered, message] of refusals) {
  test(`initialize refused with ${status} ${body}: ${code}, ${answered}, tried once`, async (t) => {
    const helcim = await startFakeHelcim(t);
    helcim.initializeReplies.push({ status, body });
    const shop = await startShop(t, { apiUrl: helcim.apiUrl });
    const waiting = shop.post('/sessions', { orderId: 'order-1' });
    const answer = await waiting;
    assert.deepEqual([answer.status, (answer.json['error'] as { code: string }).code], [answered, code]);
    const line = shop.log.find(({ fields }) => fields['code'] === code);
    assert.match((line?.fields['error'] as Error).message, message);
    assert.equal(answer.text.includes(menu), false);
  });
}

describe('what is tried again, once', () => {
  const passing: [
    title: string,
    reply: 'hang up' | { status: number; body?: string; headers?: Record<string, string> },
    wait: number,
  ][] = [
    ['500', { status: 500, body: '<html>' }, 250],
    ['522 from the edge', { status: 522 }, 250],
    ['503 with Retry-After', { status: 503, headers: { 'retry-after': '3' } }, 3 * second],
    ['429 with Retry-After', { status: 429, headers: { 'retry-after': '2' } }, 2 * second],
    ['a connection that breaks', 'hang up', 250],
  ];
  for (const [title, reply, wait] of passing) {
    test(`${title}: again after ${wait} ms, and then served`, async (t) => {
      const helcim = await startFakeHelcim(t);
      helcim.initializeReplies.push(reply);
      const shop = await startShop(t, { apiUrl: helcim.apiUrl });
      let status: number | undefined;
      void shop.post('/sessions', { orderId: 'order-1' }).then((answer) => (status = answer.status));
      while (helcim.initializeCalls().length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await shop.clock.advance(wait - 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(helcim.initializeCalls().length, 1);
      await shop.clock.advance(1);
      while (status === undefined) await new Promise((resolve) => setTimeout(resolve, 2));
      assert.equal(status, 201);
    });
  }

  test('429 twice: 503 with Helcim’s Retry-After', async (t) => {
    const helcim = await startFakeHelcim(t);
    const reply = { status: 429, headers: { 'retry-after': '60' } };
    helcim.initializeReplies.push(reply, reply);
    const shop = await startShop(t, { apiUrl: helcim.apiUrl });
    const answer = await shop.post('/sessions', { orderId: 'order-1' });
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '60']);
  });
});

test('a redirect is not followed: the token goes nowhere else', async (t) => {
  const helcim = await startFakeHelcim(t);
  const elsewhere = await startFakeHelcim(t);
  const reply = { status: 307, headers: { location: `${elsewhere.apiUrl}/helcim-pay/initialize` } };
  helcim.initializeReplies.push(reply, reply);
  const shop = await startShop(t, { apiUrl: helcim.apiUrl });
  let status: number | undefined;
  void shop.post('/sessions', { orderId: 'order-1' }).then((answer) => (status = answer.status));
  while (status === undefined) {
    await shop.clock.advance(50);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.equal(status, 503);
  assert.equal(elsewhere.calls.length, 0);
});

test('a read token without permission is told at start-up, by the permission’s name', async (t) => {
  const fetch: typeof globalThis.fetch = () =>
    Promise.resolve(new Response('{"errors":"No access permission"}', { status: 401 }));
  const shop = await startShop(t, { readToken: 'read-token', fetch });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const line = shop.log.find(({ message }) => message.startsWith('The readToken may not read'));
  assert.match((line?.fields['error'] as Error).message, /readToken needs "General: Read"/);
});
