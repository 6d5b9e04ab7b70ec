import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { findsPaid, goToCheckout, seesReceipt } from './support/shop-visit.js';
import { approvedTransactions } from './support/simulator-view.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

test('a result that could not be sent is sent by the next load of the page', async () => {
  await withShop(
    browser(),
    async ({ demo, simulator, page, paid }) => {
      await goToCheckout(page, demo.url);
      const checkout = new Checkout(page);
      await checkout.open();
      await page.route('**/result', (route) => route.abort());
      const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/result'));
      await checkout.modal.pay();
      await lost;
      assert.equal(paid.length, 0);

      await page.unroute('**/result');
      const sent = page.waitForResponse('**/result');
      await page.reload();
      assert.equal((await sent).status(), 200);
      await seesReceipt(page);
      assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), [], 'nothing stays parked');
      assert.equal((await approvedTransactions(simulator)).length, 1);
      assert.equal(paid.length, 1);
    },
    { expectedComplaints: /Failed to load resource: net::ERR_FAILED/ },
  );
});

test('a buyer who is offline when the payment goes through has it reported once online again', async () => {
  await withShop(
    browser(),
    async ({ demo, context, page, paid }) => {
      await goToCheckout(page, demo.url);
      const checkout = new Checkout(page);
      await checkout.open();
      await page.route(
        '**/result',
        async (route) => {
          await context.setOffline(true);
          await route.abort('internetdisconnected');
        },
        { times: 1 },
      );
      const isResult = (request: { url(): string }) => request.url().endsWith('/result');
      await Promise.all([page.waitForEvent('requestfailed', isResult), checkout.modal.pay()]);
      await page.waitForEvent('requestfailed', isResult);
      assert.equal(await page.evaluate(() => navigator.onLine), false);
      assert.equal(await checkout.isLocked(), true);
      assert.equal(paid.length, 0);

      await context.setOffline(false);
      await seesReceipt(page);
      assert.equal(paid.length, 1);
    },
    { expectedComplaints: /ERR_INTERNET_DISCONNECTED/ },
  );
});

const denial =
  /not (yet )?paid|unpaid|not (been )?charged|nothing is charged|no charge|pay (this order|it now)|try again|pas (encore )?(été )?(payée?|débitée?)|non payée|aucun (montant|paiement)|rien n’est débité|payer cette commande|réessayer\./i;

for (const [language, locale] of [
  ['English', 'en-CA'],
  ['French', 'fr-CA'],
] as const)
  for (const payOn of ['shop', 'React'] as const)
    test(`while nobody knows of a payment no page denies it or asks for another, ${payOn} page, ${language}`, async () => {
      await withShop(
        browser(),
        async ({ demo, context, page, paid }) => {
          const orderId = await goToCheckout(page, demo.url);
          const reactPage = `${demo.url}/react/?order=${orderId}`;
          if (payOn === 'React') await page.goto(reactPage);
          const checkout = new Checkout(page);
          await checkout.open();
          await page.route('**/pay/sessions/*{,/result}', (route) => route.abort());
          await checkout.modal.pay();
          const seen = [await textOf(page)];
          await checkout.reaches('unknown');
          seen.push(await textOf(page));
          const other = await context.newPage();
          for (const address of [`${demo.url}/orders/${orderId}`, `${demo.url}/orders`, reactPage]) {
            await other.goto(address);
            await other.locator('.panel').first().waitFor();
            seen.push(await textOf(other));
          }
          for (const text of seen) assert.doesNotMatch(text, denial);
          assert.equal(paid.length, 0);
          await other.goto(`${demo.url}/orders/${orderId}`);
          await other.locator('[data-status=begun] a.button').click();
          await other.waitForURL('**/checkout');
        },
        { locale, expectedComplaints: /Failed to load resource: net::ERR_FAILED/ },
      );
    });

/** What a page shows, its payment element included. */
async function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const shadow = document.querySelector('helcim-checkout')?.shadowRoot;
    const parts = [...(shadow?.querySelectorAll('[part]') ?? [])].map((part) => part.textContent);
    return [document.body.innerText, ...parts].join('\n');
  });
}

test('an unknown outcome locks the button and is asked for until it is known', async () => {
  await withShop(browser(), async ({ demo, page, paid }) => {
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    // The result never reaches the shop, whose answer is the one it gives while Helcim lists no such transaction.
    await page.route('**/result', (route) => {
      const sessionId = /sessions\/([^/]+)/.exec(route.request().url())?.[1] ?? '';
      return route.fulfill({ json: { sessionId, outcome: 'unknown', reference: 'HC-TEST' } });
    });
    await checkout.modal.pay();
    await checkout.reaches('unknown');
    await checkout.modal.isGone();
    assert.equal(await checkout.isLocked(), true);
    await checkout.button.click({ force: true });
    assert.equal(await checkout.modal.element.count(), 0);
    assert.doesNotMatch(await page.locator('helcim-checkout').innerText(), /not charged/i);

    await seesReceipt(page);
    assert.equal(paid.length, 1);
  });
});

test('a payment whose result never reaches the shop is told by the webhook', async () => {
  await withShop(
    browser(),
    async ({ demo, context, page, paid }) => {
      const orderId = await goToCheckout(page, demo.url);
      const checkout = new Checkout(page);
      await checkout.open();
      await page.route('**/result', (route) => route.abort());
      const lost = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/result'));
      await checkout.modal.pay();
      await lost;
      await page.close();

      await findsPaid(context, demo.url, orderId);
      assert.equal(paid.length, 1);
    },
    { webhooks: true, expectedComplaints: /Failed to load resource: net::ERR_FAILED/ },
  );
});
