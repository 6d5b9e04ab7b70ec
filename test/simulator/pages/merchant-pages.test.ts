import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../../packages/initializer/simulator/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { accessibilityViolations } from '../modal/check-accessibility.js';

let simulator: Simulator;
let browser: Browser;
let transactionId: number;
before(async () => {
  simulator = await startSimulator({ clock: { now: () => Date.parse('2026-11-20T18:00:00Z') } });
  browser = await launchBrowser();
  await payThroughModal('<b>Ada</b>', '209');
  transactionId = await payThroughModal('<b>Ada</b>', '100');
});
after(async () => {
  await browser.close();
  await simulator.close();
});

const list = '/all-tools/integrations/api-access-configuration';

async function payThroughModal(cardHolderName: string, cvv: string): Promise<number> {
  const initialized = await fetch(`${simulator.apiUrl}/helcim-pay/initialize`, {
    method: 'POST',
    headers: { 'api-token': simulator.tokens.helcimPay, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: 12.5, currency: 'CAD' }),
  });
  const { checkoutToken } = (await initialized.json()) as { checkoutToken: string };
  await fetch(`${simulator.modalUrl}/helcim-pay/${checkoutToken}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      cardNumber: '4242424242424242',
      expiry: '0128',
      cvv,
      cardHolderName,
      street: 'S',
      postalCode: 'P',
    }),
  });
  const response = await fetch(`${simulator.apiUrl}/card-transactions?limit=1`, {
    headers: { 'api-token': simulator.tokens.read },
  });
  const [row] = (await response.json()) as { transactionId: number; cardToken: string }[];
  return row?.transactionId ?? 0;
}

const textOf = async (path: string) => (await fetch(simulator.url + path)).text();

async function cardTokenOf(id: number): Promise<string> {
  const response = await fetch(`${simulator.apiUrl}/card-transactions/${id}`, {
    headers: { 'api-token': simulator.tokens.read },
  });
  return ((await response.json()) as { cardToken: string }).cardToken;
}

describe('the merchant’s pages', () => {
  test('say on every page that this is not Helcim', async () => {
    for (const path of [
      '/',
      '/all-tools',
      '/all-tools/integrations',
      list,
      `${list}/new`,
      '/transactions',
      '/nowhere',
    ]) {
      assert.match(
        (await textOf(path)).replace(/<[^>]+>/g, ''),
        /Simulator — not Helcim\. No real money\./,
        path,
      );
    }
  });

  test('tell on the first page where API and script are', async () => {
    const text = await textOf('/');
    assert.ok(text.includes(`data-copy="${simulator.apiUrl}"`));
    assert.ok(text.includes(`data-copy="${simulator.scriptUrl}"`));
  });

  test('list transactions, newest first, and filter them by status', async () => {
    const statuses = (text: string) =>
      [...text.matchAll(/class="tag (?:good|bad)">(\w+)</g)].map(([, status]) => status);
    assert.deepEqual(statuses(await textOf('/transactions')), ['APPROVED', 'DECLINED']);
    assert.deepEqual(statuses(await textOf('/transactions?status=DECLINED')), ['DECLINED']);
    assert.deepEqual(statuses(await textOf('/transactions?status=APPROVED')), ['APPROVED']);
    assert.deepEqual(statuses(await textOf('/transactions?status=<b>')), ['APPROVED', 'DECLINED']);
    assert.match(await textOf('/transactions?page=9'), /no transactions here/);
  });

  test('show one transaction with its card masked, its texts as text, and without its cardToken', async () => {
    const text = await textOf(`/transactions/${transactionId}`);
    assert.match(text, /VI 4242 42•• 4242/);
    assert.match(text, /12\.50 CAD/);
    assert.ok(text.includes('&lt;b&gt;Ada&lt;/b&gt;'));
    const cardToken = await cardTokenOf(transactionId);
    assert.ok(cardToken.length > 10 && !text.includes(cardToken));
  });

  for (const path of ['/transactions/1', '/transactions/abc', `${list}/nothing`, '/nowhere']) {
    test(`answer ${path} with a page that says "Not found"`, async () => {
      const response = await fetch(simulator.url + path);
      assert.equal(response.status, 404);
      assert.match(await response.text(), /<h1>Not found<\/h1>/);
    });
  }

  test('leave no token behind for "back" and "reload"', async () => {
    const page = await browser.newPage();
    await page.goto(`${simulator.url}${list}/new`);
    await page.fill('#name', 'Shown once');
    await page.press('#name', 'Enter');
    const token = (await page.textContent('#token')) ?? '';
    assert.ok(token.length > 20);
    await page.click('text=Done');
    await page.waitForSelector('text=It was shown once');
    await page.evaluate('history.back()').catch(() => undefined); // The page it ran in is gone.
    await page.waitForSelector('text=This api-token was shown once');
    await page.reload();
    assert.ok(!(await page.content()).includes(token));
    await page.close();
  });

  test('copy the token and say so', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(`${simulator.url}${list}/new`);
    await page.fill('#name', 'Copied');
    await page.press('#name', 'Enter');
    await page.click('[data-copy-from]');
    await page.waitForFunction(`document.getElementById('copy-status').textContent === 'Copied'`);
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), await page.textContent('#token'));
    await context.close();
  });

  test('set a recommended access with one click, and mark what the chosen level includes', async () => {
    const page = await browser.newPage();
    await page.goto(`${simulator.url}${list}/new`);
    await page.fill('#name', 'Typed');
    await page.click('button[name=recommended] >> nth=1');
    assert.equal(await page.inputValue('#name'), 'Typed');
    assert.equal(await page.isChecked('[name=transactionProcessing][value="Positive Transaction"]'), true);
    assert.equal(await page.isChecked('[name=general][value="No access"]'), true);
    const included = await page.$$eval('#transactionProcessing .level', (levels) =>
      levels.map((level) => {
        const mark = level.querySelector('.included');
        return mark !== null && getComputedStyle(mark).visibility === 'visible';
      }),
    );
    assert.deepEqual(included, [false, true, false, false]);
    await page.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`have no violation that axe-core knows, and fit 320 pixels, ${colorScheme}`, async () => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const first = await firstConfiguration(page);
      for (const path of [
        '/',
        '/all-tools',
        '/all-tools/integrations',
        list,
        `${list}/new`,
        first,
        `${first}/token`,
        `${first}/delete`,
        '/transactions',
        `/transactions/${transactionId}`,
        '/nowhere',
      ]) {
        await checkPage(page, path);
      }
      await page.goto(`${simulator.url}${list}/new`);
      await page.check('#checkoutIntegration');
      await page.click('.actions .button');
      await page.waitForSelector('.errors:focus');
      await checkPage(page);
      await page.fill('#name', 'New');
      await page.fill('#checkoutUrls', 'http://a.example');
      await page.click('.actions .button');
      await page.waitForSelector('#token');
      await checkPage(page);
      await context.close();
    });
  }
});

async function firstConfiguration(page: Page): Promise<string> {
  await page.goto(simulator.url + list);
  return (await page.getAttribute('.cards a', 'href')) ?? '';
}

async function checkPage(page: Page, path?: string): Promise<void> {
  if (path) await page.goto(simulator.url + path);
  assert.deepEqual(await accessibilityViolations(page.mainFrame()), [], page.url());
  await page.setViewportSize({ width: 320, height: 640 });
  const isWide = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  assert.equal(isWide, false, `${page.url()} scrolls sideways`);
  assert.deepEqual(await accessibilityViolations(page.mainFrame()), [], `${page.url()} at 320 pixels`);
  await page.setViewportSize({ width: 1280, height: 800 });
}
