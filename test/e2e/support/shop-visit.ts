import type { BrowserContext, Page } from 'playwright-core';
import { products } from '../../../demo/shop/products.js';

/**
 * Orders one product and opens its checkout page. Answers the order's id. The forms of the way there are posted and not filled
 * in: what buyers click on before is walked once, by the tests of a purchase.
 */
export async function goToCheckout(page: Page, shopUrl: string, name = 'Loon mug'): Promise<string> {
  const product = products.find((one) => one.name.en.startsWith(name))?.id;
  if (product === undefined) throw new Error(`the shop sells no ${name}`);
  const headers = { origin: shopUrl };
  await page.request.post(`${shopUrl}/cart`, { form: { product }, headers });
  const placed = await page.request.post(`${shopUrl}/orders`, { headers });
  await page.goto(placed.url());
  await page.locator('helcim-checkout').waitFor();
  return orderIdOf(page);
}

export function orderIdOf(page: Page): string {
  const id = /\/orders\/([0-9a-f]{32})/.exec(page.url())?.[1];
  if (id === undefined) throw new Error(`no order in the address ${page.url()}`);
  return id;
}

/** Waits for the receipt that follows an approval. */
export async function seesReceipt(page: Page): Promise<void> {
  await page.locator('[data-status=paid]').waitFor();
}

/** Looks at an order from a new tab until it is paid. */
export async function findsPaid(context: BrowserContext, shopUrl: string, orderId: string): Promise<void> {
  const later = await context.newPage();
  await later.goto(`${shopUrl}/orders/${orderId}`);
  const receipt = later.locator('[data-status=paid]');
  for (let looks = 0; looks < 50 && !(await receipt.isVisible()); looks++) await later.reload();
  await seesReceipt(later);
}
