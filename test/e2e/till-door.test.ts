import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startDemo, type Demo } from '../../demo/start-demo.js';
import { listeningLogger } from './support/listening-logger.js';

let demo: Demo;
before(async () => {
  demo = await startDemo({ logger: listeningLogger([]) });
});
after(() => demo.close());

const get = (path: string, cookie = '') =>
  fetch(demo.url + path, { headers: { cookie }, redirect: 'manual' });

function post(
  path: string,
  body: Record<string, string>,
  headers: Record<string, string>,
): Promise<Response> {
  return fetch(demo.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams(body),
  });
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

test('the till and its routes are for staff alone: no shopper, wrong key, second browser or other site gets in', async () => {
  const cart = await post('/cart', { product: 'mug' }, {});
  const shopper = cookiesOf(cart);
  const placed = await post('/orders', {}, { cookie: shopper });
  const orderId = /\/orders\/([0-9a-f]{32})/.exec(placed.headers.get('location') ?? '')?.[1] ?? '';
  const closed = [
    '/till',
    `/till?key=${'0'.repeat(32)}`,
    '/till?order=1001',
    `/till/sales/${orderId}`,
    '/till/api/devices',
    '/till/api/sessions/anything',
  ];
  for (const cookie of ['', shopper, 'petit_huard_staff=', `petit_huard_staff=${'0'.repeat(32)}`]) {
    for (const path of closed) assert.equal((await get(path, cookie)).status, 403, `${path} with ${cookie}`);
    for (const path of ['/till/sales', '/till/close-batch']) {
      assert.equal((await post(path, { amount: '5.00' }, { cookie })).status, 403, path);
    }
  }

  const entered = await fetch(demo.tillUrl, { redirect: 'manual' });
  assert.deepEqual([entered.status, entered.headers.get('location')], [303, '/till']);
  const attributes = entered.headers.getSetCookie().map((cookie) => cookie.split('; ').slice(1).join('; '));
  assert.deepEqual(attributes, [
    'Path=/staff; HttpOnly; SameSite=Strict',
    'Path=/till; HttpOnly; SameSite=Strict',
  ]);
  const staff = cookiesOf(entered).split('; ')[0] ?? '';
  for (const path of ['/till', `/till/sales/${orderId}`, '/staff/reviews', '/till/api/devices']) {
    assert.equal((await get(path, staff)).status, 200, path);
  }
  assert.equal((await fetch(demo.staffUrl)).status, 403, 'the key lets one browser in');

  const foreign = { cookie: staff, 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
  assert.equal((await post('/till/sales', { amount: '5.00' }, foreign)).status, 403);
  const sent = await fetch(`${demo.url}/till/api/sessions`, {
    method: 'POST',
    headers: { ...foreign, 'content-type': 'application/json' },
    body: JSON.stringify({ orderId, device: 'XY7Z' }),
  });
  assert.equal(sent.status, 403);
});

test('pages of the till may frame the virtual terminal, and pages of the shop may not', async () => {
  const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy') ?? '';
  const origin = demo.simulator?.url ?? '';
  assert.ok((await policyOf('/till')).includes(`frame-src ${origin};`));
  assert.ok(!(await policyOf('/')).includes(origin));
});

test('a sale that is empty, or has an amount that is none, is refused with what was typed kept', async () => {
  const again = await startDemo({ logger: listeningLogger([]) });
  try {
    const staff = cookiesOf(await fetch(again.tillUrl, { redirect: 'manual' })).split('; ')[0] ?? '';
    const ringUp = (body: Record<string, string>) =>
      fetch(`${again.url}/till/sales`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin', cookie: staff },
        body: new URLSearchParams(body),
      });
    for (const amount of ['', '0', '0.00', '-5', '1e3', '12.555', '10000', '5 $', '<b>']) {
      const answer = await ringUp({ amount, 'quantity-mug': amount === '' ? '0' : '2' });
      assert.equal(answer.status, 422, amount);
      const page = await answer.text();
      assert.match(page, /role="alert"/);
      assert.ok(!page.includes('<b>'));
      if (amount !== '') assert.match(page, /id="quantity-mug"[^>]*value="2"/);
    }
    for (const [amount, dollars] of [
      ['12,5', '$12.50'],
      ['7', '$7.00'],
      ['9999.99', '$9,999.99'],
    ] as const) {
      const placed = await ringUp({ amount, 'quantity-mug': '10', 'quantity-anything': '1' });
      assert.equal(placed.status, 303);
      const sale = await fetch(again.url + (placed.headers.get('location') ?? ''), {
        headers: { cookie: staff },
      });
      assert.ok((await sale.text()).includes(dollars), 'ten of one and what is unknown are left out');
    }
  } finally {
    await again.close();
  }
});

test('without its tokens the till says which are missing, and the shop works', async () => {
  const atHelcim = await startDemo({
    environment: { HELCIM_API_TOKEN: 'an-api-token-that-is-nobodys' },
    logger: listeningLogger([]),
  });
  try {
    assert.equal((await fetch(atHelcim.url)).status, 200);
    const entered = await fetch(atHelcim.tillUrl, { redirect: 'manual' });
    const cookie = cookiesOf(entered).split('; ')[0] ?? '';
    const till = await fetch(`${atHelcim.url}/till`, { headers: { cookie } });
    assert.equal(till.status, 503);
    const page = await till.text();
    for (const named of ['HELCIM_TERMINAL_API_TOKEN', 'HELCIM_READ_TOKEN', 'Transaction Processing: Admin']) {
      assert.ok(page.includes(named), named);
    }
    assert.ok(!page.includes('nobodys'));
    assert.match(till.headers.get('content-security-policy') ?? '', /frame-src 'none'/);
    assert.equal((await fetch(`${atHelcim.url}/till/api/devices`)).status, 403);
  } finally {
    await atHelcim.close();
  }
});
