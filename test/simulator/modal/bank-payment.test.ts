import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { accessibilityViolations } from './check-accessibility.js';
import { payWithTestCard, setStage, type Stage } from './stage.js';

let stage: Stage;
before(async () => {
  stage = await setStage();
});
beforeEach(() => fetch(`${stage.simulator.url}/_sim/reset`, { method: 'POST' }));
after(() => stage.close());

async function payWithTestAccount(modal: Frame, which = 0): Promise<void> {
  await modal.click('.test-accounts summary');
  await modal.click(`.test-account >> nth=${which}`);
  await modal.click('.pay');
}

describe('a bank payment in the modal', () => {
  test('is SUCCESS with the bank transaction, and says that it is accepted', async () => {
    const token = await stage.initialize({ paymentMethod: 'ach', confirmationScreen: true });
    const { page, modal, messages, statuses } = await stage.openModal(token);
    assert.equal(await modal.locator('#cardNumber').count(), 0);
    await payWithTestAccount(modal);
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    const { data } = JSON.parse((await messages())[0]?.data.eventMessage as string) as {
      data: { data: Record<string, string> };
    };
    assert.deepEqual(
      [data.data['type'], data.data['amount'], data.data['statusClearing']],
      ['WITHDRAWAL', '49.99', 'OPENED'],
    );
    assert.equal(await modal.textContent('#approved-title'), 'Accepted');
    assert.match((await modal.innerText('.receipt')).replace(/\s+/g, ' '), /Bank account ending in 300/);
    await page.close();
  });

  test('is chosen by a tab where both are offered; the fields of the other are neither asked for nor sent', async () => {
    const token = await stage.initialize({ paymentMethod: 'cc-ach' });
    const { page, modal, statuses } = await stage.openModal(token);
    await modal.click('#tab-bank');
    assert.equal(await modal.isVisible('#cardNumber'), false);
    await modal.click('.pay');
    await modal.waitForSelector('.message:focus');
    assert.equal(await modal.locator('.message a').count(), 4);
    const sent = page.waitForRequest('**/pay');
    await payWithTestAccount(modal);
    assert.deepEqual(Object.keys((await sent).postDataJSON() as object).sort(), [
      'accountHolder',
      'accountNumber',
      'institutionNumber',
      'paymentMethod',
      'transitNumber',
    ]);
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    await page.close();
  });

  test('leaves the card on its tab to pay with', async () => {
    const { page, modal, statuses } = await stage.openModal(
      await stage.initialize({ paymentMethod: 'cc-ach' }),
    );
    await payWithTestCard(modal);
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    assert.equal(await modal.textContent('#approved-title'), 'Approved');
    await page.close();
  });

  test('has tabs that the arrow keys, Home and End move along', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize({ paymentMethod: 'cc-ach' }));
    const steps = [
      ['ArrowRight', 'tab-bank'],
      ['ArrowRight', 'tab-card'],
      ['ArrowLeft', 'tab-bank'],
      ['Home', 'tab-card'],
      ['End', 'tab-bank'],
    ] as const;
    await modal.focus('#tab-card');
    for (const [key, id] of steps) {
      await page.keyboard.press(key);
      assert.equal(await modal.evaluate('document.activeElement.id'), id, key);
      assert.equal(await modal.getAttribute(`#${id}`, 'aria-selected'), 'true');
      assert.equal(await modal.locator('[role=tabpanel]:visible').getAttribute('aria-labelledby'), id);
    }
    await page.close();
  });

  test('declined is ABORTED, and another account can be tried', async () => {
    const { page, modal, statuses } = await stage.openModal(await stage.initialize({ paymentMethod: 'ach' }));
    await payWithTestAccount(modal, 4);
    assert.deepEqual(await statuses(1), ['ABORTED']);
    assert.match((await modal.textContent('.message')) ?? '', /bank payment was declined.*another account/);
    await payWithTestAccount(modal);
    assert.deepEqual(await statuses(2), ['ABORTED', 'SUCCESS']);
    await page.close();
  });

  test('refuses an account that is no test account, beside its field', async () => {
    const { page, modal, messages } = await stage.openModal(await stage.initialize({ paymentMethod: 'ach' }));
    await modal.click('.test-accounts summary');
    await modal.click('.test-account >> nth=0');
    await modal.fill('#accountNumber', '123456789');
    await modal.click('.pay');
    await modal.waitForSelector('#accountNumber[aria-invalid=true]');
    assert.match((await modal.textContent('#accountNumber-error')) ?? '', /only its test accounts/);
    assert.deepEqual(await messages(), []);
    await page.close();
  });

  for (const appearance of ['light', 'dark'] as const) {
    test(`has no violation that axe-core knows and fits 320 pixels, ${appearance}`, async () => {
      const request = { paymentMethod: 'cc-ach', customStyling: { appearance } };
      const { page, modal } = await stage.openModal(await stage.initialize(request), {
        viewport: { width: 320, height: 640 },
        colorScheme: appearance,
      });
      await modal.click('#tab-bank');
      await modal.click('.test-accounts summary');
      await modal.click('.pay');
      await modal.waitForSelector('.message:focus');
      assert.deepEqual(await accessibilityViolations(modal), []);
      assert.equal(
        await modal.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth'),
        false,
      );
      await page.close();
    });
  }
});

