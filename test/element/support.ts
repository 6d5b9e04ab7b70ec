import '../../packages/element/src/index.js';
import type { HelcimCheckout, SessionAnswer, SessionClient } from '../../packages/element/src/index.js';

/** Same server, other origin: the page is on 127.0.0.1. */
export const modalOrigin = `http://localhost:${location.port}`;
export const scriptUrl = `${modalOrigin}/test/element/fixtures/start.ts`;
export const checkoutToken = 'abcdefghij0123456789AB';
export const success =
  '{"status":200,"data":{"data":{"transactionId":"1","cardToken":"SECRET-card-token"},"hash":"aa"}}';
export const declined = 'HelcimPay.js transaction failed - Transaction Declined: DECLINED - Do Not Honor';

export const eventNames = [
  'helcim-open',
  'helcim-opened',
  'helcim-approved',
  'helcim-pending',
  'helcim-declined',
  'helcim-cancelled',
  'helcim-unknown',
  'helcim-review',
  'helcim-failed',
  'helcim-statechange',
] as const;

type Answer = SessionAnswer | Error | (() => Promise<SessionAnswer>);

/** A server that answers what the test tells it. */
export class FakeServer implements SessionClient {
  readonly calls: string[] = [];
  readonly results: unknown[] = [];
  create: Answer = {
    sessionId: 's1',
    outcome: 'open',
    checkoutToken,
    expiresInSeconds: 3600,
    amount: '49.99',
    currency: 'CAD',
    paymentType: 'purchase',
  };
  result: Answer = verdict('approved');
  status: Answer = { sessionId: 's1', outcome: 'open', amount: '49.99', currency: 'CAD' };

  createSession(orderId: string): Promise<SessionAnswer> {
    this.calls.push(`create ${orderId}`);
    return reply(this.create);
  }

  sendResult(sessionId: string, eventMessage: unknown): Promise<SessionAnswer> {
    this.calls.push(`result ${sessionId}`);
    this.results.push(eventMessage);
    return reply(this.result);
  }

  readSession(sessionId: string): Promise<SessionAnswer> {
    this.calls.push(`status ${sessionId}`);
    return reply(this.status);
  }
}

async function reply(answer: Answer): Promise<SessionAnswer> {
  await Promise.resolve();
  if (answer instanceof Error) throw answer;
  return typeof answer === 'function' ? answer() : answer;
}

export function verdict(outcome: SessionAnswer['outcome']): SessionAnswer {
  return {
    sessionId: 's1',
    outcome,
    amount: '49.99',
    currency: 'CAD',
    paymentType: 'purchase',
    reference: 'HC-7F2K9QXW3M5N8R4T',
  };
}

export interface Checkout {
  readonly element: HelcimCheckout;
  readonly server: FakeServer;
  /** Names of all events but `helcim-statechange`, in order. */
  readonly events: string[];
  readonly states: string[];
  readonly button: HTMLButtonElement;
  text(part: 'status' | 'error' | 'button' | 'amount'): string;
}

let orders = 0;
const mounted: HelcimCheckout[] = [];

/** An element on the page, with a server of its own. */
export async function checkout(
  attributes: Record<string, string> = {},
  {
    server = new FakeServer(),
    label = '',
    parent = document.body,
  }: { server?: FakeServer; label?: string; parent?: Element } = {},
): Promise<Checkout> {
  const element = document.createElement('helcim-checkout');
  orders += 1;
  for (const [name, value] of Object.entries({
    'order-id': `o${orders}`,
    'script-url': scriptUrl,
    ...attributes,
  }))
    element.setAttribute(name, value);
  element.sessionClient = server;
  element.textContent = label;
  const events: string[] = [];
  const states: string[] = [];
  for (const name of eventNames)
    element.addEventListener(name, (event) => {
      if (name === 'helcim-statechange') states.push(element.state);
      else events.push(event.type);
    });
  parent.append(element);
  mounted.push(element);
  await element.updateComplete;
  const part = (name: string) => element.shadowRoot?.querySelector(`[part=${name}]`);
  return {
    element,
    server,
    events,
    states,
    button: part('button') as HTMLButtonElement,
    text: (name) => part(name)?.textContent ?? '',
  };
}

/** Leaves the page as it was found. */
export async function tidy(): Promise<void> {
  for (const element of mounted.splice(0)) {
    element.remove();
    element.close();
    await until(() => !['open', 'declined', 'confirming'].includes(element.state));
  }
  sessionStorage.clear();
}

export function modalFrame(): HTMLIFrameElement | null {
  return document.querySelector<HTMLIFrameElement>('#helcimPayIframe');
}

/** The watchdog's way out, while it is shown. */
export function rescueControl(): HTMLButtonElement | null {
  return document.querySelector('body > button');
}

/** Helcim's window, without a page in it: it says what the test says, and loads when the test says so. */
export function standInForModal(appears = true): () => void {
  const { appendHelcimPayIframe } = globalThis;
  Object.assign(globalThis, {
    appendHelcimPayIframe: () => {
      const frame = document.createElement('iframe');
      frame.id = 'helcimPayIframe';
      if (appears) document.body.append(frame);
    },
  });
  return () => Object.assign(globalThis, { appendHelcimPayIframe });
}

/** Lets the modal itself post messages to the page, in one go. */
export async function modalSays(...messages: unknown[]): Promise<void> {
  const frame = modalFrame();
  if (!frame) throw new Error('No modal is open.');
  const { contentWindow } = frame;
  await until(() => contentWindow && ready.has(contentWindow), 'the modal’s script');
  contentWindow?.postMessage({ post: messages }, '*');
}

export function message(eventStatus: string, eventMessage: unknown = '', token = checkoutToken) {
  return { eventName: `helcim-pay-js-${token}`, eventStatus, eventMessage };
}

const ready = new WeakSet<object>();
window.addEventListener('message', ({ origin, data, source }) => {
  if (origin === modalOrigin && data === 'ready' && source) ready.add(source);
});

/** Waits for a condition, at most ten seconds. */
export async function until(condition: () => unknown, what = String(condition)): Promise<void> {
  for (const end = Date.now() + 10_000; !condition();) {
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Clicks and waits for the modal. */
export async function openByClick(shop: Checkout): Promise<void> {
  const { button, element } = shop;
  button.click();
  await until(() => element.state === 'open', 'the modal').catch((error: unknown) => {
    throw new Error(`${String(error)}: ${element.state} ${shop.text('error')}`);
  });
}

/** One payment that comes to nothing: script and page are as they are from the second one on. */
export async function openAndCancel(shop: Checkout): Promise<void> {
  await shop.element.open();
  shop.element.close();
  await until(() => shop.element.state === 'idle');
}

const realSetTimeout = globalThis.setTimeout;

/** Makes the pauses of at least a second a hundred times shorter. Returns what restores them. */
export function shortenPauses(): () => void {
  Object.assign(globalThis, {
    setTimeout: (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) =>
      realSetTimeout(run, ms >= 1_000 ? ms / 100 : ms, ...values),
  });
  return () => Object.assign(globalThis, { setTimeout: realSetTimeout });
}
