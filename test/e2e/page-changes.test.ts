import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, seesReceipt } from './support/shop-visit.js';
import { initializeCalls, transactions } from './support/simulator-view.js';
import { withPage } from './support/with-page.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

test('an element that is moved while its modal is open keeps the payment', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    await page.evaluate(() => {
      const element = document.querySelector('helcim-checkout');
      if (element) document.querySelector('.summary')?.append(element);
    });
    await checkout.reaches('open');
    assert.equal(await checkout.modal.element.count(), 1);
    await checkout.modal.pay();
    await seesReceipt(page);
    assert.equal(await initializeCalls(simulator), 1);
    assert.equal(paid.length, 1);
  });
});

test('an element that is removed while its modal is open still brings the result to the shop', async () => {
  await withShop(browser(), async ({ demo, page, paid }) => {
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    await page.evaluate(() => document.querySelector('helcim-checkout')?.remove());
    const reported = page.waitForResponse('**/result');
    await checkout.modal.pay();
    assert.equal((await reported).status(), 200);
    await seesReceipt(page);
    assert.equal(paid.length, 1);
  });
});

test('a price that changes closes the modal of the old price in the other tab, and only the new one is charged', async () => {
  let amount = '10.00';
  await withPage(
    browser(),
    { orderId: 'tide', initializer: { getOrder: () => Promise.resolve({ amount, currency: 'CAD' }) } },
    async ({ server, pages, context, checkout }) => {
      await checkout.open();
      assert.match(await checkout.modal.payButton.innerText(), /10\.00/);
      amount = '12.00';
      const other = await context.newPage();
      await other.goto(pages.url);
      const second = new Checkout(other);
      await second.open();

      await checkout.modal.isGone();
      await checkout.reaches('idle');
      assert.match(await second.modal.payButton.innerText(), /12\.00/);
      await second.modal.pay();
      await second.reaches('approved');
      await checkout.reaches('approved');

      assert.deepEqual(
        (await transactions(server.simulator)).map((transaction) => transaction.amount),
        [12],
      );
      assert.deepEqual(server.fulfilled, ['tide']);
    },
  );
});
