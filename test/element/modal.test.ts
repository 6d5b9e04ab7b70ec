import { expect } from '@open-wc/testing';
import type { CheckoutState, SessionAnswer } from '../../packages/element/src/index.js';
import { loadScript } from '../../packages/element/src/script-loader.js';
import {
  type Checkout,
  checkout,
  checkoutToken,
  message,
  modalFrame,
  modalOrigin,
  modalSays,
  openAndCancel,
  openByClick,
  pause,
  scriptUrl,
  success,
  tidy,
  until,
} from './support.js';

afterEach(tidy);

describe('an open modal', () => {
  it('is listened to before Helcim is told to open it', async () => {
    await loadScript(scriptUrl, '');
    const shop = await checkout();
    const { appendHelcimPayIframe } = globalThis;
    Object.assign(globalThis, {
      appendHelcimPayIframe: (token: string, allowExit?: boolean) => {
        const data = message('SUCCESS', success, token);
        window.dispatchEvent(new MessageEvent('message', { origin: modalOrigin, data }));
        return appendHelcimPayIframe(token, allowExit);
      },
    });
    await shop.element.open();
    Object.assign(globalThis, { appendHelcimPayIframe });
    await until(() => shop.element.state === 'approved');
    expect(shop.server.results).to.deep.equal([success]);
    expect(modalFrame()).to.equal(null);
  });

  it('hears nobody but the modal’s own window', async () => {
    const shop = await checkout();
    await openByClick(shop);
    window.postMessage(message('SUCCESS', success), '*');
    const stranger = document.createElement('iframe');
    stranger.src = `${modalOrigin}/test/element/fixtures/modal.html`;
    document.body.append(stranger);
    await new Promise((resolve) => stranger.addEventListener('load', resolve));
    stranger.contentWindow?.postMessage({ post: [message('SUCCESS', success), message('ABORTED')] }, '*');
    await pause(50);
    stranger.remove();
    expect(shop.element.state).to.equal('open');
    expect(shop.server.results).to.deep.equal([]);
  });

  it('has a title, the focus and the page behind it at rest; closing gives all of it back', async () => {
    const aside = document.createElement('aside');
    const inertBefore = document.createElement('aside');
    inertBefore.inert = true;
    document.body.append(aside, inertBefore);
    document.documentElement.style.overflow = 'auto';
    const shop = await checkout();
    shop.button.focus();
    await openByClick(shop);
    const frame = modalFrame();
    expect(frame?.title).to.equal('Payment window');
    expect(document.activeElement).to.equal(frame);
    expect(frame?.parentElement).to.equal(document.body);
    expect(frame?.style.position).to.equal('fixed');
    expect(aside.inert).to.equal(true);
    expect(shop.element.inert).to.equal(true);
    expect(document.documentElement.style.overflow).to.equal('hidden');
    await modalSays(message('HIDE'));
    await until(() => shop.element.state === 'idle');
    expect(aside.inert).to.equal(false);
    expect(inertBefore.inert).to.equal(true);
    expect(document.documentElement.style.overflow).to.equal('auto');
    expect(shop.element.shadowRoot?.activeElement).to.equal(shop.button);
    document.documentElement.style.overflow = '';
    aside.remove();
    inertBefore.remove();
  });

  it('returns the focus to an own trigger in another shadow root', async () => {
    const host = document.createElement('section');
    host.attachShadow({ mode: 'open' }).innerHTML = '<div></div>';
    document.body.append(host);
    const parent = host.shadowRoot?.firstElementChild ?? document.body;
    const shop = await checkout({}, { label: 'Pay', parent });
    shop.button.focus();
    await openByClick(shop);
    shop.element.close();
    await until(() => shop.element.state === 'idle');
    expect(shop.element.shadowRoot?.activeElement).to.equal(shop.button);
    host.remove();
  });

  it('keeps its exit button unless no-exit', async () => {
    const shop = await checkout({ 'no-exit': '' });
    await openByClick(shop);
    expect(modalFrame()?.src).to.not.contain('allowExit');
  });

  it('is one per page: a second element fails and the first goes on', async () => {
    const first = await checkout();
    const second = await checkout();
    await openByClick(first);
    let code = '';
    second.element.addEventListener('helcim-failed', ({ error }) => (code = error.code));
    await second.element.open();
    expect(code).to.equal('modal-elsewhere');
    await modalSays(message('SUCCESS', success));
    await until(() => first.element.state === 'approved');
    expect(second.events).to.deep.equal(['helcim-open', 'helcim-failed']);
    await openByClick(second);
  });

  it('is asked about when another script takes the iframe away', async () => {
    const shop = await checkout();
    await openByClick(shop);
    modalFrame()?.remove();
    await until(() => shop.element.state === 'idle');
    expect(shop.server.calls.at(-1)).to.equal('status s1');
    expect(shop.events.at(-1)).to.equal('helcim-cancelled');
  });

  it('outlives its element: SUCCESS reaches the server after the node was removed', async () => {
    const shop = await checkout();
    await openByClick(shop);
    shop.element.remove();
    await pause(20);
    expect(modalFrame()).to.not.equal(null);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.server.results.length === 1);
    await until(() => shop.element.state === 'approved');
  });

  it('outlives its token: nobody takes the window away, and a late SUCCESS still settles', async () => {
    const shop = await checkout();
    const { create } = shop.server;
    shop.server.create = { ...(create as SessionAnswer), expiresInSeconds: 0 };
    const now = Date.now;
    try {
      await openByClick(shop);
      Date.now = () => now() + 61 * 60_000;
      await pause(50);
      expect(modalFrame()).to.not.equal(null);
      expect(shop.element.state).to.equal('open');
      await modalSays(message('SUCCESS', success));
      await until(() => shop.element.state === 'approved');
    } finally {
      Date.now = now;
    }
  });

  it('stays with a node that is moved', async () => {
    const shop = await checkout();
    const box = document.createElement('div');
    document.body.append(box);
    await openByClick(shop);
    box.append(shop.element);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    box.remove();
  });

  it('does not open for an element removed while it was starting', async () => {
    const shop = await checkout();
    let answer: ((value: never) => void) | undefined;
    shop.server.create = () => new Promise((resolve) => (answer = resolve as typeof answer));
    shop.button.click();
    shop.element.remove();
    await until(() => shop.element.state === 'idle');
    answer?.({ sessionId: 's1', outcome: 'open', checkoutToken } as never);
    await pause(20);
    expect(modalFrame()).to.equal(null);
    expect(shop.element.state).to.equal('idle');
  });

  it('keeps its order when order-id changes, and leaves it afterwards', async () => {
    const shop = await checkout({ 'order-id': 'first' });
    await openByClick(shop);
    shop.element.orderId = 'second';
    await shop.element.updateComplete;
    expect(shop.element.state).to.equal('open');
    let paid = '';
    shop.element.addEventListener('helcim-approved', ({ orderId }) => (paid = orderId));
    await modalSays(message('SUCCESS', success));
    await until(() => paid === 'first');
    expect(shop.element.state).to.equal('idle');
    await openByClick(shop);
    expect(shop.server.calls.at(-1)).to.equal('create second');
  });

  it('is watched without a search of the page', async () => {
    const shop = await checkout();
    await loadScript(scriptUrl, '');
    const { setInterval: realSetInterval } = globalThis;
    let ticks = 0;
    globalThis.setInterval = ((run: () => void, ms = 0) =>
      realSetInterval(() => {
        ticks++;
        run();
      }, ms / 100)) as typeof setInterval;
    try {
      await openByClick(shop);
      const searches = countSearches();
      try {
        await until(() => ticks > 50);
        await pause(100);
      } finally {
        searches.restore();
      }
      expect(searches.made).to.deep.equal([]);
      expect(shop.element.state).to.equal('open');
    } finally {
      globalThis.setInterval = realSetInterval;
    }
  });

  const removals: [throwing: string, remove: () => void][] = [
    ['at once', () => undefined],
    ['once the iframe is gone', () => modalFrame()?.remove()],
  ];
  const endings: [ending: string, end: (shop: Checkout) => unknown, state: CheckoutState][] = [
    ['a HIDE', () => modalSays(message('HIDE')), 'idle'],
    ['close()', ({ element }) => element.close(), 'idle'],
    ['a SUCCESS', () => modalSays(message('SUCCESS', success)), 'approved'],
  ];
  for (const [throwing, remove] of removals)
    for (const [ending, end, state] of endings)
      it(`gives the page back after ${ending} although Helcim’s removal throws ${throwing}`, async () => {
        const aside = document.createElement('aside');
        document.body.append(aside);
        const shop = await checkout();
        await openAndCancel(shop);
        const { removeHelcimPayIframe } = globalThis;
        Object.assign(globalThis, {
          removeHelcimPayIframe: () => {
            remove();
            throw new ReferenceError('watchForExit is not defined');
          },
        });
        const added = countListeners();
        try {
          await openByClick(shop);
          expect(aside.inert).to.equal(true);
          await end(shop);
          await until(() => shop.element.state === state);
          expect(modalFrame()).to.equal(null);
          expect(aside.inert).to.equal(false);
          expect(document.documentElement.style.overflow).to.equal('');
          expect(shop.events.at(-1)).to.equal(state === 'idle' ? 'helcim-cancelled' : 'helcim-approved');
          // Helcim's own listener stays: only its removal could take it away.
          await until(() => added.count() === 1, 'the end of the listening');
          shop.element.reset();
          await openByClick(shop);
        } finally {
          added.restore();
          Object.assign(globalThis, { removeHelcimPayIframe });
          aside.remove();
        }
      });

  it('leaves as many listeners and nodes behind after 100 payments as after none', async () => {
    const added = countListeners();
    const shop = await checkout();
    await openAndCancel(shop);
    const nodes = document.querySelectorAll('*').length;
    const listeners = added.count();
    for (let opens = 0; opens < 100; opens++) await openAndCancel(shop);
    await until(() => added.count() === listeners);
    expect(document.querySelectorAll('*').length).to.equal(nodes);
    added.restore();
  }).timeout(60_000);
});

