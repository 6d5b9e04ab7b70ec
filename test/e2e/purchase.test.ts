import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, orderIdOf, seesReceipt } from './support/shop-visit.js';
import { initializeCalls, transactions } from './support/simulator-view.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

test('a purchase in the HTML shop ends with a receipt and one fulfilled order', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    await page.goto(`${demo.url}/`);
    await page.getByRole('link', { name: 'Loon mug' }).click();
    await page.getByLabel('Quantity').selectOption('2');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    assert.equal(await page.locator('.total strong').textContent(), '$48.00');
    await page.getByRole('button', { name: 'Check out' }).click();

    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.pay();
    await seesReceipt(page);

    const [transaction, ...more] = await transactions(simulator);
    assert.deepEqual(more, []);
    assert.ok(transaction);
    assert.equal(
      `${transaction.status} ${transaction.type} ${transaction.currency}`,
      'APPROVED purchase CAD',
    );
    assert.equal(transaction.amount, 48);
    assert.equal(await initializeCalls(simulator), 1);
    assert.deepEqual(
      paid.map(({ paid: payment }) => payment?.transactionId),
      [String(transaction.transactionId)],
    );
    assert.match(await page.locator('.facts').innerText(), new RegExp(String(transaction.transactionId)));
    assert.equal(await page.locator('.bubble').count(), 0, 'the cart is empty again');
  });
});

test('a purchase in the React page under StrictMode pays an order of the same shop once', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    const orderId = await goToCheckout(page, demo.url, 'Dark maple syrup');
    await page.goto(`${demo.url}/react/?order=${orderId}`);

    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.pay();
    await page.getByText('Paid. Thank you!').waitFor();
    await page.getByRole('link', { name: 'See the receipt' }).click();
    await seesReceipt(page);

    assert.equal(orderIdOf(page), orderId);
    assert.deepEqual(
      paid.map(({ id }) => id),
      [orderId],
    );
    assert.equal((await transactions(simulator)).length, 1);
    assert.equal(await initializeCalls(simulator), 1);
  });
});

test('the React page alone places an order and takes its payment', async () => {
  await withShop(browser(), async ({ demo, page, paid }) => {
    await page.goto(`${demo.url}/react/`);
    await page.getByRole('button', { name: 'Order a postcard' }).click();

    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.pay();
    await page.getByText('Paid. Thank you!').waitFor();

    assert.deepEqual(
      paid.map(({ cents }) => cents),
      [435],
    );
  });
});

test('an order that was paid cannot be opened for payment again', async () => {
  await withShop(browser(), async ({ demo, page, simulator }) => {
    const orderId = await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.pay();
    await seesReceipt(page);

    await page.goto(`${demo.url}/orders/${orderId}/checkout`);
    assert.equal(page.url(), `${demo.url}/orders/${orderId}`);
    const answer = await page.request.post(`${demo.url}/pay/sessions`, {
      data: { orderId },
      headers: { origin: demo.url },
    });
    assert.equal(answer.status(), 409);
    assert.equal(((await answer.json()) as { outcome: string }).outcome, 'approved');
    assert.equal(await initializeCalls(simulator), 1);
  });
});
