import { expect } from '@open-wc/testing';
import { loadScript } from '../../packages/element/src/script-loader.js';
import { HelcimCheckoutError } from '../../packages/element/src/index.js';
import { checkout, modalOrigin, openByClick, pause, scriptUrl, tidy, until } from './support.js';

const tags = (url: string) => [...document.scripts].filter((script) => script.src === url);
const fresh = () => `${scriptUrl}?${Math.random()}`;
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'loaded',
    (error: unknown) => (error instanceof HelcimCheckoutError ? error.code : String(error)),
  );

afterEach(tidy);

describe('the script loader', () => {
  it('shares one tag per URL', async () => {
    const url = fresh();
    expect(loadScript(url, '')).to.equal(loadScript(url, ''));
    await loadScript(url, '');
    await loadScript(url, '');
    expect(tags(url)).to.have.length(1);
  });

  it('adopts a tag of the page, loaded or still loading', async () => {
    for (const wait of [true, false]) {
      const url = fresh();
      const script = document.createElement('script');
      script.src = url;
      const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
      document.head.append(script);
      if (wait) await loaded;
      await loadScript(url, '');
      expect(tags(url)).to.deep.equal([script]);
    }
  });

  it('forgets a failure: the next call starts with a fresh tag', async () => {
    const url = `${modalOrigin}/test/element/fixtures/missing-${Math.random()}.js`;
    expect(await codeOf(loadScript(url, ''))).to.equal('script-blocked');
    expect(tags(url)).to.deep.equal([]);
    const second = codeOf(loadScript(url, ''));
    await pause(0);
    expect(tags(url)).to.have.length(1);
    expect(await second).to.equal('script-blocked');
  });

  it('tells a missing network from a blocked script', async () => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    expect(await codeOf(loadScript(`${modalOrigin}/missing-${Math.random()}.js`, ''))).to.equal(
      'script-offline',
    );
    Reflect.deleteProperty(navigator, 'onLine');
  });

  it('tells the page’s policy from a blocked script', async () => {
    const url = `${modalOrigin}/missing-${Math.random()}.js`;
    const code = codeOf(loadScript(url, ''));
    await pause(0);
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI: url,
        documentURI: location.href,
        disposition: 'enforce',
        effectiveDirective: 'script-src',
        originalPolicy: "script-src 'self'",
        statusCode: 200,
        violatedDirective: 'script-src',
      }),
    );
    expect(await code).to.equal('script-csp');
  });

  it('is not content with a script that brings no functions', async () => {
    const { appendHelcimPayIframe, removeHelcimPayIframe } = globalThis;
    Object.assign(globalThis, { appendHelcimPayIframe: undefined });
    expect(await codeOf(loadScript(`data:text/javascript,${Math.random()}`, ''))).to.equal('script-globals');
    Object.assign(globalThis, { appendHelcimPayIframe, removeHelcimPayIframe });
  });

  it('gives up after a while', async () => {
    const { setTimeout: realSetTimeout } = globalThis;
    Object.assign(globalThis, {
      setTimeout: (run: (code: string) => void, ms = 0, code = '') =>
        realSetTimeout(run, ms > 1_000 ? 1 : ms, code),
    });
    const code = codeOf(loadScript(fresh(), ''));
    Object.assign(globalThis, { setTimeout: realSetTimeout });
    expect(await code).to.equal('script-timeout');
  });

  it('hands on the nonce', async () => {
    const url = fresh();
    await loadScript(url, 'n0nce');
    expect(tags(url)[0]?.nonce).to.equal('n0nce');
  });
});

describe('reaching for the button', () => {
  it('fetches script and session once, so that the click needs no network', async () => {
    const shop = await checkout();
    shop.element.dispatchEvent(new PointerEvent('pointerenter'));
    shop.button.focus();
    shop.element.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => shop.text('amount') === '$49.99');
    await loadScript(scriptUrl, '');
    expect(shop.server.calls).to.have.length(1);
    expect(shop.element.state).to.equal('idle');
    expect(shop.events).to.deep.equal([]);
    shop.button.click();
    await Promise.resolve();
    await until(() => shop.element.state === 'open');
    expect(shop.server.calls).to.have.length(1);
  });

  it('does nothing with prefetch="none" or disabled', async () => {
    for (const attribute of ['prefetch', 'disabled']) {
      const shop = await checkout({ [attribute]: 'none' });
      shop.element.dispatchEvent(new PointerEvent('pointerenter'));
      await pause(10);
      expect(shop.server.calls).to.deep.equal([]);
    }
  });

  it('asks again when the prefetched session is older than a minute', async () => {
    const shop = await checkout();
    shop.element.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => shop.server.calls.length === 1);
    const { now } = Date;
    Date.now = () => now() + 60_001;
    await openByClick(shop);
    Date.now = now;
    expect(shop.server.calls).to.have.length(2);
  });

  it('says nothing when it fails; the click asks again', async () => {
    const shop = await checkout();
    const { create } = shop.server;
    shop.server.create = new HelcimCheckoutError('network');
    shop.element.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => shop.server.calls.length === 1);
    expect(shop.events).to.deep.equal([]);
    shop.server.create = create;
    await openByClick(shop);
  });

  it('forgets the session of another order', async () => {
    const shop = await checkout({ 'order-id': 'one' });
    shop.element.dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => shop.text('amount') !== '');
    shop.element.setAttribute('order-id', 'two');
    await shop.element.updateComplete;
    await until(() => shop.text('amount') === '');
    await openByClick(shop);
    expect(shop.server.calls).to.deep.equal(['create one', 'create two']);
  });
});
