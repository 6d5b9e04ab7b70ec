import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import {
  createTerminalClient,
  HelcimTerminal,
  HelcimTerminalError,
  type HelcimTerminalEventMap,
} from '../../packages/element/src/terminal/index.js';
import { terminalMessagesFor } from '../../packages/element/src/terminal/terminal-messages.js';
import { pause, shortenPauses, until } from './support.js';
import {
  answer,
  FakeTerminals,
  front,
  patio,
  refusal,
  settled,
  till,
  tidyTills,
  type Till,
} from './terminal-support.js';

let restorePauses: () => void;
beforeEach(() => (restorePauses = shortenPauses()));
afterEach(() => {
  restorePauses();
  tidyTills();
});

const charge = async (shop: Till) => {
  shop.button.click();
  await settled(shop.element);
};
const charged = async (
  started: FakeTerminals['started'],
  attributes: Record<string, string> = {},
): Promise<Till> => {
  const shop = await till(attributes);
  shop.server.started = started;
  shop.server.read = started;
  await charge(shop);
  return shop;
};

describe('<helcim-terminal>', () => {
  it('registers once, under any free name, and has properties for its attributes', async () => {
    expect(customElements.get('helcim-terminal')).to.equal(HelcimTerminal);
    HelcimTerminal.define();
    class Other extends HelcimTerminal {}
    Other.define('other-terminal');
    Other.define('other-terminal');
    expect(document.createElement('other-terminal')).to.be.instanceOf(HelcimTerminal);
    const { element } = await till({ device: 'jfhp' });
    expect([element.device, element.credentials, element.disabled]).to.deep.equal([
      'jfhp',
      'same-origin',
      false,
    ]);
    element.orderId = 'o-1';
    await element.updateComplete;
    expect(element.getAttribute('order-id')).to.equal('o-1');
  });

  const states = [
    [answer('open'), 'waiting', ['opened'], 'On the device$49.99', 'Ask the customer to tap'],
    [
      answer('open', { declines: 1, lastDecline: 'Do Not Honor' }),
      'declined',
      ['declined'],
      'On the device$49.99',
      'Do Not Honor',
    ],
    [
      answer('approved', { charged: '57.49', last4: '9990' }),
      'approved',
      ['approved'],
      'Paid$57.49',
      'Includes $7.50 of tip or fee. Card ending in 9990.',
    ],
    [answer('cancelled'), 'cancelled', ['cancelled'], 'Charge on terminal$49.99', 'Cancelled on the device.'],
    [answer('expired'), 'cancelled', ['cancelled'], 'Charge on terminal$49.99', 'This request has ended.'],
    [answer('asleep'), 'asleep', [], 'Charge on terminal$49.99', 'Wake it'],
    [answer('unknown'), 'unknown', ['unknown'], 'Payment$49.99', 'We are checking. Do not charge again.'],
    [answer('review'), 'review', ['review'], 'Payment$49.99', 'HC-7F2K9QXW3M5N8R4T'],
    [answer('pending'), 'review', ['review'], 'Payment$49.99', 'Do not charge again.'],
  ] as const;
  for (const [started, state, events, button, status] of states)
    it(`shows ${started.outcome}${started.declines ? ' after a decline' : ''} as ${state}`, async () => {
      const shop = await charged(started);
      expect(shop.states).to.deep.equal(['starting', state]);
      expect(shop.events).to.deep.equal(['open', ...events]);
      expect(shop.element.matches(`:state(${state})`)).to.equal(true);
      expect(shop.text('button')).to.equal(button);
      expect(shop.text('status')).to.contain(status);
      expect(shop.button.ariaDisabled).to.equal(String(!['cancelled', 'asleep'].includes(state)));
      expect(shop.element.session).to.equal(started);
    });

  it('sends one request for a double click, and none while disabled or when the page prevents it', async () => {
    const shop = await till({ disabled: '' });
    await shop.element.start();
    shop.element.disabled = false;
    shop.element.addEventListener('helcim-open', (event) => event.preventDefault(), { once: true });
    await shop.element.start();
    expect(shop.server.count('start')).to.equal(0);
    shop.button.click();
    shop.button.click();
    await shop.element.start();
    await settled(shop.element);
    shop.button.click();
    expect(shop.server.count('start')).to.equal(1);
  });

  it('follows the device: declined, declined again, approved', async () => {
    const shop = await charged(answer('open'));
    for (const declines of [1, 2]) {
      shop.server.read = answer('open', { declines, lastDecline: `reason ${declines}` });
      await until(() => shop.text('status').includes(`reason ${declines}`));
    }
    shop.server.read = answer('approved', { charged: '49.99' });
    await until(() => shop.element.state === 'approved');
    expect(shop.events).to.deep.equal(['open', 'opened', 'declined', 'declined', 'approved']);
    const asked = shop.server.count('read');
    await pause(60);
    expect(shop.server.count('read')).to.equal(asked);
  });

  it('learns of an approval after a cancel, for a while', async () => {
    const shop = await charged(answer('cancelled'));
    await until(() => shop.server.count('read') > 1);
    shop.server.read = answer('approved');
    await until(() => shop.element.state === 'approved');
    expect(shop.events).to.deep.equal(['open', 'cancelled', 'approved']);
  });

  it('asks nothing while the page is hidden, and at once when it is shown', async () => {
    const shop = await charged(answer('open'));
    const hide = (hidden: boolean) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    };
    hide(true);
    await settled(shop.element);
    const asked = shop.server.count('read');
    await pause(60);
    expect(shop.server.count('read')).to.equal(asked);
    hide(false);
    expect(shop.server.count('read')).to.equal(asked + 1);
    Reflect.deleteProperty(document, 'hidden');
  });

  it('keeps asking through a lost connection and an ended login, and says so', async () => {
    const shop = await charged(answer('open'));
    shop.server.read = new HelcimTerminalError('network');
    await until(() => shop.text('error').includes('No connection'));
    shop.server.read = refusal('not_allowed');
    await until(() => shop.text('error').includes('Sign in again'));
    expect(shop.element.state).to.equal('waiting');
    shop.server.read = answer('open');
    await until(() => shop.text('error') === '');
  });

  it('stops asking when removed, goes on when moved or put back', async () => {
    const shop = await charged(answer('open'));
    const { element, server } = shop;
    element.remove();
    await settled(element);
    const asked = server.count('read');
    await pause(60);
    expect(server.count('read')).to.equal(asked);
    document.body.append(element);
    document.body.prepend(element);
    server.read = answer('approved');
    await until(() => element.state === 'approved');
    expect([server.count('start'), server.count('list')]).to.deep.equal([1, 1]);
  });

  it('keeps a payment on the device when the order changes, and shows the new order after it', async () => {
    const shop = await charged(answer('open'));
    shop.element.orderId = 'next';
    await settled(shop.element);
    shop.element.reset();
    expect(shop.element.state).to.equal('waiting');
    shop.server.read = answer('approved');
    await until(() => shop.events.includes('approved'));
    await until(() => shop.element.state === 'idle');
    shop.server.started = answer('approved', { sessionId: 's2' });
    await charge(shop);
    expect(shop.server.calls.at(-1)).to.equal('start next JFHP');
  });
});

