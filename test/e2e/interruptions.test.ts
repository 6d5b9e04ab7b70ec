import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { findsPaid, goToCheckout, seesReceipt } from './support/shop-visit.js';
import { approvedTransactions, initializeCalls, transactions } from './support/simulator-view.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

test('a declined card leaves the modal open, and the next card pays the same session', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();

    await checkout.modal.pay({ cvv: '209' });
    await checkout.reaches('declined');
    assert.equal(await checkout.modal.payButton.isVisible(), true);
    assert.equal(paid.length, 0);

    await checkout.modal.pay({ number: '5413330089020011' });
    await seesReceipt(page);

    assert.deepEqual(
      (await transactions(simulator)).map(({ status }) => status),
      ['APPROVED', 'DECLINED'],
    );
    assert.equal(await initializeCalls(simulator), 1);
    assert.equal(paid.length, 1);
  });
});

test('closing the modal gives the button back, and the next click resumes the same token', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    const tokens = openedTokens(page);
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();

    await checkout.modal.exit();
    await checkout.modal.isGone();
    await checkout.reaches('idle');
    const events = await checkout.events();
    assert.equal(events.at(-1), 'helcim-cancelled');
    assert.equal(events.includes('helcim-failed'), false);
    assert.equal(await checkout.button.isEnabled(), true);
    assert.doesNotMatch(await page.locator('helcim-checkout').innerText(), /not charged/i);

    await checkout.open();
    await checkout.modal.pay();
    await seesReceipt(page);

    assert.equal(tokens.length, 2);
    assert.equal(new Set(tokens).size, 1);
    assert.equal(await initializeCalls(simulator), 1);
    assert.equal(paid.length, 1);
  });
});

test('a reload while the modal is open resumes the same token', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    const tokens = openedTokens(page);
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();

    await page.reload();
    await checkout.open();
    await checkout.modal.pay();
    await seesReceipt(page);

    assert.equal(new Set(tokens).size, 1);
    assert.equal(await initializeCalls(simulator), 1);
    assert.equal(paid.length, 1);
  });
});

test('two tabs share one session: what one pays, the other shows as paid', async () => {
  await withShop(
    browser(),
    async ({ demo, simulator, context, page, paid }) => {
      await goToCheckout(page, demo.url);
      const other = await context.newPage();
      await other.goto(page.url());
      const first = new Checkout(page);
      const second = new Checkout(other);
      await first.open();
      await second.open();

      await second.modal.pay();
      await seesReceipt(other);
      await seesReceipt(page);

      assert.equal((await approvedTransactions(simulator)).length, 1);
      assert.equal(await initializeCalls(simulator), 1);
      assert.equal(paid.length, 1);
    },
    { expectedComplaints: /status of 409/ },
  );
});

test('a double click starts one payment', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    const tokens = openedTokens(page);
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.button.dblclick();
    await checkout.modal.isOpen();
    assert.equal(await checkout.modal.element.count(), 1);

    await checkout.modal.pay();
    await seesReceipt(page);

    assert.equal(tokens.length, 1);
    assert.equal(await initializeCalls(simulator), 1);
    assert.equal(paid.length, 1);
  });
});

test('a tab closed the moment it was paid still ends in a fulfilled order', async () => {
  await withShop(browser(), async ({ demo, context, page, paid }) => {
    const orderId = await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    const reported = page.waitForRequest((request) => request.url().endsWith('/result'));
    // A page that is closed while it changes to the receipt may survive it, and `close` would wait for ever.
    await page.route(`**/orders/${orderId}`, () => undefined);
    await checkout.modal.pay();
    await reported;
    await page.close();

    await findsPaid(context, demo.url, orderId);
    assert.equal(paid.length, 1);
  });
});

/** The checkout tokens of the modals that a page opened, one for each opening. */
function openedTokens(page: Page): string[] {
  const tokens: string[] = [];
  page.on('framenavigated', (frame) => {
    const token = /\/helcim-pay\/([^/?]{22})/.exec(frame.url())?.[1];
    if (token !== undefined) tokens.push(token);
  });
  return tokens;
}
