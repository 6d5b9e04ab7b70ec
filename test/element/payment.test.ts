import { expect } from '@open-wc/testing';
import { type HelcimCheckout, HelcimCheckoutError } from '../../packages/element/src/index.js';
import {
  checkout,
  declined,
  FakeServer,
  message,
  modalFrame,
  modalOrigin,
  modalSays,
  openByClick,
  pause,
  success,
  tidy,
  until,
  verdict,
} from './support.js';

afterEach(tidy);

describe('a payment', () => {
  it('goes from the click over the modal to the server’s verdict', async () => {
    const shop = await checkout();
    expect(shop.element.state).to.equal('idle');
    await openByClick(shop);
    expect(modalFrame()?.src).to.contain('abcdefghij0123456789AB&allowExit');
    expect(shop.text('amount')).to.equal('$49.99');
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    expect(shop.events).to.deep.equal(['helcim-open', 'helcim-opened', 'helcim-approved']);
    expect(shop.states).to.deep.equal(['starting', 'open', 'confirming', 'approved']);
    expect(modalFrame()).to.equal(null);
    expect(shop.text('status')).to.equal('Payment approved. Thank you! Reference: HC-7F2K9QXW3M5N8R4T');
  });

  it('asks nothing of the server when the page loads', async () => {
    const { server, element } = await checkout();
    element.remove();
    document.body.append(element);
    await pause(20);
    expect(server.calls).to.deep.equal([]);
  });

  it('hands the result over untouched: text stays text, an object stays the object', async () => {
    const object = { data: { data: { transactionId: '7', cardHolderName: 'Łukasz 李' }, hash: 'b' } };
    for (const result of [success, object]) {
      const shop = await checkout();
      await openByClick(shop);
      await modalSays(message('SUCCESS', result));
      await until(() => shop.element.state === 'approved');
      expect(shop.server.results).to.deep.equal([result]);
      shop.element.remove();
    }
  });

  it('reads a message that is itself JSON text', async () => {
    const shop = await checkout();
    await openByClick(shop);
    await modalSays(JSON.stringify(message('SUCCESS', success)));
    await until(() => shop.element.state === 'approved');
    expect(shop.server.results).to.deep.equal([success]);
  });

  it('keeps the modal after a decline and takes another card', async () => {
    const shop = await checkout();
    await openByClick(shop);
    await modalSays(message('ABORTED', declined));
    await until(() => shop.element.state === 'declined');
    expect(modalFrame()).to.not.equal(null);
    await modalSays(message('ABORTED', declined));
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    expect(shop.events.filter((name) => name === 'helcim-declined')).to.have.length(2);
    expect(shop.events.at(-1)).to.equal('helcim-approved');
  });

  it('says one close after a decline and takes a new click', async () => {
    const shop = await checkout();
    await openByClick(shop);
    await modalSays(message('ABORTED', declined), message('HIDE'));
    await until(() => shop.element.state === 'idle');
    await pause(30);
    expect(shop.events.filter((name) => name === 'helcim-cancelled')).to.have.length(1);
    expect(shop.server.calls.filter((call) => call.startsWith('status'))).to.have.length(1);
    await openByClick(shop);
  });

  it('asks the server once when the modal hides, and believes it', async () => {
    const cases = [
      ['open', 'idle', 'helcim-cancelled'],
      ['approved', 'approved', 'helcim-approved'],
      ['pending', 'pending', 'helcim-pending'],
      ['review', 'review', 'helcim-review'],
      ['unknown', 'unknown', 'helcim-unknown'],
      ['expired', 'idle', 'helcim-cancelled'],
      ['superseded', 'idle', 'helcim-cancelled'],
    ] as const;
    for (const [outcome, state, event] of cases) {
      const shop = await checkout();
      shop.server.status = verdict(outcome);
      await openByClick(shop);
      await modalSays(message('HIDE'));
      await until(() => shop.element.state === state, outcome);
      expect(shop.states).to.deep.equal(['starting', 'open', 'confirming', state]);
      expect(shop.events.slice(2)).to.deep.equal([event]);
      expect(shop.server.calls.filter((call) => call.startsWith('status'))).to.have.length(1);
      shop.element.remove();
    }
  });

  it('is unknown, not cancelled, when the server cannot be asked', async () => {
    const shop = await checkout();
    shop.server.status = new HelcimCheckoutError('network');
    await openByClick(shop);
    await modalSays(message('HIDE'));
    await until(() => shop.element.state === 'unknown');
    shop.button.click();
    expect(shop.element.state).to.equal('unknown');
    expect(shop.text('status')).to.match(/do not pay again/);
  });

  it('does not take HIDE after SUCCESS for a cancel', async () => {
    const shop = await checkout();
    await openByClick(shop);
    await modalSays(message('SUCCESS', success), message('HIDE'));
    await until(() => shop.element.state === 'approved');
    await pause(30);
    expect(shop.events.at(-1)).to.equal('helcim-approved');
    expect(shop.server.calls).to.deep.equal([`create ${shop.element.orderId}`, 'result s1']);
  });

  it('takes the SUCCESS that arrives after HIDE', async () => {
    const shop = await checkout();
    await openByClick(shop);
    await modalSays(message('HIDE'), message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    expect(shop.server.results).to.deep.equal([success]);
    expect(shop.events.at(-1)).to.equal('helcim-approved');
  });

  it('takes the SUCCESS that arrives after HIDE and a new click', async () => {
    // Of its own: the modals of earlier tests still listen for their late messages, and those without a source may be theirs.
    const token = 'c0ffee'.padEnd(22, '0');
    const server = new FakeServer();
    server.create = { ...verdict('open'), checkoutToken: token, expiresInSeconds: 3600 };
    const shop = await checkout({}, { server });
    await openByClick(shop);
    const frame = modalFrame();
    const gone = frame?.contentWindow;
    let asked = 0;
    shop.element.addEventListener('helcim-cancelled', () => {
      shop.server.create = () => {
        asked += 1;
        return new Promise(() => undefined);
      };
      void shop.element.open();
    });
    expect(gone).to.not.equal(null);
    await modalSays(message('HIDE', '', token));
    await until(() => asked === 1);
    window.dispatchEvent(
      new MessageEvent('message', {
        origin: modalOrigin,
        source: null,
        data: message('SUCCESS', success, token),
      }),
    );
    await until(() => shop.element.state === 'approved');
    expect(shop.server.results).to.deep.equal([success]);
    expect(modalFrame()).to.equal(null);
  });

  it('does not leave the page once a listener has reset the element or changed its order', async () => {
    for (const react of [
      (element: HelcimCheckout) => element.reset(),
      (element: HelcimCheckout) => (element.orderId = 'the next'),
    ]) {
      const shop = await checkout({ 'success-url': '#stale' });
      shop.element.addEventListener('helcim-approved', () => react(shop.element));
      await openByClick(shop);
      await modalSays(message('SUCCESS', success));
      await until(() => shop.events.includes('helcim-approved') && shop.element.state === 'idle');
      await pause(20);
      expect(location.hash).to.equal('');
    }
  });

  it('fails over an open modal dialog, which would make Helcim’s window inert', async () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    const shop = await checkout({}, { parent: dialog });
    dialog.showModal();
    let error: HelcimCheckoutError | undefined;
    shop.element.addEventListener('helcim-failed', (event) => (error = event.error));
    await shop.element.open();
    expect(error?.code).to.equal('configuration');
    expect(shop.text('error')).to.equal('A modal dialog is open.');
    expect(shop.server.calls).to.deep.equal([]);
    dialog.close();
    dialog.show();
    await openByClick(shop);
    dialog.remove();
  });

  it('sends a repeated SUCCESS once', async () => {
    const shop = await checkout();
    shop.server.result = () => pause(50).then(() => verdict('approved'));
    await openByClick(shop);
    await modalSays(message('SUCCESS', success), message('SUCCESS', success), message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    expect(shop.server.results).to.have.length(1);
  });

  it('shows Helcim’s receipt until it is closed, then goes on', async () => {
    const shop = await checkout({ 'success-url': '#thanks' });
    shop.server.result = { ...verdict('approved'), confirmationScreen: true };
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    expect(modalFrame()).to.not.equal(null);
    expect(location.hash).to.equal('');
    await modalSays(message('HIDE'));
    await until(() => location.hash === '#thanks');
    expect(modalFrame()).to.equal(null);
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('goes to success-url after the event, and only after an approval', async () => {
    const shop = await checkout({ 'success-url': '#paid' });
    let hashAtEvent = '';
    shop.element.addEventListener('helcim-approved', () => (hashAtEvent = location.hash));
    await openByClick(shop);
    await modalSays(message('SUCCESS', success));
    await until(() => location.hash === '#paid');
    expect(hashAtEvent).to.equal('');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('ignores a success-url that is neither http nor https and says so', async () => {
    for (const bad of ['javascript:globalThis.hacked=1', 'data:text/html,x', 'http://[']) {
      const shop = await checkout({ 'success-url': bad });
      let code = '';
      shop.element.addEventListener('helcim-failed', ({ error }) => (code = error.code));
      await openByClick(shop);
      expect(code).to.equal('success-url');
      await modalSays(message('SUCCESS', success));
      await until(() => shop.element.state === 'approved');
      expect('hacked' in globalThis).to.equal(false);
      shop.element.remove();
    }
  });

  it('does not open when helcim-open is prevented', async () => {
    const shop = await checkout();
    shop.element.addEventListener('helcim-open', (event) => event.preventDefault());
    shop.button.click();
    await pause(20);
    expect(shop.element.state).to.equal('idle');
    expect(shop.server.calls).to.deep.equal([]);
  });

  it('asks for one session, however fast the clicks', async () => {
    const shop = await checkout();
    for (let clicks = 0; clicks < 5; clicks++) shop.button.click();
    await until(() => shop.element.state === 'open');
    shop.button.click();
    expect(shop.server.calls).to.have.length(1);
    expect(document.querySelectorAll('#helcimPayIframe')).to.have.length(1);
  });

  it('answers a click on a settled order with the server’s word', async () => {
    for (const outcome of ['approved', 'pending', 'review', 'unknown'] as const) {
      const shop = await checkout();
      shop.server.create = verdict(outcome);
      shop.button.click();
      await until(() => shop.element.state === outcome);
      expect(shop.events).to.deep.equal(['helcim-open', `helcim-${outcome}`]);
      expect(modalFrame()).to.equal(null);
      shop.element.remove();
    }
  });

  it('waits while an earlier modal may be open, then takes a click', async () => {
    const shop = await checkout();
    shop.server.create = {
      sessionId: 's1',
      outcome: 'open',
      retryAfterSeconds: 0.2,
      amount: '49.99',
      currency: 'CAD',
    };
    shop.button.click();
    await until(() => shop.element.state === 'closing');
    expect(shop.button.ariaDisabled).to.equal('true');
    shop.button.click();
    expect(shop.server.calls).to.have.length(1);
    await until(() => shop.element.state === 'idle');
    expect(shop.button.ariaDisabled).to.equal('false');
  });

  it('waits as long as a busy server asks, then opens by itself', async () => {
    const shop = await checkout();
    const open = shop.server.create;
    shop.server.create = new HelcimCheckoutError('busy', '', { retryAfterSeconds: 0.1 });
    shop.button.click();
    await until(() => shop.text('status').includes('Please wait'));
    shop.server.create = open;
    await until(() => shop.element.state === 'open');
  });

  it('does not wait long by itself: the button is locked for the time and then works', async () => {
    const shop = await checkout();
    const open = shop.server.create;
    shop.server.create = new HelcimCheckoutError('busy', '', { retryAfterSeconds: 11 });
    const { setTimeout: realSetTimeout } = globalThis;
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms = 0) => realSetTimeout(run, ms === 11_000 ? 100 : ms),
    });
    try {
      shop.button.click();
      await until(() => shop.element.state === 'failed');
      expect(shop.button.ariaDisabled).to.equal('true');
      expect(shop.text('error')).to.contain('Please wait');
      shop.server.create = open;
      await until(() => shop.button.ariaDisabled === 'false');
      await openByClick(shop);
    } finally {
      Object.assign(globalThis, { setTimeout: realSetTimeout });
    }
  });
});
