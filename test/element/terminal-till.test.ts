import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { createTerminalClient, HelcimTerminalError } from '../../packages/element/src/terminal/index.js';
import { terminalMessagesFor } from '../../packages/element/src/terminal/terminal-messages.js';
import { pause, shortenPauses, until } from './support.js';
import {
  answer,
  charge,
  charged,
  FakeTerminals,
  front,
  patio,
  refusal,
  settled,
  till,
  tidyTills,
} from './terminal-support.js';

let restorePauses: () => void;
beforeEach(() => (restorePauses = shortenPauses()));
afterEach(() => {
  restorePauses();
  tidyTills();
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
    shop.server.pinged = refusal('device_asleep');
    shop.press('Send a signal');
    await settled(shop.element);
    expect(shop.text('error')).to.contain('The device does not listen. Wake it, log in');
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

  it('reads which sale is in the way, and nothing from half of it', async () => {
    const sale = { orderId: 'o7', reference: 'HC-7', device: 'XY7Z' };
    for (const [sent, read] of [
      [sale, sale],
      [{ ...sale, device: '' }, undefined],
      [undefined, undefined],
    ]) {
      const error: unknown = await reply(409, { error: { code: 'device_busy', sale: sent } })
        .startSession('o1', 'JFHP', false)
        .catch((caught: unknown) => caught);
      expect((error as HelcimTerminalError).sale).to.deep.equal(read);
    }
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
