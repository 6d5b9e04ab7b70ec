import { expect } from '@open-wc/testing';
import {
  checkout,
  message,
  modalFrame,
  modalOrigin,
  modalSays,
  openAndCancel,
  success,
  tidy,
  until,
} from './support.js';

afterEach(tidy);

describe('the watchdog', () => {
  const rescueButton = () =>
    [...document.body.children].find((node): node is HTMLButtonElement => node instanceof HTMLButtonElement);

  it('offers a way out when no iframe appears, and asks the server before it says anything', async () => {
    const shop = await checkout();
    await shop.element.open();
    await modalSays(message('HIDE'));
    await until(() => shop.element.state === 'idle');
    const { appendHelcimPayIframe } = globalThis;
    Object.assign(globalThis, { appendHelcimPayIframe: () => undefined });
    await shop.element.open();
    expect(shop.element.state).to.equal('open');
    const button = rescueButton();
    expect(button?.textContent).to.equal('Close the payment window (modal-missing)');
    expect(document.activeElement).to.equal(button);
    let code = '';
    shop.element.addEventListener('helcim-failed', ({ error }) => (code = error.code));
    button?.click();
    await until(() => shop.element.state === 'failed');
    expect(code).to.equal('modal-missing');
    await shop.element.updateComplete;
    expect(shop.text('status')).to.equal('Payment window closed without a result.');
    expect(shop.text('error')).to.equal('');
    expect(rescueButton()).to.equal(undefined);
    expect(shop.server.calls.at(-1)).to.equal('status s1');
    Object.assign(globalThis, { appendHelcimPayIframe });
  });

  it('fails when Helcim’s function throws', async () => {
    const shop = await checkout();
    await openAndCancel(shop);
    const { appendHelcimPayIframe } = globalThis;
    Object.assign(globalThis, {
      appendHelcimPayIframe: () => {
        throw new TypeError('watchForExit is not defined');
      },
    });
    let cause: unknown;
    shop.element.addEventListener('helcim-failed', ({ error }) => (cause = error.cause));
    await shop.element.open();
    expect(shop.element.state).to.equal('failed');
    expect(cause).to.be.instanceOf(TypeError);
    Object.assign(globalThis, { appendHelcimPayIframe });
  });

  it('offers a way out of a window that does not load, and leaves iframe and listener alone', async () => {
    const shop = await checkout();
    await openAndCancel(shop);
    const { appendHelcimPayIframe, setInterval: realSetInterval } = globalThis;
    Object.assign(globalThis, {
      setInterval: (run: () => void, ms = 0) => realSetInterval(run, ms / 100),
      // Never loads: the frame is not given its address before the test says so.
      appendHelcimPayIframe: () => {
        const frame = document.createElement('iframe');
        frame.id = 'helcimPayIframe';
        frame.addEventListener('load', (event) => event.stopImmediatePropagation(), { once: true });
        document.body.append(frame);
        return frame;
      },
    });
    await shop.element.open();
    Object.assign(globalThis, { appendHelcimPayIframe, setInterval: realSetInterval });
    await until(rescueButton);
    expect(rescueButton()?.textContent).to.contain('modal-timeout');
    const frame = modalFrame();
    expect(shop.element.state).to.equal('open');
    frame?.setAttribute('src', `${modalOrigin}/test/element/fixtures/modal.html`);
    await until(() => !rescueButton(), 'the late load');
    frame?.contentWindow?.postMessage({ post: [message('SUCCESS', success)] }, '*');
    await until(() => shop.element.state === 'approved');
  });

  it('offers a way out at once when the page’s policy refuses the window', async () => {
    const shop = await checkout();
    await shop.element.open();
    document.dispatchEvent(
      new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI: modalOrigin,
        documentURI: location.href,
        disposition: 'enforce',
        effectiveDirective: 'frame-src',
        originalPolicy: "frame-src 'none'",
        statusCode: 200,
        violatedDirective: 'frame-src',
      }),
    );
    expect(rescueButton()?.textContent).to.contain('modal-csp');
    expect(modalFrame()).to.not.equal(null);
  });
});
