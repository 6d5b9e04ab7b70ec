import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../../packages/initializer/simulator/index.js';
import { launchBrowser } from '../../helpers/browser.js';
import { accessibilityViolations } from '../modal/check-accessibility.js';
import { merchantOf, textOf } from '../simulated-merchant.js';

const now = Date.parse('2026-11-20T18:00:00Z');
const webhooks = '/all-tools/integrations/webhooks';
const bankPayments = '/bank-payments';
const faults = '/faults-and-switches';

let simulator: Simulator;
let browser: Browser;
let page: Page;
before(async () => {
  simulator = await startSimulator({
    clock: { now: () => now },
    webhooks: { url: 'http://127.0.0.1:9/hooks/card-events' },
  });
  browser = await launchBrowser();
});
beforeEach(async () => {
  await fetch(`${simulator.url}/_sim/reset`, { method: 'POST' });
  page = await (await browser.newContext()).newPage();
});
afterEach(() => page.context().close());
after(async () => {
  await browser.close();
  await simulator.close();
});

async function payByBank(accountHolder = 'Ada Sample'): Promise<void> {
  const { open, pay } = merchantOf(simulator);
  const account = { institutionNumber: '000', transitNumber: '11000', accountNumber: '100200300' };
  await pay(await open({ paymentMethod: 'ach' }), { paymentMethod: 'ach', accountHolder, ...account });
}

const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(simulator.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
    redirect: 'manual',
  });

const control = (path: string) => merchantOf(simulator).control(`GET ${path}`);

describe('the page of webhooks', () => {
  test('is reached through the menus, and by the short address', async () => {
    await page.goto(`${simulator.url}/all-tools/integrations`);
    await page.click('.tiles a:has-text("Webhooks")');
    assert.equal(await page.textContent('h1'), 'Webhooks');
    await page.goto(`${simulator.url}/integrations/webhooks`);
    assert.equal(page.url(), simulator.url + webhooks);
  });

  test('saves the settings, and shows the verifier token', async () => {
    await page.goto(simulator.url + webhooks);
    assert.equal(await page.textContent('#verifier-token'), simulator.webhookVerifierToken);
    await page.fill('#url', 'https://shop.example/hooks');
    await page.uncheck('input[value=terminalCancel]');
    await page.click('.actions .button');
    assert.match((await page.textContent('[role=status].notice')) ?? '', /Saved/);
    const { body } = await control('/webhooks');
    assert.deepEqual(
      [body['enabled'], body['url'], body['events']],
      [true, 'https://shop.example/hooks', ['cardTransaction']],
    );
  });

  test('refuses a URL with “helcim” beside the field, keeps what was typed, and changes nothing', async () => {
    await page.goto(simulator.url + webhooks);
    await page.fill('#url', 'https://shop.example/Helcim"><b>');
    await page.click('.actions .button');
    await page.waitForSelector('#url[aria-invalid=true]:focus');
    assert.match((await page.textContent('#url-error')) ?? '', /must not contain/i);
    assert.equal(await page.inputValue('#url'), 'https://shop.example/Helcim"><b>');
    assert.equal((await control('/webhooks')).body['url'], 'http://127.0.0.1:9/hooks/card-events');
  });

  test('lists each delivery with its tries, and sends one again', async () => {
    const { transactionId } = await merchantOf(simulator).buy(5);
    await simulator.advance(5000);
    await page.goto(simulator.url + webhooks);
    const delivery = page.locator('.deliveries > li');
    assert.match(await delivery.innerText(), new RegExp(`"id":"${textOf(transactionId)}"`));
    assert.equal(await delivery.locator('.tries li').count(), 2);
    assert.match(await delivery.innerText(), /Waiting[^]*Next try 2026-11-20 11:05:05/);
    await delivery.locator('button').click();
    await page.waitForSelector('.notice');
    assert.equal(await delivery.locator('.tries li').count(), 3);
  });
});

