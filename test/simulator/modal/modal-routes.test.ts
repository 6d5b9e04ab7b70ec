import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startSimulator, type Simulator } from '../../../packages/initializer/simulator/index.js';
import { now } from './stage.js';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator({ clock: { now: () => now } });
});
after(() => simulator.close());

const card = {
  cardNumber: '4242424242424242',
  expiry: '0128',
  cvv: '100',
  cardHolderName: 'Ada Sample',
  street: '12 Elm Street',
  postalCode: 'T2P 1A1',
};

async function initialize(request: object = {}): Promise<string> {
  const response = await fetch(`${simulator.apiUrl}/helcim-pay/initialize`, {
    method: 'POST',
    headers: { 'api-token': simulator.tokens.helcimPay, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: 20, currency: 'CAD', ...request }),
  });
  return ((await response.json()) as { checkoutToken: string }).checkoutToken;
}

const pay = (token: string, headers: Record<string, string> = {}, body: unknown = card) =>
  fetch(`${simulator.modalUrl}/helcim-pay/${token}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const moveClock = (advanceMs: number) =>
  fetch(`${simulator.url}/_sim/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMs }),
  });

describe('the modal page', () => {
  test('may be framed by pages on this machine only, and runs no script but its own', async () => {
    const { headers, status } = await fetch(`${simulator.modalUrl}/helcim-pay/${await initialize()}`);
    assert.equal(status, 200);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'self';/);
    assert.match(policy, /style-src 'self' 'nonce-[^']+';/);
    assert.match(
      policy,
      /frame-ancestors http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\* http:\/\/\*\.localhost:\*$/,
    );
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(headers.get('x-frame-options'), null);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'same-origin');
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  test('holds neither secretToken nor api-token', async () => {
    const response = await fetch(`${simulator.apiUrl}/helcim-pay/initialize`, {
      method: 'POST',
      headers: { 'api-token': simulator.tokens.helcimPay, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount: 20, currency: 'CAD' }),
    });
    const { checkoutToken, secretToken } = (await response.json()) as Record<string, string>;
    const page = await (await fetch(`${simulator.modalUrl}/helcim-pay/${checkoutToken}`)).text();
    assert.ok(page.includes(checkoutToken ?? '?'));
    assert.ok(secretToken && !page.includes(secretToken));
    assert.ok(!page.includes(simulator.tokens.helcimPay));
  });

  test('of an unknown token is 404, of an expired one 410, of a paid one says so', async () => {
    const [expired, paid] = [await initialize(), await initialize()];
    assert.equal(((await (await pay(paid)).json()) as { kind: string }).kind, 'approved');
    const paidPage = await fetch(`${simulator.modalUrl}/helcim-pay/${paid}`);
    assert.match(await paidPage.text(), /Already paid/);
    await moveClock(60 * 60_000);
    const expiredPage = await fetch(`${simulator.modalUrl}/helcim-pay/${expired}`);
    assert.equal(expiredPage.status, 410);
    assert.match(await expiredPage.text(), /This checkout has expired/);
    const unknown = await fetch(`${simulator.modalUrl}/helcim-pay/${'f'.repeat(22)}`);
    assert.equal(unknown.status, 404);
    assert.match(await unknown.text(), /This checkout does not exist/);
  });

  test('prints a token from its address as text', async () => {
    const page = await (
      await fetch(`${simulator.modalUrl}/helcim-pay/${encodeURIComponent('"><b>x</b>')}`)
    ).text();
    assert.ok(page.includes('data-token="&quot;&gt;&lt;b&gt;x&lt;/b&gt;"'));
  });
});

describe('paying', () => {
  for (const headers of [
    { origin: 'http://127.0.0.1:1' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    test(`is refused to a page of another origin: ${JSON.stringify(headers)}`, async () => {
      const token = await initialize();
      assert.equal((await pay(token, headers)).status, 403);
      assert.equal((await pay(token, { origin: simulator.modalUrl })).status, 200);
    });
  }

  for (const [title, body, headers, status] of [
    ['a body that is not JSON', '{', {}, 400],
    ['a form', 'cardNumber=1', { 'content-type': 'application/x-www-form-urlencoded' }, 400],
    ['numbers in the place of texts', { ...card, cvv: 100 }, {}, 400],
    ['a list', [], {}, 400],
    ['a body that is too large', { ...card, street: 'x'.repeat(9000) }, {}, 413],
  ] as const) {
    test(`refuses ${title}, without repeating it`, async () => {
      const response = await pay(await initialize(), headers, body);
      assert.equal(response.status, status);
      assert.doesNotMatch(await response.text(), /at |cardNumber=1|node_modules/);
    });
  }

  test('an unknown token is 404', async () => {
    assert.equal((await pay('f'.repeat(22))).status, 404);
  });

  test('takes nothing for empty fields, and names them', async () => {
    const answer = (await (await pay(await initialize(), {}, {})).json()) as { kind: string; fields: object };
    assert.equal(answer.kind, 'refused');
    assert.deepEqual(Object.keys(answer.fields).sort(), [
      'cardHolderName',
      'cardNumber',
      'cvv',
      'expiry',
      'postalCode',
      'street',
    ]);
  });
});
