import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { findFullBrowser } from '../helpers/find-browser.js';
import { noFullBrowser } from '../helpers/obtain-full-browser.js';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, seesReceipt } from './support/shop-visit.js';
import { approvedTransactions, initializeCalls } from './support/simulator-view.js';
import { withShop } from './support/with-shop.js';

const skip = findFullBrowser() ? false : noFullBrowser;
const browser = browserForFile({ full: true, ignoreDefaultArgs: ['--disable-back-forward-cache'], skip });

/** Must be called before the page is left: what it sets up is frozen and thawed with the page. */
async function backFromCache(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    window.addEventListener('pageshow', ({ persisted }) => {
      document.documentElement.dataset['persisted'] = String(persisted);
    });
  });
  return async () => {
    await page.evaluate(() => history.back()).catch(() => undefined); // The page it ran in is gone.
    await page.locator('html[data-persisted]').waitFor({ state: 'attached' });
    assert.equal(await page.locator('html').getAttribute('data-persisted'), 'true', 'it came from the cache');
  };
}

test(
  'Back to a checkout whose modal was closed asks the server, and shows what another tab paid meanwhile',
  { skip },
  async () => {
    await withShop(browser(), async ({ demo, simulator, context, page, paid }) => {
      await goToCheckout(page, demo.url);
      const address = page.url();
      const checkout = new Checkout(page);
      await checkout.open();
      await checkout.modal.exit();
      await checkout.reaches('idle');
      const back = await backFromCache(page);
      await page.getByRole('link', { name: 'Change the cart' }).click();
      await page.waitForURL('**/cart');

      const other = await context.newPage();
      await other.goto(address);
      const elsewhere = new Checkout(other);
      await elsewhere.open();
      await elsewhere.modal.pay();
      await seesReceipt(other);
      await other.close();

      await back();
      await checkout.reaches('approved');
      assert.equal(await checkout.isLocked(), true);
      assert.equal(await initializeCalls(simulator), 1);
      assert.equal(paid.length, 1);
    });
  },
);

test('Back to a checkout that nobody paid leaves a button that works', { skip }, async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.exit();
    await checkout.reaches('idle');
    const back = await backFromCache(page);
    await page.getByRole('link', { name: 'Change the cart' }).click();
    await page.waitForURL('**/cart');

    const asked = page.waitForRequest(/\/pay\/sessions\/[^/]+$/);
    await back();
    await asked;
    await checkout.open();
    await checkout.modal.pay();
    await seesReceipt(page);
    assert.equal(await initializeCalls(simulator), 1);
    assert.equal(paid.length, 1);
  });
});

test(
  'Back to a page that was left with its modal open is not stuck: it can be closed, opened and paid',
  { skip },
  async () => {
    await withShop(browser(), async ({ demo, page, paid }) => {
      await goToCheckout(page, demo.url);
      const checkout = new Checkout(page);
      await checkout.open();
      const back = await backFromCache(page);
      await page.goto(`${demo.url}/cart`);

      await back();
      await checkout.reaches('open');
      // Playwright loses sight of the frames of a page that was in the cache; the next modal it sees again.
      await page.evaluate(() => document.querySelector('helcim-checkout')?.close());
      await checkout.reaches('idle');
      await checkout.open();
      await checkout.modal.pay();
      await seesReceipt(page);
      assert.equal(paid.length, 1);
    });
  },
);

test('Back from the receipt shows the payment as made and takes no click', { skip }, async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    const back = await backFromCache(page);
    await checkout.modal.pay();
    await seesReceipt(page);

    await back();
    await checkout.reaches('approved');
    await checkout.modal.isGone();
    assert.equal(await checkout.isLocked(), true);
    await checkout.button.click({ force: true });
    assert.equal(await checkout.modal.element.count(), 0);
    assert.equal((await approvedTransactions(simulator)).length, 1);
    assert.equal(paid.length, 1);
  });
});
