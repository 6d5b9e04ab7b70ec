import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Frame, Page } from 'playwright-core';
import { testCard } from '../../demo/shop/test-card.js';
import { accessibilityViolations } from './support/axe.js';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, orderIdOf, seesReceipt } from './support/shop-visit.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

for (const [colorScheme, width] of [
  ['light', 320],
  ['dark', 1280],
] as const) {
  test(`no page of the shop breaks a rule of axe or scrolls sideways, ${colorScheme}, ${width} px wide`, async () => {
    await withShop(
      browser(),
      async ({ demo, page }) => {
        const look = async () => {
          assert.deepEqual(await accessibilityViolations(page), [], page.url());
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(sideways <= 0, `${page.url()} is ${sideways} px too wide`);
        };
        for (const path of ['/', '/products/mug', '/cart', '/orders', '/react/']) {
          await page.goto(demo.url + path);
          await page.locator('h1').waitFor();
          await look();
        }
        await goToCheckout(page, demo.url);
        await look();
        const orderId = orderIdOf(page);
        for (const path of ['/cart', `/orders/${orderId}`]) {
          await page.goto(demo.url + path);
          await page.locator('h1').waitFor();
          await look();
        }
        await page.goto(`${demo.url}/react/?order=${orderId}`);
        // The page asks for the order after it is there: axe must not look while that is drawn.
        await page.locator('helcim-checkout').waitFor();
        await look();
        await page.goto(`${demo.url}/orders/${orderId}/checkout`);
        const checkout = new Checkout(page);
        await checkout.open();
        await checkout.modal.pay();
        await seesReceipt(page);
        await look();
      },
      { colorScheme, viewport: { width, height: 800 } },
    );
  });
}

test('a purchase needs nothing but a keyboard', async () => {
  await withShop(browser(), async ({ demo, page, paid }) => {
    await page.goto(`${demo.url}/`);
    await pressOn(page, 'Loon mug');
    await page.waitForURL('**/products/mug');
    await pressOn(page, 'Add to cart');
    await page.waitForURL('**/cart');
    await pressOn(page, 'Check out');
    await page.waitForURL('**/checkout');
    const checkout = new Checkout(page);
    await checkout.button.waitFor();
    await pressOn(page, 'Pay now');
    await checkout.modal.isOpen();

    const { number, expiry, cvv } = testCard();
    for (const [field, text] of [
      ['cardNumber', number],
      ['expiry', expiry],
      ['cvv', cvv],
      ['cardHolderName', 'Ada Sample'],
      ['street', '1 Lakeshore Road'],
      ['postalCode', 'H2X 1Y4'],
    ] as const) {
      await tabUntil(page, modalFrame(page), (name) => name === field);
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await seesReceipt(page);
    assert.equal(paid.length, 1);
  });
});

test('Escape closes the modal and gives the focus back to the button', async () => {
  await withShop(browser(), async ({ demo, page }) => {
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.field('cardNumber').press('Escape');
    await checkout.modal.isGone();
    await checkout.reaches('idle');
    assert.equal(await page.evaluate(() => document.activeElement?.localName), 'helcim-checkout');
  });
});

/** Tabs to the control with this text and presses it. */
async function pressOn(page: Page, text: string): Promise<void> {
  await tabUntil(page, page.mainFrame(), (focused) => focused.includes(text));
  await page.keyboard.press('Enter');
}

/** Presses Tab until the focused control is the wanted one, known by its name attribute or its text. */
async function tabUntil(page: Page, frame: Frame, wanted: (focused: string) => boolean): Promise<void> {
  const seen: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    const focused = await frame.evaluate(() => {
      const element = document.activeElement;
      const { name } = (element ?? {}) as { name?: string };
      return (
        name ||
        element?.getAttribute('aria-label') ||
        (element === document.body ? '' : element?.textContent) ||
        ''
      );
    });
    if (wanted(focused)) return;
    seen.push(focused);
    await page.keyboard.press('Tab');
  }
  assert.fail(`not reached by Tab; passed ${seen.join(' | ')}`);
}

function modalFrame(page: Page): Frame {
  const frame = page.frames().find((one) => one.url().includes('/helcim-pay/'));
  assert.ok(frame);
  return frame;
}