describe('<helcim-terminal> after a reload', () => {
  const reloaded = async (read: FakeTerminals['read'], orderId = 'r1', server = new FakeTerminals()) => {
    tidyButStorage();
    server.read = read;
    const shop = await till({ 'order-id': orderId }, { server });
    return shop;
  };
  const tidyButStorage = () => document.querySelectorAll('helcim-terminal').forEach((node) => node.remove());

  it('sends nothing without a session of its own', async () => {
    const shop = await reloaded(answer('open'));
    expect([shop.server.calls, shop.element.state]).to.deep.equal([['list'], 'idle']);
  });

  it('shows the session again, and announces its verdict once', async () => {
    await charged(answer('open'), { 'order-id': 'r1' });
    const waiting = await reloaded(answer('open'));
    expect([waiting.element.state, waiting.events]).to.deep.equal(['waiting', []]);
    const approved = await reloaded(answer('approved'));
    expect([approved.element.state, approved.events]).to.deep.equal(['approved', ['approved']]);
    const again = await reloaded(answer('approved'));
    expect([again.element.state, again.events]).to.deep.equal(['approved', []]);
    const reviewed = await reloaded(answer('review'));
    expect(reviewed.events).to.deep.equal(['review']);
    reviewed.element.reset();
    expect((await reloaded(answer('approved'))).element.state).to.equal('idle');
    for (const { server } of [waiting, approved, again, reviewed]) expect(server.count('start')).to.equal(0);
  });

  it('is locked while the server does not say, and free if it knows no such session', async () => {
    await charged(answer('open'), { 'order-id': 'r2' });
    const shop = await reloaded(new HelcimTerminalError('network'), 'r2');
    expect([shop.element.state, shop.events]).to.deep.equal(['unknown', ['unknown']]);
    expect(shop.text('error')).to.contain('No connection');
    shop.server.read = answer('approved');
    await until(() => shop.element.state === 'approved');
    await charged(answer('open'), { 'order-id': 'r3' });
    expect((await reloaded(refusal('session_not_found'), 'r3')).element.state).to.equal('idle');
    expect((await reloaded(answer('open'), 'r3')).server.count('read')).to.equal(0);
  });
});

