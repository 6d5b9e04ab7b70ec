import { expect } from '@open-wc/testing';
import { HelcimCheckoutError } from '../../packages/element/src/index.js';
import {
  checkout,
  FakeServer,
  message,
  modalFrame,
  modalSays,
  openByClick,
  pause,
  shortenPauses,
  success,
  tidy,
  until,
  verdict,
} from './support.js';

afterEach(tidy);

const parkedKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith('helcim-checkout:'));
const offline = () => new HelcimCheckoutError('network');

describe('a result the server does not take at once', () => {
  let restore: () => void;
  beforeEach(() => (restore = shortenPauses()));
  afterEach(() => restore());

  it('waits in sessionStorage and is sent again until it is answered, then deleted', async () => {
    const shop = await checkout();
    shop.server.result = offline();
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.server.results.length >= 3);
    expect(parkedKeys()).to.deep.equal(['helcim-checkout:s1']);
    shop.server.result = verdict('approved');
    await until(() => shop.element.state === 'approved');
    expect(parkedKeys()).to.deep.equal([]);
    expect(new Set(shop.server.results)).to.deep.equal(new Set([success]));
  });

  it('becomes unknown, locks the button, and still becomes approved by a later answer', async () => {
    const shop = await checkout();
    shop.server.result = offline();
    shop.server.status = offline();
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'unknown');
    expect(modalFrame()).to.equal(null);
    shop.button.click();
    shop.element.reset();
    expect(shop.element.state).to.equal('unknown');
    shop.server.result = verdict('approved');
    await until(() => shop.element.state === 'approved');
    await pause(50);
    expect(shop.events.slice(2)).to.deep.equal(['helcim-unknown', 'helcim-approved']);
  });

  it('is settled by a look at the session, should the report never get through', async () => {
    const shop = await checkout();
    shop.server.result = offline();
    shop.server.status = verdict('approved');
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    expect(shop.events.slice(2)).to.deep.equal(['helcim-unknown', 'helcim-approved']);
    shop.server.result = verdict('approved');
    await until(() => parkedKeys().length === 0);
  });

  it('is unknown, never cancelled, when the server refuses it', async () => {
    const shop = await checkout();
    shop.server.result = new HelcimCheckoutError('refused');
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'unknown');
    expect(parkedKeys()).to.deep.equal([]);
    await until(() => shop.server.calls.filter((call) => call.startsWith('status')).length >= 2);
    expect(shop.element.state).to.equal('unknown');
  });

  for (const outcome of ['expired', 'superseded'] as const)
    it(`stays unknown, locked and asked about when the session is ${outcome}, until it is settled`, async () => {
      const shop = await checkout();
      shop.server.result = new HelcimCheckoutError('refused');
      shop.server.status = verdict(outcome);
      await openByClick(shop);
      await modalSays(message('SUCCESS', success));
      await until(() => shop.server.calls.filter((call) => call.startsWith('status')).length >= 3);
      expect(shop.element.state).to.equal('unknown');
      expect(shop.button.ariaDisabled).to.equal('true');
      expect(shop.events.slice(2)).to.deep.equal(['helcim-unknown']);
      shop.server.status = verdict('review');
      await until(() => shop.element.state === 'review');
      expect(shop.events.slice(2)).to.deep.equal(['helcim-unknown', 'helcim-review']);
    });

  it('is over when the bank has sent the payment back', async () => {
    const shop = await checkout();
    shop.server.result = verdict('returned');
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'idle');
    expect(shop.events.slice(2)).to.deep.equal(['helcim-cancelled']);
  });

  it('is sent at once when the browser is online again', async () => {
    restore();
    const shop = await checkout();
    shop.server.result = offline();
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.server.results.length === 1);
    await pause(20);
    shop.server.result = verdict('approved');
    const before = Date.now();
    window.dispatchEvent(new Event('online'));
    await until(() => shop.element.state === 'approved');
    expect(Date.now() - before).to.be.below(900);
  });

  it('is sent by the next page, which then shows the verdict', async () => {
    const parked = {
      endpoint: 'sessionClient',
      orderId: 'mine',
      sessionId: 's9',
      eventMessage: { a: 'ł' },
      parkedAt: Date.now(),
    };
    sessionStorage.setItem('helcim-checkout:s9', JSON.stringify(parked));
    const server = new FakeServer();
    server.result = { ...verdict('approved'), sessionId: 's9' };
    const shop = await checkout({ 'order-id': 'mine' }, { server });
    await until(() => shop.element.state === 'approved');
    expect(server.results).to.deep.equal([{ a: 'ł' }]);
    expect(shop.events).to.deep.equal(['helcim-approved']);
    expect(parkedKeys()).to.deep.equal([]);
  });

  it('is sent by the next page for another order too, without a word', async () => {
    const parked = {
      endpoint: 'sessionClient',
      orderId: 'other',
      sessionId: 's8',
      eventMessage: 'x',
      parkedAt: Date.now(),
    };
    sessionStorage.setItem('helcim-checkout:s8', JSON.stringify(parked));
    const shop = await checkout();
    await until(() => parkedKeys().length === 0);
    expect(shop.server.calls).to.deep.equal(['result s8']);
    expect(shop.events).to.deep.equal([]);
  });

  it('is left alone if it belongs to another server, and deleted after 70 minutes', async () => {
    const minute = 60_000;
    const park = (sessionId: string, endpoint: string, age: number) =>
      sessionStorage.setItem(
        `helcim-checkout:${sessionId}`,
        JSON.stringify({ endpoint, orderId: 'o', sessionId, eventMessage: 'x', parkedAt: Date.now() - age }),
      );
    park('elsewhere', 'https://other.example/pay', minute);
    park('old', 'sessionClient', 71 * minute);
    const shop = await checkout();
    await pause(20);
    expect(parkedKeys()).to.deep.equal(['helcim-checkout:elsewhere']);
    expect(shop.server.calls).to.deep.equal([]);
  });

  it('is not held back by entries that cannot be read, which are deleted', async () => {
    const good = { endpoint: 'sessionClient', orderId: 'x', sessionId: 's7', eventMessage: 'm' };
    for (const bad of ['{', 'null', '5', JSON.stringify({ ...good, parkedAt: 'NaN' })])
      sessionStorage.setItem(`helcim-checkout:${bad}`, bad);
    sessionStorage.setItem('helcim-checkout:s7', JSON.stringify({ ...good, parkedAt: Date.now() }));
    const shop = await checkout();
    await until(() => parkedKeys().length === 0);
    expect(shop.server.calls).to.deep.equal(['result s7']);
  });

  it('is sent when order or server are set after the first update', async () => {
    const parked = { endpoint: 'sessionClient', orderId: 'later', sessionId: 's6', eventMessage: 'm' };
    sessionStorage.setItem('helcim-checkout:s6', JSON.stringify({ ...parked, parkedAt: Date.now() }));
    const server = new FakeServer();
    server.result = { ...verdict('approved'), sessionId: 's6' };
    const element = document.createElement('helcim-checkout');
    document.body.append(element);
    await element.updateComplete;
    element.sessionClient = server;
    element.orderId = 'later';
    await until(() => element.state === 'approved');
    element.remove();
  });

  it('is sent once, however many elements find it', async () => {
    const parked = { endpoint: 'sessionClient', orderId: 'x', sessionId: 's5', eventMessage: 'm' };
    sessionStorage.setItem('helcim-checkout:s5', JSON.stringify({ ...parked, parkedAt: Date.now() }));
    const server = new FakeServer();
    server.result = () => pause(100).then(() => verdict('approved'));
    await checkout({}, { server });
    await checkout({}, { server });
    await until(() => parkedKeys().length === 0);
    expect(server.calls).to.deep.equal(['result s5']);
  });

  it('needs no storage: one that throws is tolerated', async () => {
    const setItem = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem') ?? {};
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const shop = await checkout();
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    Object.defineProperty(Storage.prototype, 'setItem', setItem);
  });
});

