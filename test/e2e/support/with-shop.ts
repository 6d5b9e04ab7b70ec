import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Simulator } from '@helcim-checkout/initializer/simulator';
import type { Order } from '../../../demo/shop/orders.js';
import { startDemo, type Demo } from '../../../demo/start-demo.js';
import { listeningLogger } from './listening-logger.js';
import { watch, type Witness } from './witness.js';

export interface ShopStory {
  readonly demo: Demo;
  readonly simulator: Simulator;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly witness: Witness;
  /** Orders in the order they were fulfilled. */
  readonly paid: readonly Order[];
  /** Lines that the server wrote to its log. */
  readonly log: readonly string[];
}

interface ShopStoryOptions extends BrowserContextOptions {
  /** Complaints of the browser that belong to the story, such as an answer with the status 409. */
  readonly expectedComplaints?: RegExp;
  /** Whether the simulator's webhooks tell the shop of payments too. Default: false, so that the browser's road is the one seen. */
  readonly webhooks?: boolean;
}

/** Starts shop and simulator on free ports, plays a story in a browser of its own, and holds the browser's complaints against it. */
export async function withShop(
  browser: Browser,
  story: (shop: ShopStory) => Promise<void>,
  { expectedComplaints, webhooks = false, ...contextOptions }: ShopStoryOptions = {},
): Promise<void> {
  const paid: Order[] = [];
  const log: string[] = [];
  const demo = await startDemo({
    webhooks,
    logger: listeningLogger(log),
    onPaid: (order) => paid.push(order),
  });
  const context = await browser.newContext({ locale: 'en-CA', ...contextOptions });
  try {
    const witness = watch(context);
    const { simulator } = demo;
    assert.ok(simulator, 'without tokens the demo brings the simulator');
    const page = await context.newPage();
    await story({ demo, simulator, context, page, witness, paid, log });
    assert.deepEqual(
      witness.complaints.filter((complaint) => !expectedComplaints?.test(complaint)),
      [],
    );
  } finally {
    await context.close();
    await demo.close();
  }
}