describe('what a clerk may decide', () => {
  it('charges here although an online payment is open, after a question', async () => {
    const shop = await charged(refusal('online_payment_open'));
    expect(shop.events).to.deep.equal(['open', 'failed']);
    shop.press('Charge here instead');
    expect(shop.element.shadowRoot?.activeElement?.textContent).to.equal('Back');
    shop.press('Back');
    expect(shop.element.shadowRoot?.activeElement?.textContent).to.equal('Charge here instead');
    shop.press('Charge here instead');
    shop.server.started = answer('open');
    shop.press('Yes, charge here');
    await settled(shop.element);
    expect(shop.server.calls.filter((call) => call.startsWith('start'))).to.deep.equal([
      `start ${shop.element.orderId} JFHP`,
      `start ${shop.element.orderId} JFHP force`,
    ]);
    expect(shop.element.state).to.equal('waiting');
    expect(shop.element.shadowRoot?.activeElement).to.equal(shop.button);
  });

  it('releases an idle device, after a question, and only when the server allows it', async () => {
    const shop = await charged(answer('unknown'));
    expect(() => shop.press('The device is idle – release')).to.throw();
    shop.server.read = answer('unknown', { releasable: true });
    await until(() => shop.readable().includes('The device is idle – release'));
    shop.server.released = refusal('too_early');
    shop.press('The device is idle – release');
    expect(shop.server.count('release')).to.equal(0);
    shop.press('Yes, release it');
    await until(() => shop.text('error').includes('too early'));
    expect(shop.element.state).to.equal('unknown');
    shop.server.released = answer('superseded');
    shop.press('The device is idle – release');
    shop.press('Yes, release it');
    await until(() => shop.element.state === 'cancelled');
    expect(shop.text('status')).to.equal(
      'This request has ended. If the device still shows it, cancel it there.',
    );
  });

  const failures = [
    [refusal('not_allowed'), 'You are not allowed', 'Charge on terminal'],
    [refusal('device_busy'), 'The device is busy', 'Charge on terminal'],
    [refusal('device_not_paired'), 'This device is not paired.', 'Charge on terminal'],
    [refusal('device_unknown'), 'Helcim knows no such device.', 'Charge on terminal'],
    [refusal('order_not_found'), 'This order was not found.', 'Charge on terminal'],
    [refusal('device_refused'), 'The server refused', 'Charge on terminal'],
    [refusal('till_payment_open'), 'This order is being paid at a till already.', 'Check again'],
    [
      new HelcimTerminalError('busy', '', { retryAfterSeconds: 5 }),
      'The server is busy',
      'Charge on terminal',
    ],
    [new HelcimTerminalError('network'), 'The server did not answer.', 'Check again'],
    [new HelcimTerminalError('bad-answer'), 'The server did not answer.', 'Check again'],
    [new TypeError('own client'), 'The server did not answer.', 'Check again'],
  ] as const;
  for (const [error, text, button] of failures)
    it(`reads “${text}” after ${'reason' in error ? (error.reason ?? error.code) : error.name}`, async () => {
      const shop = await till();
      const reasons: (string | undefined)[] = [];
      const onFailed = ({ error: told }: HelcimTerminalEventMap['helcim-failed']) =>
        reasons.push(told.reason);
      shop.element.addEventListener('helcim-failed', onFailed);
      shop.server.started = error;
      await charge(shop);
      shop.element.removeEventListener('helcim-failed', onFailed);
      expect(reasons).to.deep.equal(['reason' in error ? error.reason : undefined]);
      expect([shop.element.state, shop.events]).to.deep.equal(['failed', ['open', 'failed']]);
      expect(shop.text('error')).to.contain(text);
      expect(shop.text('button')).to.equal(button);
      await until(() => shop.button.ariaDisabled === 'false');
      shop.server.started = answer('open');
      await charge(shop);
      expect(shop.element.state).to.equal('waiting');
    });
});

