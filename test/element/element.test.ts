import { expect } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { HelcimCheckout } from '../../packages/element/src/index.js';
import { settingsError } from '../../packages/element/src/flow-settings.js';
import {
  type Checkout,
  checkout,
  message,
  modalSays,
  openByClick,
  success,
  tidy,
  until,
  verdict,
} from './support.js';

afterEach(tidy);

describe('<helcim-checkout>', () => {
  it('registers once, under any free name, in any registry', () => {
    expect(customElements.get('helcim-checkout')).to.equal(HelcimCheckout);
    HelcimCheckout.define();
    class Other extends HelcimCheckout {}
    Other.define('other-checkout');
    Other.define('other-checkout');
    expect(document.createElement('other-checkout')).to.be.instanceOf(HelcimCheckout);
  });

  it('has properties for its attributes and back', async () => {
    const { element } = await checkout();
    expect([element.prefetch, element.credentials, element.scriptUrl !== '']).to.deep.equal([
      'intent',
      'same-origin',
      true,
    ]);
    element.setAttribute('success-url', '/thanks');
    element.setAttribute('no-exit', '');
    expect([element.successUrl, element.noExit]).to.deep.equal(['/thanks', true]);
    element.endpoint = '/pay';
    element.required = true;
    await element.updateComplete;
    expect([element.getAttribute('endpoint'), element.hasAttribute('required')]).to.deep.equal([
      '/pay',
      true,
    ]);
    expect(element.hasAttribute('prefetch')).to.equal(false);
    element.removeAttribute('script-url');
    expect(element.scriptUrl).to.equal('https://secure.helcim.app/helcim-pay/services/start.js');
  });

  it('says “Pay”, or what its slot says, in the language around it', async () => {
    const box = document.createElement('div');
    document.body.append(box);
    for (const [lang, label, status] of [
      ['en', 'Pay', 'Secure payment with Helcim'],
      ['fr-CA', 'Payer', 'Paiement sécurisé avec Helcim'],
      ['fr', 'Payer', 'Paiement sécurisé avec Helcim'],
      ['de', 'Pay', 'Secure payment with Helcim'],
    ] as const) {
      box.lang = lang;
      const shop = await checkout({}, { parent: box });
      expect([shop.text('button'), shop.text('status')]).to.deep.equal([label, status]);
    }
    const shop = await checkout({}, { label: 'Buy now' });
    expect(
      shop.element.shadowRoot?.querySelector<HTMLSlotElement>('button slot')?.assignedNodes()[0]?.textContent,
    ).to.equal('Buy now');
    box.remove();
  });

  it('writes the amount as the language around it does', async () => {
    for (const [lang, currency, text] of [
      ['en', 'CAD', '$1,234.50'],
      ['en-US', 'CAD', 'CA$1,234.50'],
      ['fr', 'CAD', '1 234,50 $'],
      ['fr-CA', 'USD', '1 234,50 $ US'],
      ['not a language', 'CAD', '1234.50 CAD'],
    ] as const) {
      const shop = await checkout({ lang });
      shop.server.create = { ...verdict('approved'), amount: '1234.50', currency };
      await shop.element.open();
      await shop.element.updateComplete;
      expect(shop.text('amount').replace(/\s/gu, ' ')).to.equal(text);
    }
  });

  it('takes the language through shadow roots', async () => {
    const host = document.createElement('div');
    host.lang = 'fr-CA';
    document.body.append(host);
    host.attachShadow({ mode: 'open' }).append(document.createElement('p'));
    const shop = await checkout({}, { parent: host.shadowRoot?.firstElementChild ?? host });
    expect(shop.text('button')).to.equal('Payer');
    host.remove();
  });

  it('lets the page replace single texts', async () => {
    const shop = await checkout();
    shop.element.messages = { idle: 'Cards and bank transfer' };
    await shop.element.updateComplete;
    expect(shop.text('status')).to.equal('Cards and bank transfer');
    expect(shop.text('button')).to.equal('Pay');
  });

  it('opens from an own trigger, and locks it with its own button', async () => {
    const shop = await checkout();
    const trigger = document.createElement('a');
    Object.assign(trigger, { slot: 'trigger', href: '#nowhere', textContent: 'Checkout' });
    shop.element.append(trigger);
    trigger.click();
    await until(() => shop.element.state === 'open');
    expect(location.hash).to.equal('');
    await shop.element.updateComplete;
    expect(trigger.ariaDisabled).to.equal('true');
    shop.element.close();
    await until(() => trigger.ariaDisabled === 'false');
  });

  it('shows its state to style sheets', async () => {
    const shop = await checkout();
    expect(shop.element.matches(':state(idle)')).to.equal(true);
    await openByClick(shop);
    await shop.element.updateComplete;
    expect([shop.element.matches(':state(open)'), shop.element.matches(':state(idle)')]).to.deep.equal([
      true,
      false,
    ]);
  });

  it('is hidden by hidden and does nothing while disabled', async () => {
    const shop = await checkout({ hidden: '', disabled: '' });
    expect(getComputedStyle(shop.element).display).to.equal('none');
    shop.element.hidden = false;
    shop.button.click();
    await shop.element.open();
    expect(shop.button.disabled).to.equal(true);
    expect(shop.events).to.deep.equal([]);
  });

  it('works with the keyboard', async () => {
    for (const key of ['Enter', 'Space']) {
      const shop = await checkout();
      shop.element.focus();
      expect(shop.element.shadowRoot?.activeElement).to.equal(shop.button);
      await sendKeys({ press: key });
      await until(() => shop.element.state === 'open');
      await tidy();
    }
  });

  it('resets to idle after a payment, never during one', async () => {
    const shop = await checkout();
    await openByClick(shop);
    shop.element.reset();
    expect(shop.element.state).to.equal('open');
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    shop.element.reset();
    await shop.element.updateComplete;
    expect([shop.element.state, shop.text('amount')]).to.deep.equal(['idle', '']);
  });

  it('never breaks the reference, and caps the corners of the status line', async () => {
    const shop = await checkout({ style: '--helcim-radius: 999px' });
    shop.server.create = verdict('unknown');
    await shop.element.open();
    await shop.element.updateComplete;
    const reference = shop.element.shadowRoot?.querySelector('bdi');
    expect(reference?.textContent).to.equal('HC-7F2K9QXW3M5N8R4T');
    expect(getComputedStyle(reference as Element).whiteSpace).to.equal('nowrap');
    const line = shop.element.shadowRoot?.querySelector('.line') as Element;
    expect(getComputedStyle(line).borderRadius).to.equal('20px');
    expect(getComputedStyle(shop.button).borderRadius).to.equal('999px');
  });

  it('keeps the node of its status line, so that nothing is announced twice', async () => {
    const shop = await checkout();
    const line = shop.element.shadowRoot?.querySelector('[part=status]');
    const before = line?.firstChild;
    shop.element.required = true;
    await shop.element.updateComplete;
    expect(line?.firstChild).to.equal(before);
    expect(line?.role).to.equal('status');
  });
});

