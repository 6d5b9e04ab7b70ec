import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startSimulator, type Simulator } from '../../../packages/initializer/simulator/index.js';

let simulator: Simulator;
before(async () => {
  simulator = await startSimulator();
});
beforeEach(() => fetch(`${simulator.url}/_sim/reset`, { method: 'POST' }));
after(() => simulator.close());

const list = '/all-tools/integrations/api-access-configuration';

interface Answer {
  status: number;
  location: string;
  text: string;
}

async function get(path: string): Promise<Answer> {
  return read(await fetch(simulator.url + path, { redirect: 'manual' }));
}

async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(fields);
  return read(
    await fetch(simulator.url + path, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: simulator.url, ...headers },
    }),
  );
}

async function read(response: Response): Promise<Answer> {
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    text: await response.text(),
  };
}

const least = {
  name: 'Corner shop',
  general: 'No access',
  settings: 'No access',
  transactionProcessing: 'None',
};

async function create(
  fields: Record<string, string> = {},
): Promise<{ id: string; token: string; page: string }> {
  const { status, location } = await post(`${list}/new`, { ...least, ...fields });
  assert.equal(status, 303);
  const page = (await get(location)).text;
  const token = /<code[^>]*data-once[^>]*>([^<]+)<\/code/.exec(page)?.[1] ?? '';
  return { id: location.split('/').at(-2) ?? '', token, page };
}

async function configurations(): Promise<Record<string, unknown>[]> {
  return (await (await fetch(`${simulator.url}/_sim/access-configurations`)).json()) as Record<
    string,
    unknown
  >[];
}

async function initializeStatus(token: string): Promise<number> {
  const response = await fetch(`${simulator.apiUrl}/helcim-pay/initialize`, {
    method: 'POST',
    headers: { 'api-token': token, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: 5, currency: 'CAD' }),
  });
  return response.status;
}