describe('an unknown payment', () => {
  it('is asked about until it is known', async () => {
    const restore = shortenPauses();
    const shop = await checkout();
    shop.server.create = verdict('unknown');
    shop.server.status = verdict('unknown');
    shop.button.click();
    await until(() => shop.server.calls.filter((call) => call.startsWith('status')).length >= 3);
    expect(shop.text('status')).to.contain('HC-7');
    shop.server.status = verdict('review');
    await until(() => shop.element.state === 'review');
    expect(shop.events).to.deep.equal(['helcim-open', 'helcim-unknown', 'helcim-review']);
    restore();
  });

  it('is asked about by one poller, even if a late result makes it unknown again', async () => {
    const first: number[] = [];
    const { setTimeout: shortened } = globalThis;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms?: number, ...values: unknown[]) => {
        if (ms === 3_000) first.push(ms);
        return shortened(run, ms === 3_000 ? 30_000 : ms, ...values);
      },
    });
    const shop = await checkout();
    // A session of its own: a result of an earlier test's may still be on its way.
    Object.assign(shop.server.create, { sessionId: 's4' });
    shop.server.status = offline();
    shop.server.result = new HelcimCheckoutError('refused');
    await openByClick(shop);
    await modalSays(message('HIDE'), message('SUCCESS', success));
    await until(() => shop.server.results.length === 1 && shop.element.state === 'unknown');
    await pause(20);
    expect(first).to.have.length(1);
    Object.assign(globalThis, { setTimeout: shortened });
  });

  it('is asked about for half an hour if the element is removed, and again once it is back', async () => {
    const shop = await checkout();
    shop.server.create = verdict('unknown');
    shop.server.status = verdict('unknown');
    const { setTimeout: shortened } = globalThis;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms = 0, ...values: unknown[]) =>
        shortened(run, ms >= 1_000 ? 1 : ms, ...values),
    });
    await shop.element.open();
    shop.element.remove();
    const asked = () => shop.server.calls.filter((call) => call.startsWith('status')).length;
    await until(() => asked() >= 29);
    await pause(100);
    expect(asked()).to.be.at.most(30);
    shop.server.status = verdict('approved');
    document.body.append(shop.element);
    await until(() => shop.element.state === 'approved');
    Object.assign(globalThis, { setTimeout: shortened });
  });

  it('can be asked about by the page', async () => {
    const shop = await checkout();
    expect(await shop.element.checkStatus()).to.equal('idle');
    expect(shop.server.calls).to.deep.equal([]);
    shop.server.create = verdict('unknown');
    await shop.element.open();
    shop.server.status = verdict('approved');
    expect(await shop.element.checkStatus()).to.equal('approved');
    await shop.element.checkStatus();
    expect(shop.events.filter((name) => name === 'helcim-approved')).to.have.length(1);
  });
});