describe('<helcim-checkout> in a form', () => {
  const form = () => {
    const node = document.createElement('form');
    const fieldset = document.createElement('fieldset');
    node.append(fieldset);
    document.body.append(node);
    return { node, fieldset };
  };

  it('has the session id for its value, and a required one blocks the form until approved', async () => {
    const { node, fieldset } = form();
    const shop = await checkout({ name: 'payment', required: '' }, { parent: fieldset });
    expect(node.checkValidity()).to.equal(false);
    expect(new FormData(node).get('payment')).to.equal(null);
    await openByClick(shop);
    await shop.element.updateComplete;
    expect(node.checkValidity()).to.equal(false);
    await modalSays(message('SUCCESS', success));
    await until(() => shop.element.state === 'approved');
    await shop.element.updateComplete;
    expect(node.checkValidity()).to.equal(true);
    expect(new FormData(node).get('payment')).to.equal('s1');
    node.reset();
    await shop.element.updateComplete;
    expect(shop.element.state).to.equal('idle');
    expect(node.checkValidity()).to.equal(false);
    node.remove();
  });

  it('is disabled with its fieldset', async () => {
    const { node, fieldset } = form();
    const shop = await checkout({}, { parent: fieldset });
    fieldset.disabled = true;
    await shop.element.updateComplete;
    await shop.element.open();
    expect([shop.button.disabled, shop.element.state]).to.deep.equal([true, 'idle']);
    node.remove();
  });

  it('does not submit the form by its button or trigger', async () => {
    const { node, fieldset } = form();
    let submits = 0;
    node.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    const shop = await checkout({}, { parent: fieldset });
    const trigger = document.createElement('button');
    trigger.slot = 'trigger';
    shop.element.append(trigger);
    trigger.click();
    await until(() => shop.element.state === 'open');
    expect(submits).to.equal(0);
    await tidy();
    node.remove();
  });
});