describe('the modal under a fault or switch', () => {
  test('posts exactly the list of its server: HIDE before SUCCESS', async () => {
    const { page, modal, statuses } = await stage.openModal(await stage.initialize());
    stage.simulator.faults.add({ kind: 'reorder' });
    await payWithTestCard(modal);
    assert.deepEqual(await statuses(2), ['HIDE', 'SUCCESS']);
    await page.close();
  });

  test('posts nothing when SUCCESS is lost, and HIDE when it is then closed', async () => {
    const { page, modal, messages, statuses } = await stage.openModal(await stage.initialize());
    stage.simulator.faults.add({ kind: 'lose-success' });
    await payWithTestCard(modal);
    await modal.waitForSelector('[data-view=approved]:not([hidden])');
    assert.deepEqual(await messages(), []);
    await modal.click('[data-view=approved] [data-exit]');
    assert.deepEqual(await statuses(1), ['HIDE']);
    await page.close();
  });

  test('posts event.data as JSON text, and events of other names, where so switched', async () => {
    stage.simulator.switches.set({ eventData: 'text', extraEvents: true });
    const token = await stage.initialize();
    const { page, modal } = await stage.openModal(token);
    await payWithTestCard(modal);
    await page.waitForFunction('messages.length >= 3');
    const texts = await page.evaluate<string[]>('messages.map(({ data }) => data)');
    assert.deepEqual(
      texts.map((text) => (JSON.parse(text) as { eventName: string }).eventName),
      ['helcim-pay-initialized', 'helcim-pay-js-v2', `helcim-pay-js-${token}`],
    );
    await page.close();
  });

  test('is closed by a decline, where so switched', async () => {
    stage.simulator.switches.set({ afterAborted: 'closes' });
    const { page, modal, statuses } = await stage.openModal(await stage.initialize());
    await payWithTestCard(modal, '209');
    assert.deepEqual(await statuses(2), ['ABORTED', 'HIDE']);
    await page.waitForSelector('#helcimPayIframe', { state: 'detached' });
    await page.close();
  });

  test('posts ABORTED when it is closed, where that is what ABORTED means', async () => {
    stage.simulator.switches.set({ abortedMeans: 'cancelled' });
    const { page, modal, statuses } = await stage.openModal(await stage.initialize());
    await modal.click('.icon-button');
    assert.deepEqual(await statuses(2), ['ABORTED', 'HIDE']);
    await page.close();
  });

  test('is not shown at all on a page of this machine under strict origins', async () => {
    stage.simulator.switches.set({ strictOrigins: true });
    const token = await stage.initialize();
    const page = await stage.openShop();
    const answered = page.waitForResponse(`**/helcim-pay/${token}*`);
    await page.evaluate(`void appendHelcimPayIframe(${JSON.stringify(token)})`);
    assert.equal((await answered).status(), 403);
    const frame = await (await page.waitForSelector('#helcimPayIframe')).contentFrame();
    assert.equal(await frame?.locator('[role=dialog]').count(), 0);
    assert.equal(await page.evaluate('messages.length'), 0);
    await page.close();
  });
});
