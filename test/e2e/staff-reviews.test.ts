import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { accessibilityViolations } from './support/axe.js';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, seesReceipt } from './support/shop-visit.js';
import { transactions } from './support/simulator-view.js';
import { withShop, type ShopStory } from './support/with-shop.js';

const browser = browserForFile();

/** A payment that needs a person: the shop cancelled the order while the modal was open, and the buyer paid in it. */
async function payAfterCancel({ demo, page }: ShopStory): Promise<string> {
  const orderId = await goToCheckout(page, demo.url);
  const checkout = new Checkout(page);
  await checkout.open();
  await demo.payments.cancel(orderId);
  await checkout.modal.pay();
  await checkout.reaches('review');
  return orderId;
}

/** The person who looks, in a browser of their own. */
async function withStaff(
  { demo }: ShopStory,
  story: (staff: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser().newContext({ locale: 'en-CA', viewport: { width: 320, height: 800 } });
  try {
    const staff = await context.newPage();
    await staff.goto(demo.staffUrl);
    await story(staff, context);
  } finally {
    await context.close();
  }
}

const expectedComplaints = /status of 40[39]/;

test('the reviews open for the browser that has the printed link, once, and for no shopper', async () => {
  await withShop(
    browser(),
    async (shop) => {
      const { demo, page } = shop;
      const statusOf = async (path: string) => (await page.goto(demo.url + path))?.status();
      assert.equal(await statusOf('/staff/reviews'), 403);
      assert.equal(await statusOf(`/staff/reviews?key=${'0'.repeat(32)}`), 403);
      await withStaff(shop, async (staff) => {
        await staff.getByRole('heading', { name: 'Payments to look at' }).waitFor();
        assert.equal(staff.url(), `${demo.url}/staff/reviews`, 'the key is out of the address');
        await staff.reload();
        await staff.getByText('Nothing to look at').waitFor();
      });
      assert.equal((await page.goto(demo.staffUrl))?.status(), 403, 'the link works once');
      const decision = await page.request.post(`${demo.url}/staff/reviews/anything/approved`, {
        headers: { origin: demo.url },
      });
      assert.equal(decision.status(), 403);
    },
    { expectedComplaints },
  );
});

test('a review is shown in words with its amounts and references, and taking the payment fulfills the order', async () => {
  await withShop(browser(), async (shop) => {
    const { demo, simulator, page, paid } = shop;
    const orderId = await payAfterCancel(shop);
    const [transaction] = await transactions(simulator);
    const session = await demo.payments.find({ orderId });
    await withStaff(shop, async (staff) => {
      await staff.getByRole('heading', { name: 'replaced or cancelled' }).waitFor();
      const facts = await staff.locator('.facts').innerText();
      for (const shown of ['1001', 'CAD 24.00', session?.reference, String(transaction?.transactionId)]) {
        assert.ok(
          shown !== undefined && facts.replace(/\s/g, ' ').includes(shown),
          `${shown ?? ''} in ${facts}`,
        );
      }
      await staff.getByText('What happened').click();
      assert.ok((await staff.locator('.log li').count()) > 0);

      await staff.getByRole('button', { name: 'Ask Helcim again' }).click();
      await staff.getByText('Helcim has been asked again').waitFor();
      await staff.getByRole('heading', { name: 'replaced or cancelled' }).waitFor();

      await staff.getByRole('link', { name: 'Take the payment' }).click();
      await staff.getByRole('heading', { name: 'Take the payment?' }).waitFor();
      assert.deepEqual(paid, [], 'nothing is decided before the confirmation');
      await staff.getByRole('button', { name: 'Take the payment' }).click();
      await staff.getByRole('status').waitFor();
      await staff.getByText('Nothing to look at').waitFor();
    });
    assert.deepEqual(
      paid.map(({ id }) => id),
      [orderId],
    );
    await page.goto(`${demo.url}/orders/${orderId}`);
    await seesReceipt(page);
  });
});

test('money that went back frees the order, and a decision comes too late for a second one', async () => {
  await withShop(browser(), async (shop) => {
    const { demo, page, paid } = shop;
    const orderId = await payAfterCancel(shop);
    await withStaff(shop, async (staff, context) => {
      await staff.getByRole('link', { name: 'The money went back' }).click();
      const late = await context.newPage();
      await late.goto(staff.url().replace('returned', 'approved'));
      await staff.getByRole('button', { name: 'The money went back' }).click();
      await staff.getByText('Nothing to look at').waitFor();
      await late.getByRole('button', { name: 'Take the payment' }).click();
      await late.getByRole('heading', { name: 'This could not be decided' }).waitFor();
    });
    assert.deepEqual(paid, []);
    await page.goto(`${demo.url}/orders/${orderId}`);
    await page.locator('[data-status=unpaid]').waitFor();
  });
});

test('the staff’s pages break no rule of axe and fit 320 pixels, in both languages', async () => {
  await withShop(browser(), async (shop) => {
    await payAfterCancel(shop);
    await withStaff(shop, async (staff) => {
      for (const [language, title, decision] of [
        ['en', 'Payments to look at', 'No money moved'],
        ['fr', 'Paiements à examiner', 'Aucun argent n’a bougé'],
      ] as const) {
        await staff.goto(`${shop.demo.url}/staff/reviews?lang=${language}`);
        await staff.getByRole('heading', { name: title }).waitFor();
        await fits(staff);
        await staff.getByRole('link', { name: decision }).click();
        await staff.getByRole('button', { name: decision }).waitFor();
        await fits(staff);
      }
    });
  });
});

async function fits(page: Page): Promise<void> {
  assert.deepEqual(await accessibilityViolations(page), [], page.url());
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(sideways <= 0, `${page.url()} is ${sideways} px too wide`);
}
