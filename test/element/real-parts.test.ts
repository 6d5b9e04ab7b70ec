import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { testCard } from '../../demo/shop/test-card.js';
import '../../packages/element/src/index.js';
import { modalFrame, tidy, until } from './support.js';

interface Parts {
  readonly endpoint: string;
  readonly scriptUrl: string;
  readonly simulatorUrl: string;
}

let parts: Parts;
before(async function () {
  this.timeout(60_000);
  parts = (await (await fetch('/__test/config.json')).json()) as Parts;
});
afterEach(tidy);

/** An element in front of the real server and the real simulator, each on an origin of its own. */
async function shopFor(orderId: string) {
  const element = document.createElement('helcim-checkout');
  Object.assign(element, {
    endpoint: parts.endpoint,
    orderId,
    scriptUrl: parts.scriptUrl,
    credentials: 'include',
  });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

describe('with the real server and the simulator', () => {
  it('opens the modal, asks on closing and resumes the same session', async () => {
    const element = await shopFor('49.99-resume');
    const tokens: string[] = [];
    for (let opens = 0; opens < 2; opens++) {
      await element.open();
      expect(element.state).to.equal('open');
      tokens.push(modalFrame()?.src ?? '');
      element.close();
      await until(() => element.state === 'idle');
    }
    expect(tokens[0]).to.contain('/helcim-pay/');
    expect(tokens[1]).to.equal(tokens[0]);
    element.remove();
  });

  it('leaves Helcim’s receipt on show until the buyer closes it', async () => {
    const element = await shopFor('12.50-receipt');
    element.successUrl = '#thanks';
    await element.open();
    await executeServerCommand('modal-does', [
      ['input[name=cardNumber]', testCard().number],
      ['input[name=expiry]', testCard().expiry],
      ['input[name=cvv]', '100'],
      ['input[name=cardHolderName]', 'Ada Sample'],
      ['input[name=street]', '1 Lakeshore Road'],
      ['input[name=postalCode]', 'H2X 1Y4'],
      ['button[type=submit]'],
    ]);
    await until(() => element.state === 'approved');
    expect(modalFrame()).to.not.equal(null);
    expect(location.hash).to.equal('');
    await executeServerCommand('modal-does', [['[data-view=approved] [data-exit]']]);
    await until(() => location.hash === '#thanks');
    expect(modalFrame()).to.equal(null);
    history.replaceState(null, '', location.pathname + location.search);
    element.remove();
  });

  it('is told that an order does not exist', async () => {
    const element = await shopFor('nothing');
    let code = '';
    element.addEventListener('helcim-failed', ({ error }) => (code = error.code));
    await element.open();
    expect(code).to.equal('refused');
    element.remove();
  });
});
