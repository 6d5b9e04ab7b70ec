import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { InitializerOptions } from '@helcim-checkout/initializer';
import { startCheckoutServer, type CheckoutServer } from '../../helpers/checkout-server.js';
import { Checkout } from './checkout.js';
import { listeningLogger } from './listening-logger.js';
import { startPageServer, type PageServer } from './page-server.js';
import { watch, type Witness } from './witness.js';

export interface PageStory {
  readonly server: CheckoutServer;
  readonly pages: PageServer;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly checkout: Checkout;
  readonly witness: Witness;
}

interface PageStoryOptions {
  /** Options of the initializer; by default it lets the page's origin in. */
  readonly initializer?: Partial<InitializerOptions>;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly orderId: string;
  /** The page's Content-Security-Policy; none by default. */
  readonly policy?: (server: CheckoutServer) => string;
}

/** A page on one origin, the initializer on another, the simulator on two more; the page is open when the story begins. */
export async function withPage(
  browser: Browser,
  { initializer = {}, attributes = {}, orderId, policy }: PageStoryOptions,
  story: (parts: PageStory) => Promise<void>,
): Promise<void> {
  const pages = await startPageServer();
  const server = await startCheckoutServer({
    allowedOrigins: [pages.url],
    logger: listeningLogger([]),
    ...initializer,
  });
  const context = await browser.newContext({ locale: 'en-CA' });
  const witness = watch(context);
  try {
    const shown = {
      endpoint: `${server.url}/pay`,
      'order-id': orderId,
      'script-url': server.simulator.scriptUrl,
      ...attributes,
    };
    pages.show(shown, policy?.(server));
    const page = await context.newPage();
    await page.goto(pages.url);
    await story({ server, pages, context, page, checkout: new Checkout(page), witness });
  } finally {
    await context.close();
    await server.close();
    await pages.close();
  }
}