/** Counts what is listening at window and document. */
function countListeners(): { count(): number; restore(): void } {
  const live = new Set<string>();
  const ids = new WeakMap<object, number>();
  const key = (target: EventTarget, type: string, listener: object) => {
    if (!ids.has(listener)) ids.set(listener, Math.random());
    return `${target === window ? 'window' : 'document'} ${type} ${ids.get(listener)}`;
  };
  const undo = [window, document].map((target) => {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    target.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
      add(type, listener, options);
      live.add(key(target, type, listener));
      options?.signal?.addEventListener('abort', () => live.delete(key(target, type, listener)));
    };
    target.removeEventListener = (type: string, listener: EventListener) => {
      remove(type, listener);
      live.delete(key(target, type, listener));
    };
    return () => Object.assign(target, { addEventListener: add, removeEventListener: remove });
  });
  return { count: () => live.size, restore: () => undo.forEach((each) => each()) };
}

/** Notes who searches the page or has every change of it reported. */
function countSearches(): { made: string[]; restore(): void } {
  const made: string[] = [];
  const ways: [prototype: object, names: string[]][] = [
    [Document.prototype, ['querySelector', 'querySelectorAll', 'getElementById', 'getElementsByTagName']],
    [Element.prototype, ['querySelector', 'querySelectorAll', 'getElementsByTagName']],
    [MutationObserver.prototype, ['observe']],
  ];
  const undo = ways.flatMap(([prototype, names]) =>
    names.map((name) => {
      const before = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
      const search = before.value as (...given: unknown[]) => unknown;
      const noted = function (this: unknown, ...given: unknown[]) {
        made.push(`${name} ${String(given[0])}`);
        return search.apply(this, given);
      };
      Object.defineProperty(prototype, name, { ...before, value: noted });
      return () => Object.defineProperty(prototype, name, before);
    }),
  );
  return { made, restore: () => undo.forEach((each) => each()) };
}
