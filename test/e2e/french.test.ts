import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { seesReceipt } from './support/shop-visit.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

test('a browser that prefers French buys in French, the element included', async () => {
  await withShop(
    browser(),
    async ({ demo, page }) => {
      await page.goto(`${demo.url}/`);
      assert.equal(await page.locator('html').getAttribute('lang'), 'fr-CA');
      await page.getByRole('link', { name: 'Tasse au huard' }).click();
      await page.getByRole('button', { name: 'Ajouter au panier' }).click();
      assert.match((await page.locator('.total strong').textContent()) ?? '', /^24,00\s\$$/);
      await page.getByRole('button', { name: 'Passer à la caisse' }).click();
      const checkout = new Checkout(page);
      await page.getByRole('button', { name: 'Payer maintenant' }).waitFor();
      await checkout.open();
      await checkout.modal.pay({ cvv: '210' });
      await checkout.reaches('declined');
      await page
        .locator('helcim-checkout')
        .getByText('Le paiement a été refusé')
        .waitFor({ state: 'attached' });
      await checkout.modal.pay({ number: '5413330089020011' });
      await seesReceipt(page);
      await page.getByRole('heading', { name: 'Merci. C’est payé.' }).waitFor();
    },
    { locale: 'fr-CA' },
  );
});

test('the language switch is remembered, on the React page too', async () => {
  await withShop(browser(), async ({ demo, page }) => {
    await page.goto(`${demo.url}/products/mug`);
    await page.getByRole('link', { name: 'Français' }).click();
    await page.getByRole('heading', { name: 'Tasse au huard' }).waitFor();
    await page.goto(`${demo.url}/cart`);
    await page.getByRole('heading', { name: 'Votre panier' }).waitFor();
    await page.goto(`${demo.url}/react/`);
    await page.getByRole('heading', { name: 'Caisse en React' }).waitFor();
    await page.goto(`${demo.url}/?lang=en`);
    await page.getByRole('heading', { name: 'Small goods' }).waitFor();
    await page.goto(`${demo.url}/cart`);
    await page.getByRole('heading', { name: 'Your cart' }).waitFor();
  });
});
