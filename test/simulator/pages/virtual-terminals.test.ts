import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../../packages/initializer/simulator/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { accessibilityViolations } from '../modal/check-accessibility.js';
import { listOf, merchantOf, type Merchant } from '../simulated-merchant.js';

const list = '/virtual-terminals';
const now = Date.parse('2026-11-20T18:00:00Z');

let simulator: Simulator;
let merchant: Merchant;
let browser: Browser;
let context: BrowserContext;
let page: Page;
before(async () => {
  simulator = await startSimulator({
    clock: { now: () => now },
    webhooks: { url: 'http://127.0.0.1:9/hooks/card-events' },
  });
  merchant = merchantOf(simulator);
  browser = await launchBrowser();
});
beforeEach(async () => {
  await fetch(`${simulator.url}/_sim/reset`, { method: 'POST' });
  context = await browser.newContext({ reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  page = await context.newPage();
});
afterEach(() => context.close());
after(async () => {
  await browser.close();
  await simulator.close();
});

const shows = (view: string) => page.waitForSelector(`[data-shows="${view}"]`);
const press = (text: string) => page.click(`.view:not([hidden]) button:visible:has-text("${text}")`);
const onScreen = (fill: string) =>
  page.locator(`.view:not([hidden]) [data-fill="${fill}"]`).first().innerText();

async function logInByPin(pin = '1234'): Promise<void> {
  await shows('log-in');
  for (const digit of pin) await page.click(`[data-digit="${digit}"]`);
  await press('Log in');
}

/** Opens the page of a terminal that is set up, in pairing mode and logged in; the page alone keeps it awake. */
async function openReady(query = ''): Promise<{ code: string; id: string }> {
  const { id, code } = await simulator.devices.ready('Front <b>counter</b>');
  simulator.devices.end(id);
  await page.goto(`${simulator.url}${list}/${id}${query}`);
  await shows('ready');
  return { id, code };
}

const purchase = (code: string, transactionAmount: number, invoiceNumber = 'T-1') =>
  merchant.api(`POST /devices/${code}/payment/purchase`, {
    body: { currency: 'CAD', transactionAmount, invoiceNumber },
  });
const ping = (code: string) => merchant.api(`GET /devices/${code}/ping`);
const rows = async (invoiceNumber = 'T-1') =>
  listOf((await merchant.api(`GET /card-transactions?invoiceNumber=${invoiceNumber}`)).body).map(
    ({ status, amount }) => [status, amount],
  );

describe('a virtual terminal', () => {
  test('is added, set up, and gets its code at the first log-in in pairing mode', async () => {
    await page.goto(simulator.url + list);
    await page.fill('#name', 'Patio');
    await page.click('text=Add a terminal');
    await shows('set-up');
    await press('Finish set-up');
    await logInByPin('9999');
    await page.waitForSelector('[role=alert]:has-text("Wrong PIN")');
    await logInByPin();
    await shows('standalone');
    assert.equal(await page.isVisible('[data-fill=code]'), false);

    await page.click('.view:not([hidden]) [role=switch]');
    await shows('unregistered');
    assert.equal(await page.isVisible('[data-fill=code]'), false);
    await press('Log out');
    await press('E-mail');
    await page.fill('#email', 'ada@example.com');
    await page.fill('#password', 'terminal-1');
    await press('Log in');
    await shows('ready');
    const code = await onScreen('code');
    assert.match(code, /^[A-Z0-9]{4}$/);
    assert.equal((await ping(code)).status, 202);
    await page.waitForSelector('[data-ping]:not([hidden])');
    await press('Close');
    await page.waitForSelector('[data-ping]', { state: 'hidden' });

    await page.goto(simulator.url + list);
    await page.waitForSelector('.terminal-card:has-text("Asleep")');
    assert.match(
      await page.innerText('.terminal-card'),
      new RegExp(`Patio\\s+Asleep\\s+Code ${code}, Ada Sample`),
    );
  });

  test('is paid by a tap, and listens again', async () => {
    const { code } = await openReady();
    assert.equal((await purchase(code, 12.5)).status, 202);
    await shows('present');
    assert.equal(await onScreen('total'), '$12.50');
    assert.equal(await page.innerText('[data-live]'), 'Payment of $12.50. Tap or insert a card.');
    await page.click('[data-pay=tap]');
    await shows('approved');
    assert.equal(await onScreen('card'), 'Visa •• 4242');
    assert.deepEqual(await rows(), [['APPROVED', 12.5]]);
    await press('Done');
    await shows('ready');
    assert.equal((await ping(code)).status, 202);
  });

  test('declines by the cents, tries again and approves with a tip, under one number', async () => {
    const { code } = await openReady();
    await page.click('.around summary');
    await page.check('[data-asks-tip]');
    await purchase(code, 10.55);
    await shows('tip');
    await press('No tip');
    await page.click('[data-pay=insert]');
    await shows('declined');
    assert.equal(await onScreen('reason'), 'DECLINED - Do Not Honor');
    await press('Try again');
    await shows('present');
    await press('Change');
    await page.fill('#own-tip', '0.45');
    await press('Add');
    await page.check('input[value=debit]');
    await page.click('[data-pay=insert]');
    await shows('approved');
    assert.equal(await onScreen('total'), '$11.00');
    assert.match(await onScreen('card'), /^Interac debit/);
    assert.deepEqual((await rows()).toSorted(), [
      ['APPROVED', 11],
      ['DECLINED', 10.55],
    ]);
  });

  test('keeps the request when the customer walks away, until it is cancelled', async () => {
    const { code } = await openReady();
    await purchase(code, 12.5);
    await shows('present');
    await page.click('[data-walk-away]');
    await page.waitForSelector('text=The customer has left');
    assert.equal((await purchase(code, 5, 'T-2')).status, 409);
    await press('Cancel');
    await shows('cancelled');
    const sent = listOf((await merchant.control('GET /webhooks')).body['deliveries']);
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['terminalCancel'],
    );
    assert.deepEqual(await rows(), []);
    assert.equal((await purchase(code, 5, 'T-2')).status, 202);
    await shows('present');
    assert.equal(await onScreen('total'), '$5.00');
  });

  test('refunds to the card that paid, unless another is held out', async () => {
    const { code } = await openReady();
    await purchase(code, 12.5);
    await shows('present');
    await page.check('input[value=amex]');
    await page.click('[data-pay=tap]');
    await shows('approved');
    const [paid] = listOf((await merchant.api('GET /card-transactions?invoiceNumber=T-1')).body);
    await merchant.api(`POST /card-batches/${JSON.stringify(paid?.['cardBatchId'])}/settle`);
    const refund = await merchant.api(`POST /devices/${code}/payment/refund`, {
      body: { transactionAmount: 2, originalTransactionId: paid?.['transactionId'] },
    });
    assert.equal(refund.status, 202);
    await shows('present');
    await page.check('input[value=visa]');
    await page.click('[data-pay=tap]');
    await shows('declined');
    await press('Try again');
    await page.check('input[value=same]');
    await page.click('[data-pay=tap]');
    await shows('approved');
    assert.equal(await onScreen('card'), 'Amex •• 1006');
  });
});

describe('a virtual terminal that is not reached', () => {
  test('sleeps once its page is closed', async () => {
    const { code } = await openReady();
    await page.goto('about:blank');
    await until(async () => (await ping(code)).status === 409);
    const { status, body } = await purchase(code, 12.5);
    assert.deepEqual([status, body], [409, { errors: [`device with code ${code} not listening`] }]);
  });

  test('says that it is asleep, without network, or no longer there', async () => {
    const { code } = await openReady();
    await page.click('.around summary');
    await page.click('text=Put the terminal to sleep');
    await shows('asleep');
    assert.equal(await page.innerText('[data-live]'), 'Asleep');
    await until(async () => (await ping(code)).status === 409);
    await press('Wake the terminal');
    await shows('ready');
    await page.uncheck('[data-has-network]');
    await shows('offline');
    assert.equal((await ping(code)).status, 409);
    await press('Connect again');
    await shows('ready');
    assert.equal((await ping(code)).status, 202);
    await fetch(`${simulator.url}/_sim/reset`, { method: 'POST' });
    await shows('gone');
  });
});

describe('these pages', () => {
  test('may be framed by pages of this machine in the embedded form only', async () => {
    const { id } = simulator.devices.add();
    const headersOf = async (path: string) => {
      const { headers } = await fetch(simulator.url + path);
      const ancestors = /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1];
      return [ancestors, headers.get('x-frame-options')];
    };
    for (const path of [list, `${list}/${id}`, `${list}/${id}?embed=0`]) {
      assert.deepEqual(await headersOf(path), ["'none'", 'DENY'], path);
    }
    const [ancestors = '', option] = await headersOf(`${list}/${id}?embed=1`);
    assert.equal(option, null);
    for (const source of ancestors?.split(' ') ?? [])
      assert.match(source, /^http:\/\/(127\.0\.0\.1|(\*\.)?localhost):\*$/);
  });

  test('refuse what another site asks for, and a name that is too long', async () => {
    const { id } = simulator.devices.add();
    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
      fetch(simulator.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body,
      });
    assert.equal((await post(list, 'name=A', { origin: 'https://attacker.example' })).status, 403);
    assert.equal((await post(`${list}/${id}/set-up`, '', { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal((await post(list, `name=${'x'.repeat(61)}`)).status, 422);
    assert.equal(simulator.devices.list().length, 1);
    assert.equal((await fetch(`${simulator.url}${list}/unknown`)).status, 404);
  });

  test('say that they are a simulator, fit 320 pixels, and have no violation that axe-core knows', async () => {
    const { code } = await openReady('?embed=1');
    assert.match(await page.innerText('.ribbon'), /Simulator — not Helcim/);
    assert.equal(await page.locator('nav').count(), 0);
    await purchase(code, 12.5);
    await shows('present');
    await page.setViewportSize({ width: 320, height: 640 });
    await assertSound();

    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(simulator.url + list);
    assert.match(await page.innerText('.terminal-card'), /Front <b>counter<\/b>/);
    await assertSound();
  });
});

async function assertSound(): Promise<void> {
  assert.deepEqual(await accessibilityViolations(page.mainFrame()), []);
  assert.equal(
    await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth'),
    false,
    'scrolls sideways',
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('did not come true');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('A request on the screen does not lock the terminal', () => {
  test('options switch pairing mode off, and log out, which cancels it', async () => {
    const { code, id } = await openReady();
    await purchase(code, 12.5);
    await shows('present');
    await page.click('.view:not([hidden]) summary');
    assert.deepEqual(await accessibilityViolations(page.mainFrame()), []);
    await page.click('.view:not([hidden]) [data-pairing-mode]');
    await page.waitForSelector('.view:not([hidden]) [data-pairing-mode][aria-checked=false]');
    const screen = () => simulator.devices.list().find((device) => device.id === id);
    assert.equal(screen()?.request?.state, 'waiting', 'it stays on the screen');
    await press('Log out');
    await shows('log-in');
    assert.equal(screen()?.request, undefined);
  });

  test('after a decline too', async () => {
    const { code } = await openReady();
    await purchase(code, 1.51);
    await shows('present');
    await page.click('[data-pay=tap]');
    await shows('declined');
    await page.click('.view:not([hidden]) summary');
    await press('Log out');
    await shows('log-in');
  });

  test('without network it can be cancelled, and nobody is told', async () => {
    const { code, id } = await openReady();
    await purchase(code, 12.5);
    await shows('present');
    simulator.devices.act(id, 'network', { on: false });
    await shows('offline');
    await press('Cancel');
    await page.waitForSelector('.view:not([hidden]) [data-while-open]', { state: 'hidden' });
    const request = simulator.devices.list().find((device) => device.id === id)?.request;
    assert.equal(request?.state, 'cancelled');
    const sent = (await (await fetch(`${simulator.url}/_sim/webhooks`)).json()) as { deliveries: unknown[] };
    assert.deepEqual(sent.deliveries, []);
  });
});

test('after a log-in by e-mail the next one asks for the PIN again', async () => {
  await openReady();
  await press('Log out');
  await shows('log-in');
  await press('E-mail');
  await page.fill('#password', 'terminal-1');
  await page.click('[data-log-in=password] button[type=submit]');
  await shows('ready');
  await press('Log out');
  await logInByPin();
  await shows('ready');
});