describe('devices of a till', () => {
  it('are chosen by name, and the last choice is remembered by its code alone', async () => {
    const server = new FakeTerminals();
    server.devices = [front, patio, { code: 'OLD1', paired: false }];
    const shop = await till({}, { server });
    const select = shop.find('select');
    expect([...select.options].map(({ text }) => text)).to.deep.equal([
      'Choose a device',
      'Front counter · JFHP',
      'Patio · XY7Z',
    ]);
    shop.button.click();
    expect(shop.element.shadowRoot?.activeElement).to.equal(select);
    expect(server.count('start')).to.equal(0);
    select.value = 'XY7Z';
    select.dispatchEvent(new Event('change'));
    await charge(shop);
    expect(server.calls).to.contain(`start ${shop.element.orderId} XY7Z`);
    expect(Object.entries(localStorage)).to.deep.equal([['helcim-terminal:device', 'XY7Z']]);
    const next = await till({}, { server });
    expect(next.find('select').value).to.equal('XY7Z');
  });

  it('work where storage is forbidden', async () => {
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage') as PropertyDescriptor;
    const forbidden = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    Object.defineProperty(window, 'sessionStorage', { configurable: true, get: forbidden });
    const shop = await charged(answer('approved'));
    Object.defineProperty(window, 'sessionStorage', own);
    expect(shop.element.state).to.equal('approved');
  });

  it('are paired by the code on their screen', async () => {
    const server = new FakeTerminals();
    server.devices = [];
    server.paired = front;
    const shop = await till({}, { server });
    const code = shop.find('#code');
    const type = async (text: string) => {
      code.value = text;
      code.dispatchEvent(new Event('input'));
      shop.press('Pair');
      await settled(shop.element);
    };
    for (const wrong of ['', 'JFH', 'JFHPX', 'J HP', 'JÉHP']) {
      await type(wrong);
      expect(shop.find('#hint').textContent, wrong).to.equal('A code has four letters or digits.');
      expect(code.ariaInvalid).to.equal('true');
      expect(shop.element.shadowRoot?.activeElement).to.equal(code);
    }
    expect(server.count('pair')).to.equal(0);
    for (const [reason, text] of [
      ['device_unknown', 'Helcim knows no such device.'],
      ['device_asleep', 'The device does not listen.'],
      ['not_allowed', 'You are not allowed'],
    ] as const) {
      server.paired = refusal(reason);
      await type('jfhp');
      expect(shop.find('#hint').textContent).to.contain(text);
    }
    server.paired = front;
    shop.find('#name').value = ' Front counter ';
    await type(' jfhp ');
    expect(server.calls.at(-1)).to.equal('pair JFHP Front counter');
    expect(shop.text('device')).to.contain('Front counterJFHP');
    expect(shop.text('status')).to.equal('The device is paired.');
    expect(shop.element.shadowRoot?.activeElement).to.equal(shop.button);
  });

  it('take a signal, and are unpaired after a question', async () => {
    const shop = await till();
    shop.press('Device options');
    shop.server.pinged = refusal('device_not_listening');
    shop.press('Send a signal');
    await settled(shop.element);
    expect(shop.text('error')).to.contain('did not hear');
    shop.server.pinged = undefined;
    shop.press('Send a signal');
    await settled(shop.element);
    expect([shop.text('status'), shop.text('error')]).to.deep.equal(['The device shows a message.', '']);
    shop.press('Unpair');
    expect(shop.server.count('unpair')).to.equal(0);
    shop.press('Unpair');
    await settled(shop.element);
    expect(shop.server.calls.slice(2)).to.deep.equal(['ping JFHP', 'ping JFHP', 'unpair JFHP']);
    expect(shop.text('status')).to.equal('The device is unpaired.');
    expect(shop.find('form').checkVisibility()).to.equal(true);
  });

  it('are fixed by the device attribute, even if they cannot be listed', async () => {
    const server = new FakeTerminals();
    server.devices = new HelcimTerminalError('network');
    const shop = await till({ device: ' xy7z' }, { server });
    expect(shop.text('device')).to.contain('XY7Z');
    expect(shop.text('error')).to.equal('The devices could not be loaded.');
    await charge(shop);
    expect(server.calls).to.contain(`start ${shop.element.orderId} XY7Z`);
    const unpaired = await till({ device: 'NEW1' });
    unpaired.server.paired = { code: 'NEW1', name: 'New', paired: true };
    unpaired.press('Pair this device');
    await settled(unpaired.element);
    expect(unpaired.server.calls.at(-1)).to.equal('pair NEW1');
    expect(unpaired.text('device')).to.contain('New');
  });

  it('are loaded again after a failure', async () => {
    const server = new FakeTerminals();
    server.devices = new HelcimTerminalError('network');
    const shop = await till({}, { server });
    expect(shop.button.ariaDisabled).to.equal('true');
    server.devices = [front];
    shop.press('Load again');
    await settled(shop.element);
    expect([shop.text('error'), shop.button.ariaDisabled]).to.deep.equal(['', 'false']);
  });
});