describe('the pages of API Access Configuration', () => {
  test('lead from All Tools to Integrations to the list, as Helcim’s menus do', async () => {
    assert.ok((await get('/')).text.includes('href="/all-tools"'));
    assert.ok((await get('/all-tools')).text.includes('href="/all-tools/integrations"'));
    assert.ok((await get('/all-tools/integrations')).text.includes(`href="${list}"`));
    assert.ok((await get(list)).text.includes(`href="${list}/new"`));
  });

  test('list the seeded entries without their tokens', async () => {
    const { text } = await get(list);
    assert.match(text, /Demo shop \(HelcimPay\.js\)/);
    const { helcimPay, read, api } = simulator.tokens;
    for (const token of [helcimPay, read, api]) assert.ok(!text.includes(token));
    assert.ok(text.includes(`…${simulator.tokens.helcimPay.slice(-4)}`));
  });

  test('create an entry whose token works at once, with the permissions chosen and no more', async () => {
    const { token } = await create({ transactionProcessing: 'Positive Transaction' });
    assert.ok(token.length > 20);
    assert.equal(await initializeStatus(token), 200);
    const { token: lower } = await create({ transactionProcessing: 'None' });
    assert.equal(await initializeStatus(lower), 401);
  });

  test('show the token once: the same address then says that it is gone', async () => {
    const { id, token, page } = await create();
    assert.ok(page.includes(token));
    const again = await get(`${list}/${id}/token`);
    assert.equal(again.status, 410);
    assert.ok(!again.text.includes(token));
    for (const path of [list, `${list}/${id}`, `${list}/${id}/delete`]) {
      assert.ok(!(await get(path)).text.includes(token), path);
    }
  });

  test('do not spend the token on a HEAD request', async () => {
    const { location } = await post(`${list}/new`, least);
    await fetch(simulator.url + location, { method: 'HEAD' });
    assert.equal((await get(location)).status, 200);
  });

  test('keep checkout integration and its URLs', async () => {
    const { id } = await create({
      checkoutIntegration: 'on',
      checkoutUrls: 'http://a.example\r\n\r\n http://b.example/pay ',
    });
    const saved = (await configurations()).find((configuration) => configuration['id'] === id);
    assert.equal(saved?.['checkoutIntegration'], true);
    assert.deepEqual(saved['checkoutUrls'], ['http://a.example', 'http://b.example/pay']);
    assert.match(
      (await get(`${list}/${id}`)).text,
      /http:\/\/a\.example\nhttp:\/\/b\.example\/pay<\/textarea/,
    );
  });

  for (const [title, fields, field, reason] of [
    ['no name', { name: '  ' }, 'name', /Enter a name\.|A name is needed\./],
    ['a name that is too long', { name: 'x'.repeat(101) }, 'name', /at most 100/],
    ['a level that does not exist', { general: 'Everything' }, 'general', /must be No access/],
    ['a missing level', { transactionProcessing: '' }, 'transactionProcessing', /Choose one|must be/],
    [
      'a checkout integration without URLs',
      { checkoutIntegration: 'on', checkoutUrls: '' },
      'checkoutUrls',
      /URL of a page/,
    ],
    [
      'a URL that is none',
      { checkoutIntegration: 'on', checkoutUrls: 'http://a.example\njavascript:alert(1)' },
      'checkoutUrls',
      /URL 2 must be/,
    ],
  ] as const) {
    test(`refuse ${title} in place, and lose nothing that was typed`, async () => {
      const before = await configurations();
      const typed = { ...least, name: 'My <shop>', checkoutUrls: 'http://kept.example', ...fields };
      const { status, text } = await post(`${list}/new`, typed);
      assert.equal(status, 422);
      assert.match(text.slice(text.indexOf(`id="${field}-error"`)), reason);
      assert.ok(text.includes(`href="#${field}"`));
      if (typed.name === 'My <shop>') assert.ok(text.includes('value="My &lt;shop&gt;"'));
      assert.ok(text.includes(typed.checkoutUrls.split('\n')[0] ?? ''));
      assert.equal((await configurations()).length, before.length);
    });
  }

  test('fill in a recommended set without a script, and keep what was typed', async () => {
    const { status, text } = await post(`${list}/new`, { ...least, name: 'Typed', recommended: '1' });
    assert.equal(status, 200);
    assert.ok(text.includes('value="Typed"'));
    assert.match(text, /value="Positive Transaction"\s+checked/);
    assert.equal(
      (await configurations()).some(({ name }) => name === 'Typed'),
      false,
    );
  });

  test('save changes and keep the token', async () => {
    const { id, token } = await create();
    assert.equal(await initializeStatus(token), 401);
    const { status, location } = await post(`${list}/${id}`, {
      ...least,
      name: 'Renamed',
      transactionProcessing: 'Positive Transaction',
    });
    assert.equal(status, 303);
    const opened = await get(location);
    assert.match(opened.text, /role="status">Saved\./);
    assert.match(opened.text, /<h1>Renamed<\/h1>/);
    assert.equal(await initializeStatus(token), 200);
  });

  test('switch the checkout integration off again', async () => {
    const { id } = await create({ checkoutIntegration: 'on', checkoutUrls: 'http://a.example' });
    await post(`${list}/${id}`, least);
    const saved = (await configurations()).find((configuration) => configuration['id'] === id);
    assert.equal(saved?.['checkoutIntegration'], false);
  });

  test('refuse a change in place, and change nothing', async () => {
    const { id } = await create();
    const { status, text } = await post(`${list}/${id}`, { ...least, name: '' });
    assert.equal(status, 422);
    assert.match(text, /Enter a name\.|A name is needed\./);
    assert.match(text, />\s*Save\s*</);
    assert.equal(
      (await configurations()).find((configuration) => configuration['id'] === id)?.['name'],
      'Corner shop',
    );
  });

  test('ask before they delete, and then refuse the token', async () => {
    const { id, token } = await create({ transactionProcessing: 'Admin' });
    const question = await get(`${list}/${id}/delete`);
    assert.match(question.text, /Delete this API access\?/);
    assert.equal(await initializeStatus(token), 200);
    const { status, location } = await post(`${list}/${id}/delete`, {});
    assert.equal(status, 303);
    assert.match((await get(location)).text, /Deleted\./);
    assert.equal(await initializeStatus(token), 401);
    assert.equal((await get(`${list}/${id}`)).status, 404);
  });

  for (const headers of [
    { origin: 'http://127.0.0.1:9' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    test(`refuse a form from elsewhere: ${JSON.stringify(headers)}`, async () => {
      const { id } = await create();
      const before = await configurations();
      for (const path of [`${list}/new`, `${list}/${id}`, `${list}/${id}/delete`]) {
        assert.equal((await post(path, { ...least, name: 'Forged' }, headers)).status, 403, path);
      }
      assert.deepEqual(await configurations(), before);
    });
  }

  test('print a hostile name as text on every page that shows it', async () => {
    const name = `</title><script>alert(1)</script>"' onload=x`;
    const { id, page } = await create({ name });
    for (const text of [
      page,
      ...(await Promise.all([list, `${list}/${id}`, `${list}/${id}/delete`].map(get))).map(
        ({ text }) => text,
      ),
    ]) {
      assert.ok(text.includes('&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39; onload=x'));
      assert.ok(!text.includes('<script>alert'));
    }
  });

  test('may stand in no frame, run only their own scripts, and are not stored', async () => {
    const { headers } = await fetch(`${simulator.url}${list}`);
    assert.match(
      headers.get('content-security-policy') ?? '',
      /default-src 'none'.*script-src 'self'.*frame-ancestors 'none'/,
    );
    assert.equal(headers.get('x-frame-options'), 'DENY');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-store');
  });

  test('answer a form that is too large without a word of it', async () => {
    const { status, text } = await post(`${list}/new`, { ...least, checkoutUrls: 'x'.repeat(70_000) });
    assert.equal(status, 413);
    assert.equal(text, 'This request could not be read.');
  });
});
