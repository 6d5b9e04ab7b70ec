import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { startSimulator, type Simulator } from '../../../packages/initializer/simulator/index.js';
import { launchBrowser } from '../../helpers/browser.js';

/** What the shop's page got from the modal. */
export interface ModalMessage {
  origin: string;
  data: { eventName: string; eventStatus: string; eventMessage: unknown };
}

export interface OpenModal {
  page: Page;
  modal: Frame;
  messages: () => Promise<ModalMessage[]>;
  /** Waits until that many messages came, and answers their statuses. */
  statuses: (count: number) => Promise<string[]>;
}

/** A simulator, a browser, and a shop's page on an origin of its own. */
export interface Stage {
  simulator: Simulator;
  browser: Browser;
  shopUrl: string;
  /** Starts a checkout session and answers its checkoutToken; 49.99 CAD unless said otherwise. */
  initialize(request?: object): Promise<string>;
  /** A shop's page with start.js and nothing opened. */
  openShop(options?: BrowserContextOptions): Promise<Page>;
  openModal(checkoutToken: string, options?: { exit?: boolean } & BrowserContextOptions): Promise<OpenModal>;
  close(): Promise<void>;
}

export const now = Date.parse('2026-11-20T18:00:00Z');

export async function setStage(): Promise<Stage> {
  const simulator = await startSimulator({ clock: { now: () => now } });
  const browser = await launchBrowser();
  const common = await browser.newContext({ reducedMotion: 'reduce' });
  const shop = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(shopPage(simulator.scriptUrl));
  }).listen(0, '127.0.0.1');
  await once(shop, 'listening');
  const shopUrl = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;

  return { simulator, browser, shopUrl, initialize, openShop, openModal, close };

  async function initialize(request: object = {}): Promise<string> {
    const response = await fetch(`${simulator.apiUrl}/helcim-pay/initialize`, {
      method: 'POST',
      headers: { 'api-token': simulator.tokens.helcimPay, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount: 49.99, currency: 'CAD', ...request }),
    });
    const answer = (await response.json()) as { checkoutToken?: string };
    if (!answer.checkoutToken) throw new Error(`initialize: ${JSON.stringify(answer)}`);
    return answer.checkoutToken;
  }

  async function openShop(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await openPage(options);
    await page.goto(shopUrl);
    return page;
  }

  /** Pages without options share a context; a context made for one page ends with it. */
  async function openPage(options: BrowserContextOptions): Promise<Page> {
    if (Object.keys(options).length === 0) return common.newPage();
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.once('close', () => void context.close().catch(() => undefined)); // The browser may be gone already.
    return page;
  }

  async function openModal(
    checkoutToken: string,
    { exit = true, ...options }: { exit?: boolean } & BrowserContextOptions = {},
  ): Promise<OpenModal> {
    const page = await openShop(options);
    await page.evaluate(`void appendHelcimPayIframe(${JSON.stringify(checkoutToken)}, ${exit})`);
    const element = await page.waitForSelector('#helcimPayIframe');
    const modal = await element.contentFrame();
    if (!modal) throw new Error('The modal has no frame.');
    await modal.waitForSelector('[role=dialog]');
    await modal.waitForLoadState('load');
    const messages = () => page.evaluate<ModalMessage[]>('messages');
    const statuses = async (count: number) => {
      await page.waitForFunction(`messages.length >= ${count}`);
      return (await messages()).map(({ data }) => data.eventStatus);
    };
    return { page, modal, messages, statuses };
  }

  async function close(): Promise<void> {
    await browser.close();
    await Promise.all([
      simulator.close(),
      new Promise((resolve) => {
        shop.close(resolve);
        shop.closeAllConnections();
      }),
    ]);
  }
}

function shopPage(scriptUrl: string): string {
  return `<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><button id="below">Below the modal</button>
    <script>
      messages = [];
      addEventListener('message', ({ origin, data }) => messages.push({ origin, data }));
    </script>
    <script src="${scriptUrl}"></script></html>`;
}

/** Fills the form from the list of test cards, for an approval or for the decline of a CVV, and pays. */
export async function payWithTestCard(modal: Frame, cvv = '100'): Promise<void> {
  await modal.click('.test-cards summary');
  await modal.selectOption('#test-outcome', cvv);
  await modal.click('.test-card >> nth=0');
  await modal.click('.pay');
}