/** What no one may read when somebody may have been charged. */
const denial =
  /(not|n’t|never|no|without) (been )?(a )?charge(?<!do not charge)|no money|pas (été )?(débité|facturé|encaissé|payé)|aucun (frais|paiement|montant)/i;
const invitation =
  /charge|try again(?! on the device)|retry|encaisse|réessayer(?! sur le terminal)|recommence/i;
const warning = /do not charge again|n’encaissez pas de nouveau/gi;

describe('what a clerk reads', () => {
  for (const language of ['en', 'fr-CA']) {
    it(`never denies a charge, and is plain, in ${language}`, () => {
      const texts = terminalMessagesFor(language);
      for (const [key, text] of Object.entries(texts)) {
        expect(text.trim(), key).to.equal(text);
        expect(text, key).to.not.equal('');
        expect(text.replace(warning, ''), key).to.not.match(denial);
        expect(text, key).to.not.match(/[<>]/);
        if (language !== 'en') expect(text, key).to.not.equal(terminalMessagesFor('en')[key as 'charge']);
      }
      expect(Object.keys(texts)).to.deep.equal(Object.keys(terminalMessagesFor('en')));
    });

    it(`invites nobody to charge again before the payment is decided, in ${language}`, async () => {
      const offline = new HelcimTerminalError('network');
      for (const [started, read] of [
        [answer('open'), answer('open')],
        [answer('open'), offline],
        [answer('open', { declines: 1 }), refusal('not_allowed')],
        [answer('unknown', { releasable: true }), answer('unknown', { releasable: true })],
        [answer('unknown'), offline],
        [answer('review'), answer('review')],
        [answer('approved'), answer('approved')],
        [offline, offline],
      ]) {
        const shop = await till({ lang: language });
        shop.server.started = started as typeof shop.server.started;
        shop.server.read = read as typeof shop.server.read;
        await charge(shop);
        await pause(20);
        await settled(shop.element);
        const texts = shop.readable().replace(warning, '');
        expect(texts).to.not.equal('');
        expect(texts).to.not.match(invitation);
        expect(texts).to.not.match(denial);
        shop.element.remove();
      }
    });
  }

  it('is in one polite live region, whose nodes stay', async () => {
    const shop = await charged(answer('open'));
    const root = shop.element.shadowRoot as ShadowRoot;
    const live = [...root.querySelectorAll('[role=status], [role=alert], [aria-live]')];
    expect(live.map(({ role }) => role)).to.deep.equal(['status']);
    const said = root.querySelector('[part=status] b')?.firstChild;
    await until(() => shop.server.count('read') > 2);
    expect(root.querySelector('[part=status] b')?.firstChild).to.equal(said);
  });

  it('can be replaced by the page, text by text', async () => {
    const shop = await till();
    shop.element.messages = { charge: 'Send to counter' };
    await settled(shop.element);
    expect(shop.text('button')).to.equal('Send to counter');
  });
});

