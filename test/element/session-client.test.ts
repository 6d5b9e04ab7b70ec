import { expect } from '@open-wc/testing';
import { createSessionClient, HelcimCheckoutError } from '../../packages/element/src/index.js';
import {
  checkout,
  FakeServer,
  modalFrame,
  modalSays,
  message,
  openByClick,
  success,
  tidy,
  until,
} from './support.js';

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

let calls: Call[] = [];
let answer: () => Response | Promise<Response>;
const realFetch = globalThis.fetch;
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
const open = {
  sessionId: 's1',
  outcome: 'open',
  checkoutToken: 'abcdefghij0123456789AB',
  amount: '49.99',
  currency: 'CAD',
};

beforeEach(() => {
  calls = [];
  answer = () => json(open, 201);
  globalThis.fetch = (url, init = {}) => {
    calls.push({ url: url as string, init });
    return Promise.resolve().then(answer);
  };
});
afterEach(async () => {
  await tidy();
  globalThis.fetch = realFetch;
});

const client = (credentials: RequestCredentials = 'same-origin', headers = {}) =>
  createSessionClient('https://shop.example/pay', credentials, headers);
const { signal } = new AbortController();

describe('the session client', () => {
  it('names the three routes', async () => {
    await client().createSession('o 1', signal);
    await client().sendResult('s1', { a: 1 });
    await client().readSession('s1', signal);
    expect(calls.map(({ url, init }) => [init.method ?? 'GET', url, init.body])).to.deep.equal([
      ['POST', 'https://shop.example/pay/sessions', '{"orderId":"o 1"}'],
      ['POST', 'https://shop.example/pay/sessions/s1/result', '{"eventMessage":{"a":1}}'],
      ['GET', 'https://shop.example/pay/sessions/s1', undefined],
    ]);
  });

  it('lets only the result outlive the page', async () => {
    await client().createSession('o', signal);
    await client().sendResult('s1', 'x');
    expect(calls.map(({ init }) => init.keepalive)).to.deep.equal([false, true]);
  });

  it('sends credentials and headers as told', async () => {
    await client('include', { 'x-csrf': 'abc' }).createSession('o', signal);
    expect(calls[0]?.init.credentials).to.equal('include');
    expect(calls[0]?.init.headers).to.deep.equal({ 'content-type': 'application/json', 'x-csrf': 'abc' });
  });

  it('takes 409 for an answer and knows how long to wait', async () => {
    answer = () => json({ sessionId: 's1', outcome: 'open' }, 409, { 'retry-after': '300' });
    expect(await client().createSession('o', signal)).to.include({ outcome: 'open', retryAfterSeconds: 300 });
    answer = () => json({ sessionId: 's1', outcome: 'approved' }, 409);
    expect(await client().createSession('o', signal)).to.include({ outcome: 'approved' });
  });

  const errors: [string, () => Response | Promise<Response>, string, boolean, number?][] = [
    ['no network', () => Promise.reject(new TypeError('Failed to fetch')), 'network', true],
    [
      '404',
      () => json({ error: { code: 'order-not-found', message: 'No such order.' } }, 404),
      'refused',
      false,
    ],
    ['403', () => json('', 403), 'refused', false],
    ['400 with null', () => json('null', 400), 'refused', false],
    ['408', () => json('', 408), 'bad-answer', true],
    ['429', () => json({ error: {} }, 429, { 'retry-after': '7' }), 'busy', true, 7],
    ['503 without a time', () => json('', 503), 'busy', true, 5],
    ['502 with HTML', () => json('<html>', 502), 'bad-answer', true],
    ['200 with HTML', () => json('<html>'), 'bad-answer', true],
    ['200 without a session', () => json({ outcome: 'open' }), 'bad-answer', true],
    ['200 with an unknown outcome', () => json({ sessionId: 's', outcome: 'paid' }), 'bad-answer', true],
    ['409 without a session', () => json({ error: {} }, 409), 'refused', false],
  ];
  for (const [name, response, code, recoverable, seconds] of errors)
    it(`rejects ${name} with the code ${code}`, async () => {
      answer = response;
      const error: unknown = await client()
        .createSession('o', signal)
        .catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(HelcimCheckoutError);
      expect(error).to.include({ code, recoverable, retryAfterSeconds: seconds });
      expect((error as HelcimCheckoutError).docUrl).to.equal(
        `https://www.npmjs.com/package/@helcim-checkout/element#${code}`,
      );
    });
});

describe('the element with its own client', () => {
  it('speaks with its endpoint, whatever its slash', async () => {
    for (const endpoint of ['/pay', '/pay/']) {
      const shop = await checkout({ endpoint });
      shop.element.sessionClient = undefined;
      shop.element.headers = { 'x-csrf': 't' };
      await openByClick(shop);
      expect(calls.at(-1)?.url).to.equal(`${location.origin}/pay/sessions`);
      expect(calls.at(-1)?.init.headers).to.include({ 'x-csrf': 't' });
      shop.element.remove();
      shop.element.close();
      await until(() => !modalFrame());
    }
  });

  it('tells an order that does not exist from a network that fails', async () => {
    const shop = await checkout({ endpoint: '/pay' });
    shop.element.sessionClient = undefined;
    answer = () => json({ error: { code: 'x', message: 'No such order.' } }, 404);
    await shop.element.open();
    expect(shop.text('error')).to.equal('The payment window did not open. Please contact the shop.');
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await shop.element.open();
    await shop.element.updateComplete;
    expect(shop.text('error')).to.equal('The payment window did not open. Please try again.');
  });

  it('shows what only a developer can mend: missing attributes, and Helcim’s own script on a private page', async () => {
    const cases: [Record<string, string>, string][] = [
      [{ 'order-id': '' }, 'configuration'],
      [{ 'script-url': 'javascript:alert(1)' }, 'configuration'],
      [{ 'script-url': 'https://secure.helcim.app/helcim-pay/services/start.js' }, 'insecure-page'],
    ];
    for (const [attributes, code] of cases) {
      const shop = await checkout(attributes);
      let seen: HelcimCheckoutError | undefined;
      shop.element.addEventListener('helcim-failed', ({ error }) => (seen = error));
      await shop.element.open();
      await shop.element.updateComplete;
      expect(seen).to.include({ code, recoverable: false });
      expect(shop.text('error')).to.equal(seen?.message);
      expect(shop.server.calls).to.deep.equal([]);
    }
  });

  it('wraps what a client of the page throws', async () => {
    const server = new FakeServer();
    const thrown = new RangeError('mine');
    server.create = thrown;
    const shop = await checkout({}, { server });
    let cause: unknown;
    shop.element.addEventListener('helcim-failed', ({ error }) => (cause = error.cause));
    await shop.element.open();
    expect(cause).to.equal(thrown);
  });

  it('puts neither tokens nor card data into an event', async () => {
    const shop = await checkout();
    const seen: string[] = [];
    const all = ['open', 'opened', 'approved', 'declined', 'statechange'] as const;
    for (const name of all)
      shop.element.addEventListener(`helcim-${name}`, (event) => {
        const text = JSON.stringify(Object.fromEntries(Object.entries(event)));
        seen.push(text);
      });
    await openByClick(shop);
    await modalSays(message('ABORTED', 'SECRET-card-token declined'), message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    expect(seen.length).to.be.above(5);
    expect(seen.join()).to.not.match(/SECRET|abcdefghij0123456789AB/);
    expect(seen.join()).to.contain('"amount":"49.99"');
  });
});