describe('accessibility and layout', () => {
  it('passes axe in every state, light and dark', async () => {
    for (const scheme of ['light', 'dark']) {
      const page = document.createElement('main');
      page.style.cssText = `color-scheme:${scheme};background:Canvas;color:CanvasText;padding:16px`;
      document.body.append(page);
      for (const outcome of ['approved', 'pending', 'review', 'unknown'] as const) {
        const shop = await checkout({}, { parent: page });
        await expect(shop.element).to.be.accessible();
        shop.server.create = verdict(outcome);
        await shop.element.open();
        await shop.element.updateComplete;
        await expect(shop.element).to.be.accessible();
        shop.element.remove();
      }
      const failed = await checkout({ 'order-id': '' }, { parent: page });
      await failed.element.open();
      await failed.element.updateComplete;
      await expect(failed.element).to.be.accessible();
      page.remove();
    }
  }).timeout(60_000);

  it('does not change its height from 320 px up, whatever it says', async () => {
    for (const [width, lang] of [
      [320, 'en'],
      [320, 'fr-CA'],
      [420, 'fr-CA'],
      [1280, 'fr-CA'],
    ] as const) {
      await setViewport({ width, height: 800 });
      const heights = new Set<number>();
      const measure = async ({ element }: Checkout) => {
        await element.updateComplete;
        heights.add(element.offsetHeight);
        expect(element.scrollWidth).to.be.at.most(element.clientWidth);
      };
      for (const outcome of ['approved', 'pending', 'review', 'unknown'] as const) {
        const shop = await checkout({ lang }, { label: 'Pay now' });
        await measure(shop);
        shop.server.create = verdict(outcome);
        await shop.element.open();
        await measure(shop);
        shop.element.remove();
      }
      const shop = await checkout({ lang }, { label: 'Pay now' });
      await openByClick(shop);
      await measure(shop);
      await modalSays(message('ABORTED', 'x'));
      await until(() => shop.element.state === 'declined');
      await measure(shop);
      await modalSays(message('HIDE'));
      await until(() => shop.element.state === 'idle');
      await measure(shop);
      expect([...heights], `${width} ${lang}`).to.have.length(1);
      shop.element.remove();
    }
    await setViewport({ width: 1280, height: 800 });
  });
});

describe('the check of the page’s address', () => {
  const settings = {
    endpoint: '/pay',
    orderId: 'o',
    scriptUrl: 'https://secure.helcim.app/helcim-pay/services/start.js',
  };
  const refused = [
    'http://shop.example',
    'https://localhost',
    'https://app.localhost',
    'https://127.0.0.1',
    'https://10.1.2.3',
    'https://192.168.1.9',
    'https://172.16.0.1',
    'https://172.31.255.1',
    'https://[::1]',
    'https://printer.local',
  ];
  const accepted = [
    'https://shop.example',
    'https://172.32.0.1',
    'https://10.example.com',
    'https://localhost.example',
    'https://127-0-0-1.example',
  ];
  for (const page of refused)
    it(`refuses ${page} with Helcim’s script`, () =>
      expect(settingsError(settings, new URL(page))?.code).to.equal('insecure-page'));
  for (const page of accepted)
    it(`accepts ${page}`, () => expect(settingsError(settings, new URL(page))).to.equal(undefined));
  it('accepts any page with another script', () =>
    expect(
      settingsError({ ...settings, scriptUrl: 'http://127.0.0.1:9/start.js' }, new URL('http://localhost')),
    ).to.equal(undefined));
});
