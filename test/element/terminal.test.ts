import { expect } from '@open-wc/testing';
import {
  HelcimTerminal,
  HelcimTerminalError,
  type HelcimTerminalEventMap,
} from '../../packages/element/src/terminal/index.js';
import { pause, shortenPauses, until } from './support.js';
import {
  answer,
  charge,
  charged,
  FakeTerminals,
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
    [answer('superseded'), 'cancelled', ['cancelled'], 'Charge on terminal$49.99', 'This request has ended.'],
    [answer('asleep'), 'asleep', ['failed'], 'Charge on terminal$49.99', 'Wake it, log in'],
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

  it('says of a device that does not listen why this attempt has ended, and that the next may work', async () => {
    const shop = await till();
    const errors: HelcimTerminalError[] = [];
    shop.element.addEventListener('helcim-failed', ({ error }) => errors.push(error));
    shop.server.started = answer('asleep');
    await charge(shop);
    const told = errors.map(({ code, reason, recoverable }) => [code, reason, recoverable]);
    expect(told).to.deep.equal([['refused', 'device_asleep', true]]);
    expect(errors[0]?.docUrl).to.contain('#terminal-errors');
    expect(shop.text('error')).to.equal('');
    shop.server.started = answer('open');
    await charge(shop);
    expect(shop.element.state).to.equal('waiting');
    expect(refusal('device_busy').recoverable).to.equal(false);
  });

  it('sends the clerk of an unknown payment to its device, and says from when it may be released', async () => {
    const releasableAt = new Date(2026, 0, 20, 14, 32, 10).getTime();
    for (const [lang, look, from] of [
      [
        'en',
        'Look at device JFHP: if it shows the payment',
        /From 2:33\u00a0p\.m\. on you can release it\.$/,
      ],
      [
        'fr-CA',
        'Regardez le terminal JFHP : s’il affiche le paiement',
        /Dès 14\u00a0h\u00a033, vous pourrez le libérer\.$/,
      ],
    ] as const) {
      const shop = await charged(answer('unknown', { releasableAt }), { lang });
      expect(shop.text('status')).to.contain(look);
      expect(shop.text('status')).to.match(from);
      shop.server.read = answer('unknown', { releasableAt, releasable: true });
      await until(() => !from.test(shop.text('status')));
      expect(shop.text('status')).to.contain(look);
      shop.element.remove();
    }
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

  const sale = { orderId: 'o-7', reference: 'HC-7', device: 'XY7Z' };
  const named = (reason: string, more = sale) =>
    new HelcimTerminalError('refused', reason, { reason, sale: more });
  const failures = [
    [named('device_busy'), 'Device XY7Z is busy with order o-7 (HC-7).', 'Charge on terminal'],
    [named('till_payment_open'), 'This order is being paid on device XY7Z (HC-7).', 'Check again'],
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
