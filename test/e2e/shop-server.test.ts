import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { temporaryDatabaseFile } from '../../demo/database-file.js';
import { html } from '../../demo/shop/html.js';
import { decimalAmount, formatMoney } from '../../demo/shop/money.js';
import { startDemo, type Demo } from '../../demo/start-demo.js';
import { listeningLogger } from './support/listening-logger.js';

let demo: Demo;
before(async () => {
  demo = await startDemo({ logger: listeningLogger([]) });
});
after(() => demo.close());

function postForm(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(demo.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', ...headers },
    body: new URLSearchParams(fields),
  });
}

async function visitorWith(fields: Record<string, string>): Promise<{ cookie: string }> {
  const response = await postForm('/cart', fields);
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

async function placedOrder(headers: { cookie: string }): Promise<string> {
  const response = await postForm('/orders', {}, headers);
  return /\/orders\/([0-9a-f]{32})\/checkout$/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
}

const text = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(demo.url + path, { headers })).text();

test('the simulator beside the shop sends its webhooks to this shop, whatever PUBLIC_URL names', async () => {
  const environment = { PUBLIC_URL: 'https://shop.example' };
  const local = await startDemo({ environment, logger: listeningLogger([]) });
  try {
    const response = await fetch(`${local.simulator?.url}/_sim/webhooks`);
    const { enabled, url } = (await response.json()) as { enabled: boolean; url: string };
    assert.deepEqual([enabled, url], [true, `${local.url}/pay/webhook`]);
    assert.equal(new URL(url).hostname, '127.0.0.1');
  } finally {
    await local.close();
  }
});

test('html escapes every value but markup of its own', () => {
  const hostile = `<img src=x onerror='alert("&")'>`;
  const escaped = '&lt;img src=x onerror=&#39;alert(&quot;&amp;&quot;)&#39;&gt;';
  assert.equal(html`<p title="${hostile}">${hostile}</p>`.toString(), `<p title="${escaped}">${escaped}</p>`);
  assert.equal(
    html`${[html`<b>${1}</b>`, 'a&b']}${false}${null}${undefined}${0}`.toString(),
    '<b>1</b>a&amp;b0',
  );
  const impostor = { toString: () => '<script>' } as unknown as string;
  assert.throws(() => html`${impostor}`.toString());
});

test('cents become decimal text and money without rounding', () => {
  for (const [cents, decimal, english] of [
    [435, '4.35', '$4.35'],
    [5, '0.05', '$0.05'],
    [14_800, '148.00', '$148.00'],
    [123_456_789, '1234567.89', '$1,234,567.89'],
  ] as const) {
    assert.equal(decimalAmount(cents), decimal);
    assert.equal(formatMoney(cents, 'en'), english);
  }
  assert.equal(formatMoney(435, 'fr').replace(/\s/g, ' '), '4,35 $');
});

for (const [what, headers] of [
  ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
  ['a page on another port of this host', { 'sec-fetch-site': 'same-site' }],
  ['an older browser on another origin', { 'sec-fetch-site': '', origin: 'https://evil.example' }],
  ['no page at all', { 'sec-fetch-site': '' }],
] as const) {
  test(`what ${what} posts to the cart is refused`, async () => {
    const { 'sec-fetch-site': site, ...rest } = { origin: undefined, ...headers };
    const response = await fetch(`${demo.url}/cart`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...(site && { 'sec-fetch-site': site }),
        ...(rest.origin !== undefined && { origin: rest.origin }),
      },
      body: new URLSearchParams({ product: 'mug' }),
    });
    assert.equal(response.status, 403);
    assert.deepEqual(response.headers.getSetCookie(), []);
  });
}

test('a form of the shop is taken by Sec-Fetch-Site, and by Origin where that is missing', async () => {
  assert.equal((await postForm('/cart', { product: 'mug' })).status, 303);
  const byOrigin = await fetch(`${demo.url}/cart`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: demo.url },
    body: new URLSearchParams({ product: 'mug' }),
  });
  assert.equal(byOrigin.status, 303);
});