describe('the page of bank payments', () => {
  test('clears and returns a payment, and offers only what is possible', async () => {
    await payByBank('<b>Ada</b>');
    await page.goto(`${simulator.url}/transactions`);
    await page.click('.menu a:has-text("Bank payments")');
    assert.match(await page.innerText('.cards li'), /<b>Ada<\/b>/);
    const buttons = async () =>
      (await page.locator('.cards button').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    assert.deepEqual(await buttons(), ['Clear 109361', 'Reject 109361', 'Return 109361']);
    await page.click('button[value=clear]');
    assert.match(await page.innerText('.cards li'), /APPROVED\s*CLEARED/);
    await page.click('button[value=return]');
    assert.match(await page.innerText('.cards li'), /RETURNED/);
    assert.deepEqual(await buttons(), []);
  });

  test('changes nothing for a step that is not possible, and does not know others', async () => {
    await payByBank();
    await post(`${bankPayments}/109361`, 'action=contest');
    const [row] = (await control('/ach')).body['transactions'] as unknown as { statusClearing: string }[];
    assert.equal(row?.statusClearing, 'OPENED');
    assert.equal((await post(`${bankPayments}/109361`, 'action=delete')).status, 404);
    assert.equal((await post(`${bankPayments}/1`, 'action=clear')).status, 404);
  });
});

describe('the page of faults and switches', () => {
  test('opens below /_sim/ too', async () => {
    await page.goto(`${simulator.url}/_sim/`);
    assert.equal(await page.textContent('h1'), 'Faults and switches');
  });

  test('adds a fault and ends it', async () => {
    await page.goto(simulator.url + faults);
    await page.selectOption('#kind', 'lose-success');
    await page.fill('#count', '2');
    await page.click('.add-fault button');
    assert.match(await page.innerText('.in-force'), /lose-success[^]*The next 2 times/);
    assert.equal(simulator.faults.list().length, 1);
    await page.click('button:has-text("End all")');
    assert.deepEqual(simulator.faults.list(), []);
  });

  test('turns switches and keeps the others', async () => {
    const before = simulator.switches.get();
    await page.goto(simulator.url + faults);
    await page.selectOption('#messageShape', { label: 'S3' });
    await page.selectOption('#rateLimits', { label: 'no' });
    await page.click('button:has-text("Save switches")');
    assert.deepEqual(simulator.switches.get(), { ...before, messageShape: 'S3', rateLimits: false });
    assert.match((await page.innerText('#messageShape option:checked')).trim(), /^S3/);
  });

  test('moves the clock, and what is due on the way happens', async () => {
    await payByBank();
    await page.goto(simulator.url + faults);
    await page.click('button:has-text("7 days")');
    assert.match(await page.innerText('[aria-labelledby=clock]'), /2026-11-27 11:00:00/);
    await page.goto(simulator.url + bankPayments);
    assert.match(await page.innerText('.cards li'), /CLEARED/);
  });

  for (const [path, body] of [
    ['add', 'kind=nonsense&count=1'],
    ['add', 'kind=delay&count=-1'],
    ['switches', 'messageShape=9'],
    ['clock', 'minutes=5'],
  ]) {
    test(`changes nothing for ${path} ${body}`, async () => {
      const before = simulator.switches.get();
      const response = await post(`${faults}/${path}`, body ?? '');
      assert.equal(response.headers.get('location'), `${faults}?refused`);
      assert.deepEqual(simulator.switches.get(), before);
      assert.deepEqual(simulator.faults.list(), []);
      assert.deepEqual((await control('/clock')).body, { now });
    });
  }
});

describe('these pages', () => {
  for (const path of [
    webhooks,
    `${webhooks}/msg_1/redeliver`,
    `${bankPayments}/109361`,
    `${faults}/add`,
    `${faults}/end`,
    `${faults}/switches`,
    `${faults}/clock`,
  ]) {
    test(`refuse a write of another site: ${path}`, async () => {
      assert.equal((await post(path, '', { origin: 'https://attacker.example' })).status, 403);
      assert.equal((await post(path, '', { 'sec-fetch-site': 'same-site' })).status, 403);
    });
  }

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`have no violation that axe-core knows, and fit 320 pixels, ${colorScheme}`, async () => {
      await payByBank();
      await merchantOf(simulator).buy(5);
      simulator.faults.add({ kind: 'delay', forMs: 60_000, probability: 0.5 });
      await page.emulateMedia({ colorScheme });
      for (const path of [webhooks, bankPayments, faults]) {
        await page.goto(simulator.url + path);
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 700 });
          assert.deepEqual(await accessibilityViolations(page.mainFrame()), [], `${path} at ${width}`);
          assert.equal(
            await page.evaluate(
              'document.documentElement.scrollWidth > document.documentElement.clientWidth',
            ),
            false,
            `${path} at ${width} scrolls sideways`,
          );
        }
      }
    });
  }
});