describe('the look of a till', () => {
  it('passes axe in every kind of state, light and dark', async () => {
    const server = new FakeTerminals();
    server.devices = [front, patio];
    for (const scheme of ['light', 'dark']) {
      const page = document.createElement('main');
      page.style.cssText = `color-scheme:${scheme};background:Canvas;color:CanvasText;padding:16px`;
      document.body.append(page);
      const choosing = await till({}, { server, parent: page });
      choosing.press('Device options');
      choosing.press('Pair another device');
      for (const started of [
        answer('open'),
        answer('approved'),
        answer('unknown', { releasable: true }),
        refusal('device_busy'),
      ]) {
        const shop = await till({}, { parent: page });
        shop.server.started = shop.server.read = started;
        await charge(shop);
      }
      await expect(page).to.be.accessible();
      page.remove();
    }
  }).timeout(30_000);

  it('fits 320 px, with nothing to press below 44 px', async () => {
    await setViewport({ width: 320, height: 800 });
    for (const lang of ['en', 'fr-CA']) {
      const server = new FakeTerminals();
      server.devices = [front, { ...patio, name: 'The long counter beside the greenhouse at the back' }];
      const idle = await till({ lang }, { server });
      idle.press(terminalMessagesFor(lang).options);
      idle.press(terminalMessagesFor(lang).pairAnother);
      const released = await charged(answer('unknown', { releasable: true }), { lang });
      released.press(terminalMessagesFor(lang).release);
      for (const { element } of [idle, released]) {
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
        expect(element.shadowRoot?.querySelector('[part=button]')?.clientWidth).to.be.below(
          element.clientWidth,
        );
        const targets = element.shadowRoot?.querySelectorAll('button, input, select') ?? [];
        for (const target of targets)
          if (target.checkVisibility()) {
            const { width, height } = target.getBoundingClientRect();
            expect(Math.min(width, height), target.outerHTML).to.be.at.least(44);
          }
        element.remove();
      }
    }
    await setViewport({ width: 1280, height: 800 });
  });

  it('works with the keyboard, and keeps the focus on its button', async () => {
    const shop = await till();
    shop.element.focus();
    await sendKeys({ press: 'Enter' });
    await until(() => shop.element.state === 'waiting');
    shop.server.read = answer('approved');
    await until(() => shop.element.state === 'approved');
    await settled(shop.element);
    expect(shop.element.shadowRoot?.activeElement).to.equal(shop.button);
  });
});

describe('the client of a till', () => {
  const realFetch = globalThis.fetch;
  afterEach(() => void (globalThis.fetch = realFetch));
  const requests: string[] = [];
  const reply = (status: number, body: unknown, headers: Record<string, string> = {}) => {
    requests.length = 0;
    globalThis.fetch = (input, init) => {
      requests.push([init?.method, input, init?.body].map(String).join(' '));
      return Promise.resolve(new Response(JSON.stringify(body), { status, headers }));
    };
    return createTerminalClient('http://till.example/pay', 'include', { 'x-clerk': 'ada' });
  };

  it('speaks the routes of the server', async () => {
    const client = reply(200, { ...answer('open'), devices: [front], device: front });
    expect(await client.listDevices()).to.deep.equal([front]);
    expect(await client.pairDevice('JFHP', 'Front')).to.deep.equal(front);
    await client.unpairDevice('JF/P');
    await client.pingDevice('JFHP');
    await client.startSession('o1', 'JFHP', false);
    await client.startSession('o1', 'JFHP', true);
    await client.readSession('s 1');
    await client.releaseSession('s1');
    expect(requests.map((line) => line.replace('http://till.example/pay', ''))).to.deep.equal([
      'GET /devices null',
      'POST /devices {"code":"JFHP","name":"Front"}',
      'DELETE /devices/JF%2FP null',
      'POST /devices/JFHP/ping {}',
      'POST /sessions {"orderId":"o1","device":"JFHP"}',
      'POST /sessions {"orderId":"o1","device":"JFHP","force":true}',
      'GET /sessions/s%201 null',
      'POST /sessions/s1/release {"deviceIsIdle":true}',
    ]);
  });

  it('takes a conflict with an outcome for an answer', async () => {
    const client = reply(409, answer('approved'));
    expect((await client.startSession('o1', 'JFHP', false)).outcome).to.equal('approved');
  });

  const refusals = [
    [403, { error: { code: 'forbidden' } }, 'refused', 'not_allowed'],
    [409, { error: { code: 'device_busy' } }, 'refused', 'device_busy'],
    [409, { sessionId: 's1', outcome: 'teapot', error: { code: 'device_busy' } }, 'refused', 'device_busy'],
    [503, {}, 'busy', undefined],
    [429, {}, 'busy', undefined],
    [500, { error: { code: 'internal' } }, 'bad-answer', undefined],
    [502, { error: { code: 'device_refused' } }, 'refused', 'device_refused'],
    [200, { sessionId: 1 }, 'bad-answer', undefined],
    [200, null, 'bad-answer', undefined],
  ] as const;
  for (const [status, body, code, reason] of refusals)
    it(`reads ${status} ${JSON.stringify(body)} as ${reason ?? code}`, async () => {
      const error: unknown = await reply(status, body)
        .startSession('o1', 'JFHP', false)
        .catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(HelcimTerminalError);
      const { code: read, reason: why, retryAfterSeconds } = error as HelcimTerminalError;
      expect([read, why, retryAfterSeconds]).to.deep.equal([code, reason, code === 'busy' ? 5 : undefined]);
    });
});
