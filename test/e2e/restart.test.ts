import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '@helcim-checkout/initializer/simulator';
import { temporaryDatabaseFile } from '../../demo/database-file.js';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, seesReceipt } from './support/shop-visit.js';
import { approvedTransactions, initializeCalls } from './support/simulator-view.js';
import { addresses, printed, startNpmStart } from './support/start-npm-start.js';

const browser = browserForFile();

interface KilledShop {
  readonly simulator: Simulator;
  readonly context: BrowserContext;
  /** Paid in the modal; the shop died before it heard of it. */
  readonly page: Page;
  readonly shopUrl: string;
  readonly orderId: string;
  readonly sessionId: string;
  readonly restart: () => Promise<void>;
}

/** `npm start` is killed between the approval and its report, with the simulator outside, which therefore remembers. */
async function withKilledShop(story: (shop: KilledShop) => Promise<void>): Promise<void> {
  const simulator = await startSimulator();
  const database = temporaryDatabaseFile();
  const context = await browser().newContext({ locale: 'en-CA' });
  const start = async (port: string) => {
    const child = startNpmStart({
      PORT: port,
      DATABASE_FILE: database.file,
      HELCIM_API_TOKEN: simulator.tokens.helcimPay,
      HELCIM_READ_TOKEN: simulator.tokens.read,
      HELCIM_API_URL: simulator.apiUrl,
      HELCIM_SCRIPT_URL: simulator.scriptUrl,
    });
    const shopUrl = addresses(await printed(child, /Ctrl-C/)).find((url) => url.endsWith('/react/')) ?? '';
    return { child, shopUrl: new URL(shopUrl).origin };
  };
  let running = await start('0');
  const kill = async () => {
    const ended = once(running.child, 'exit');
    running.child.kill('SIGKILL');
    await ended;
  };
  try {
    const { shopUrl } = running;
    const page = await context.newPage();
    const orderId = await goToCheckout(page, shopUrl);
    const checkout = new Checkout(page);
    const answered = page.waitForResponse((response) => response.url().endsWith('/pay/sessions'));
    await checkout.open();
    const { sessionId } = (await (await answered).json()) as { sessionId: string };
    await page.route('**/result', (route) => route.abort());
    const reported = page.waitForRequest('**/result');
    await checkout.modal.pay();
    await reported;
    await kill();
    await story({
      simulator,
      context,
      page,
      shopUrl,
      orderId,
      sessionId,
      restart: async () => {
        running = await start(new URL(shopUrl).port);
        assert.equal(running.shopUrl, shopUrl, 'the same port is free again');
      },
    });
  } finally {
    await context.close();
    await kill();
    await simulator.close();
    database.remove();
  }
}

test('a shop killed before it heard of a payment knows order, visitor and session after its restart, and finds the payment', async () => {
  await withKilledShop(async ({ simulator, context, page, shopUrl, orderId, sessionId, restart }) => {
    await restart();
    const later = await context.newPage();
    await later.goto(`${shopUrl}/orders/${orderId}`);
    await later.locator('[data-status=begun]').waitFor();

    const answer = await later.request.get(`${shopUrl}/pay/sessions/${sessionId}`);
    assert.equal(((await answer.json()) as { outcome: string }).outcome, 'approved');
    for (const tab of [later, page]) {
      await tab.reload();
      await seesReceipt(tab);
    }
    assert.equal((await approvedTransactions(simulator)).length, 1);
    assert.equal(await initializeCalls(simulator), 1);
  });
});
