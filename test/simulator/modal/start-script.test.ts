import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { setStage, type Stage } from './stage.js';

let stage: Stage;
let page: Page;
before(async () => {
  stage = await setStage();
  page = await stage.openShop();
});
beforeEach(async () => {
  await page.goto(stage.shopUrl);
});
after(() => stage.close());

const token = 'a'.repeat(22);
const describeFrame = `(() => {
  const frame = document.getElementById('helcimPayIframe');
  return frame && {
    tag: frame.tagName,
    parent: frame.parentElement.tagName,
    attributes: Object.fromEntries([...frame.attributes].map(({ name, value }) => [name, value])),
  };
})()`;

interface Described {
  tag: string;
  parent: string;
  attributes: Record<string, string>;
}

describe('start.js', () => {
  test('defines the documented functions as globals of a classic script', async () => {
    const types = await page.evaluate(
      '[typeof window.appendHelcimPayIframe, typeof window.removeHelcimPayIframe, typeof window.watchForExit]',
    );
    assert.deepEqual(types, ['function', 'function', 'function']);
    assert.equal(await page.evaluate('appendHelcimPayIframe.length'), 1);
  });

  test('may be loaded twice', async () => {
    const failures: string[] = [];
    page.once('pageerror', ({ message }) => failures.push(message));
    await page.addScriptTag({ url: stage.simulator.scriptUrl });
    assert.deepEqual(failures, []);
  });

  test('appends the iframe to the body with the attributes and style of the live script', async () => {
    const isSame = await page.evaluate(
      `appendHelcimPayIframe('${token}', true, '', '', 'csrf-1') === document.getElementById('helcimPayIframe')`,
    );
    assert.equal(isSame, true);
    const { tag, parent, attributes } = await page.evaluate<Described>(describeFrame);
    assert.deepEqual([tag, parent], ['IFRAME', 'BODY']);
    assert.deepEqual(
      { ...attributes, src: undefined },
      {
        id: 'helcimPayIframe',
        name: 'csrf-1',
        width: '100%',
        height: '100%',
        frameborder: '0',
        allow: 'payment',
        style:
          'position: fixed; inset: 0; top: 0; left: 0; width: 100%; height: 100%; border: none; z-index: 998;',
        src: undefined,
      },
    );
  });

  for (const [title, call, query] of [
    ['by default', `'${token}'`, 'allowExit&origin=ORIGIN'],
    ['without the exit button', `'${token}', false`, 'origin=ORIGIN'],
    [
      'with a text for the exit button, which is merely truthy',
      `'${token}', 'checkout'`,
      'allowExit&origin=ORIGIN',
    ],
    [
      'with phone and e-mail, unencoded',
      `'${token}', false, '+14035550100', 'ada@example.com'`,
      'phone=+14035550100&email=ada@example.com&origin=ORIGIN',
    ],
  ] as const) {
    test(`builds the address of the modal ${title}`, async () => {
      await page.evaluate(`void appendHelcimPayIframe(${call})`);
      const { attributes } = await page.evaluate<Described>(describeFrame);
      assert.equal(
        attributes['src'],
        `${stage.simulator.modalUrl}/helcim-pay/${token}?${query.replace('ORIGIN', encodeURIComponent(stage.shopUrl))}`,
      );
    });
  }

  test('names the referrer when there is one', async () => {
    await page.goto(`${stage.shopUrl}/second`, { referer: `${stage.shopUrl}/first?a=1&b=2` });
    await page.evaluate(`void appendHelcimPayIframe('${token}')`);
    const { attributes } = await page.evaluate<Described>(describeFrame);
    const query = new URL(attributes['src'] ?? '').search;
    assert.ok(
      query.startsWith(`?allowExit&referrer=${encodeURIComponent(`${stage.shopUrl}/first?a=1&b=2`)}&`),
      query,
    );
  });

  test('renders nothing for a token of another length, and says so on the console', async () => {
    const errors: string[] = [];
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    for (const wrong of [`''`, `'${token}a'`, `'abc'`, 'undefined', '22']) {
      assert.equal(await page.evaluate(`appendHelcimPayIframe(${wrong})`), undefined);
    }
    assert.equal(await page.evaluate(describeFrame), null);
    assert.equal(errors.length, 5);
    assert.match(errors[0] ?? '', /22/);
  });

  test('removes the iframe, and only an iframe', async () => {
    await page.evaluate(`void appendHelcimPayIframe('${token}')`);
    await page.evaluate('removeHelcimPayIframe()');
    assert.equal(await page.evaluate(describeFrame), null);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('div'), { id: 'helcimPayIframe' }))`,
    );
    await page.evaluate('removeHelcimPayIframe()');
    assert.equal((await page.evaluate<Described>(describeFrame)).tag, 'DIV');
  });

  test('listens before it appends, and no longer once removed', async () => {
    const order = await page.evaluate(`(() => {
      const order = [];
      const listen = window.addEventListener;
      window.addEventListener = (name, ...rest) => { order.push('listen ' + name); return listen.call(window, name, ...rest); };
      const append = document.body.appendChild;
      document.body.appendChild = (node) => { order.push('append'); return append.call(document.body, node); };
      const forget = window.removeEventListener;
      window.removeEventListener = (name, ...rest) => { order.push('forget ' + name); return forget.call(window, name, ...rest); };
      appendHelcimPayIframe('${token}');
      removeHelcimPayIframe();
      return order;
    })()`);
    assert.deepEqual(order, ['listen message', 'append', 'forget message']);
  });

  for (const [data, remains] of [
    [`{ eventName: 'helcim-pay-js-${token}', eventStatus: 'HIDE' }`, false],
    [`{ eventName: 'x-helcim-pay-js-of-another-session', eventStatus: 'HIDE' }`, false],
    [`{ eventName: 'helcim-pay-js-${token}', eventStatus: 'SUCCESS' }`, true],
    [`{ eventName: 'helcim-pay-js-${token}', eventStatus: 'ABORTED' }`, true],
    [`{ eventName: 'other', eventStatus: 'HIDE' }`, true],
    [`{ eventName: 5 }`, true],
    [`'text'`, true],
    [`null`, true],
  ] as const) {
    test(`${remains ? 'keeps' : 'removes'} the iframe on the message ${data}`, async () => {
      const failures: string[] = [];
      page.once('pageerror', ({ message }) => failures.push(message));
      await page.evaluate(`void appendHelcimPayIframe('${token}')`);
      const before = await page.evaluate<number>('messages.length');
      await page.evaluate(`window.postMessage(${data}, '*')`);
      await page.waitForFunction(`messages.length > ${before}`);
      assert.equal((await page.evaluate(describeFrame)) !== null, remains);
      assert.deepEqual(failures, []);
    });
  }

  test('is a script any page may load, and never from a stale cache', async () => {
    const { headers } = await fetch(stage.simulator.scriptUrl);
    assert.match(headers.get('content-type') ?? '', /javascript/);
    assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('cache-control'), 'no-cache');
  });
});