describe('a page that comes back from the back/forward cache', () => {
  const comeBack = () => {
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  };

  it('asks the server about a known session', async () => {
    const shop = await checkout();
    await openByClick(shop);
    shop.server.status = verdict('approved');
    comeBack();
    await until(() => shop.element.state === 'approved');
    expect(modalFrame()).to.equal(null);
  });

  it('frees a button that was starting', async () => {
    const shop = await checkout();
    shop.server.create = () => new Promise(() => undefined);
    shop.button.click();
    comeBack();
    expect(shop.element.state).to.equal('idle');
  });

  it('does not repeat the event of a settled payment', async () => {
    const shop = await checkout();
    shop.server.create = verdict('approved');
    await shop.element.open();
    comeBack();
    await pause(20);
    expect(shop.events).to.deep.equal(['helcim-open', 'helcim-approved']);
  });
});

describe('two elements of one order, as in two tabs', () => {
  it('both show a payment that one of them made; only that one announces it', async () => {
    const payer = await checkout({ 'order-id': 'shared' });
    const other = await checkout({ 'order-id': 'shared' });
    other.server.status = verdict('approved');
    await openByClick(payer);
    await modalSays(message('SUCCESS', success));
    await until(() => payer.element.state === 'approved');
    await until(() => other.element.state === 'approved');
    expect(other.events).to.deep.equal([]);
    expect(other.server.calls).to.deep.equal(['status s1']);
    await pause(30);
    expect(payer.server.calls).to.have.length(2);
  });

  it('closes the modal of a session that the other has superseded', async () => {
    const older = await checkout({ 'order-id': 'repriced' });
    await openByClick(older);
    older.server.status = verdict('superseded');
    const channel = new BroadcastChannel('helcim-checkout');
    channel.postMessage({ key: 'sessionClient repriced', sessionId: 's2', settled: false });
    await until(() => older.element.state === 'idle');
    expect(modalFrame()).to.equal(null);
    expect(older.events.at(-1)).to.equal('helcim-cancelled');
    channel.close();
  });

  it('hears nothing of other orders', async () => {
    const shop = await checkout();
    await openByClick(shop);
    const channel = new BroadcastChannel('helcim-checkout');
    channel.postMessage({ key: 'sessionClient another', sessionId: 's2', settled: true });
    await pause(30);
    expect(shop.server.calls).to.have.length(1);
    channel.close();
  });
});