test('the visitor’s cookie is random, HttpOnly and SameSite=Lax, and a made-up one is not taken over', async () => {
  const cookieOf = async (headers = {}) =>
    (await postForm('/cart', { product: 'mug' }, headers)).headers.getSetCookie()[0] ?? '';
  const one = await cookieOf();
  assert.match(one, /^petit_huard_visitor=[0-9a-f]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.notEqual(await cookieOf(), one);
  const fixed = 'a'.repeat(32);
  assert.doesNotMatch(await cookieOf({ cookie: `petit_huard_visitor=${fixed}` }), new RegExp(fixed));
});

test('prices posted with a form are ignored', async () => {
  const visitor = await visitorWith({ product: 'blanket', price: '0.01', cents: '1', quantity: '1' });
  assert.match(await text('/cart', visitor), /\$148\.00/);
});

for (const quantity of ['10', '-1', '1.5', 'NaN', '', '9e9', '١']) {
  test(`a quantity of "${quantity}" leaves the cart as it is`, async () => {
    const visitor = await visitorWith({ product: 'mug', quantity: '2' });
    assert.equal((await postForm('/cart/mug', { quantity }, visitor)).status, 303);
    assert.match(await text('/cart', visitor), /value="2"/);
  });
}

test('nine of a thing is the most, however often it is added', async () => {
  const visitor = await visitorWith({ product: 'mug', quantity: '9' });
  await postForm('/cart', { product: 'mug', quantity: '9' }, visitor);
  assert.match(await text('/cart', visitor), /value="9"/);
});

test('the same cart is the same order, a changed cart another', async () => {
  const visitor = await visitorWith({ product: 'mug' });
  const order = await placedOrder(visitor);
  assert.match(order, /^[0-9a-f]{32}$/);
  assert.equal(await placedOrder(visitor), order);
  await postForm('/cart', { product: 'candle' }, visitor);
  assert.notEqual(await placedOrder(visitor), order);
});

test('cart, order and its number are there after a restart on the same file', async () => {
  const database = temporaryDatabaseFile();
  const options = { databaseFile: database.file, logger: listeningLogger([]) };
  const before = demo;
  try {
    demo = await startDemo(options);
    const visitor = await visitorWith({ product: 'mug', quantity: '3' });
    const order = await placedOrder(visitor);
    await demo.close();

    demo = await startDemo(options);
    assert.match(await text('/cart', visitor), /value="3"/);
    assert.match(await text(`/orders/${order}`, visitor), /Order 1001/);
    assert.equal(await placedOrder(visitor), order, 'the same cart is still the same order');
  } finally {
    await demo.close();
    demo = before;
    database.remove();
  }
});

test('an order is there for its visitor only', async () => {
  const visitor = await visitorWith({ product: 'mug' });
  const stranger = await visitorWith({ product: 'mug' });
  const order = await placedOrder(visitor);
  for (const path of [`/orders/${order}`, `/orders/${order}/checkout`, `/api/orders/${order}`]) {
    assert.equal((await fetch(demo.url + path, { headers: visitor })).status, 200, path);
    assert.equal((await fetch(demo.url + path, { headers: stranger })).status, 404, path);
    assert.equal((await fetch(demo.url + path)).status, 404, path);
  }
});

test('an order that nobody paid shows as not paid, whatever the address says', async () => {
  const visitor = await visitorWith({ product: 'mug' });
  const page = await text(
    `/orders/${await placedOrder(visitor)}?paid=1&status=paid&outcome=approved`,
    visitor,
  );
  assert.match(page, /data-status="unpaid"/);
  assert.doesNotMatch(page, /data-status="paid"/);
});

for (const path of [
  '/products/yacht',
  '/orders/1001',
  `/orders/${'0'.repeat(32)}`,
  '/.env',
  '/assets/..%2fshop-app.ts',
]) {
  test(`${path} is a friendly 404`, async () => {
    const response = await fetch(demo.url + path);
    assert.equal(response.status, 404);
    assert.match(await response.text(), /Nothing here but water/);
  });
}

test('an oversized form is refused without a stack trace', async () => {
  const response = await postForm('/cart', { product: 'x'.repeat(5000) });
  assert.equal(response.status, 413);
  assert.doesNotMatch(await response.text(), /node_modules|at \w+ \(/);
});

test('every page carries a content security policy that names the modal’s origin and nothing else foreign', async () => {
  for (const path of ['/', '/cart', '/nowhere', '/react/']) {
    const { headers } = await fetch(demo.url + path);
    const policy = headers.get('content-security-policy') ?? '';
    const modalOrigin = demo.simulator?.modalUrl ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.ok(policy.includes(`script-src 'self' ${modalOrigin};`), policy);
    assert.ok(policy.includes(`frame-src ${modalOrigin};`), policy);
    assert.deepEqual(new Set(policy.match(/https?:\S+(?=;)/g)), new Set([modalOrigin]));
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.equal(headers.get('x-powered-by'), null);
  }
});

test('the language is the one asked for, then the one remembered, then the browser’s', async () => {
  const language = async (path: string, headers = {}) =>
    /<html lang="([^"]+)"/.exec(await text(path, headers))?.[1];
  assert.equal(await language('/'), 'en-CA');
  assert.equal(await language('/', { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' }), 'fr-CA');
  assert.equal(await language('/?lang=en', { 'accept-language': 'fr' }), 'en-CA');
  assert.equal(await language('/', { cookie: 'petit_huard_lang=fr' }), 'fr-CA');
  assert.equal(await language('/?lang=<b>'), 'en-CA');
});
