import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { now, payWithTestCard, setStage, type Stage } from './stage.js';

let stage: Stage;
before(async () => {
  stage = await setStage();
});
beforeEach(() => fetch(`${stage.simulator.url}/_sim/reset`, { method: 'POST' }));
after(() => stage.close());

describe('what the modal tells the shop’s page', () => {
  test('an approval is one SUCCESS, from the modal’s origin, with the session’s event name', async () => {
    const token = await stage.initialize();
    const { page, modal, messages, statuses } = await stage.openModal(token);
    await payWithTestCard(modal);
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    await modal.waitForSelector('[data-view=approved]:not([hidden])');
    const [message] = await messages();
    assert.equal(message?.origin, stage.simulator.modalUrl);
    assert.equal(message.data.eventName, `helcim-pay-js-${token}`);
    const envelope = JSON.parse(message.data.eventMessage as string) as {
      status: number;
      data: { hash: string; data: Record<string, string> };
    };
    assert.equal(envelope.status, 200);
    assert.match(envelope.data.hash, /^[0-9a-f]{64}$/);
    assert.equal(envelope.data.data['amount'], '49.99');
    assert.equal(envelope.data.data['cardNumber'], '5413339130');
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    assert.equal(await modal.textContent('#approved-title'), 'Approved');
    await page.close();
  });

  test('a decline is ABORTED with its text, the modal stays, and another card is SUCCESS', async () => {
    const { page, modal, messages, statuses } = await stage.openModal(await stage.initialize());
    await payWithTestCard(modal, '209');
    assert.deepEqual(await statuses(1), ['ABORTED']);
    assert.equal(
      (await messages())[0]?.data.eventMessage,
      'HelcimPay.js transaction failed - Transaction Declined: DECLINED - Do Not Honor',
    );
    assert.match((await modal.textContent('.message')) ?? '', /declined.*DECLINED - Do Not Honor\. Check/);
    await payWithTestCard(modal);
    assert.deepEqual(await statuses(2), ['ABORTED', 'SUCCESS']);
    await page.close();
  });

  test('the exit button is HIDE, and start.js then removes the iframe', async () => {
    const { page, modal, statuses } = await stage.openModal(await stage.initialize());
    await modal.click('.icon-button');
    assert.deepEqual(await statuses(1), ['HIDE']);
    await page.waitForSelector('#helcimPayIframe', { state: 'detached' });
    await page.close();
  });

  test('Escape is HIDE when the exit button is allowed', async () => {
    const { page, modal, statuses } = await stage.openModal(await stage.initialize());
    await modal.press('#cardNumber', 'Escape');
    assert.deepEqual(await statuses(1), ['HIDE']);
    await page.close();
  });

  test('without the exit button there is no way out, and Escape does nothing', async () => {
    const { page, modal, messages, statuses } = await stage.openModal(await stage.initialize(), {
      exit: false,
    });
    assert.equal(await modal.locator('[data-exit]').count(), 0);
    await modal.press('#cardNumber', 'Escape');
    await payWithTestCard(modal);
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    assert.equal((await messages()).length, 1);
    await page.close();
  });

  test('a confirmation screen shows amount, approval code and masked card; its Close is HIDE after SUCCESS', async () => {
    const { page, modal, statuses } = await stage.openModal(
      await stage.initialize({ confirmationScreen: true }),
      {
        exit: false,
      },
    );
    await payWithTestCard(modal);
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    const receipt = (await modal.innerText('.receipt')).replace(/\s+/g, ' ');
    assert.match(receipt, /Amount \$49\.99 CAD Approval code T\dE\dST Card Mastercard ending in 9130/);
    await modal.click('[data-view=approved] [data-exit]');
    assert.deepEqual(await statuses(2), ['SUCCESS', 'HIDE']);
    await page.waitForSelector('#helcimPayIframe', { state: 'detached' });
    await page.close();
  });

  test('a session that expired while the modal was open is ABORTED', async () => {
    const { page, modal, messages, statuses } = await stage.openModal(await stage.initialize());
    await fetch(`${stage.simulator.url}/_sim/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now: now + 60 * 60_000 }),
    });
    await payWithTestCard(modal);
    assert.deepEqual(await statuses(1), ['ABORTED']);
    assert.match(String((await messages())[0]?.data.eventMessage), /Checkout session expired/);
    await modal.waitForSelector('#expired-title:focus');
    await page.close();
  });

  test('a message goes to the page that start.js named and to no other', async () => {
    const token = await stage.initialize();
    const page = await stage.openShop();
    await page.evaluate(`(() => {
      const frame = document.createElement('iframe');
      frame.src = '${stage.simulator.modalUrl}/helcim-pay/${token}?allowExit&origin=' + encodeURIComponent('http://elsewhere.example');
      frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%';
      document.body.append(frame);
    })()`);
    const modal = await (await page.waitForSelector('iframe')).contentFrame();
    await modal?.click('.icon-button');
    const other = await stage.openModal(await stage.initialize());
    await other.modal.click('.icon-button');
    assert.deepEqual(await other.statuses(1), ['HIDE']);
    assert.equal(await page.evaluate('messages.length'), 0);
    await Promise.all([page.close(), other.page.close()]);
  });

  test('an origin that is none is not used: the message goes to whichever page embeds the modal', async () => {
    const token = await stage.initialize();
    const page = await stage.openShop();
    await page.evaluate(`(() => {
      const frame = document.createElement('iframe');
      frame.src = '${stage.simulator.modalUrl}/helcim-pay/${token}?allowExit&origin=javascript:alert(1)';
      frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%';
      document.body.append(frame);
    })()`);
    const modal = await (await page.waitForSelector('iframe')).contentFrame();
    await modal?.click('.icon-button');
    await page.waitForFunction('messages.length === 1');
    await page.close();
  });

  test('opened as a page of its own it takes the payment and shows the result', async () => {
    const token = await stage.initialize({ confirmationScreen: true });
    const page = await stage.openShop();
    await page.goto(`${stage.simulator.modalUrl}/helcim-pay/${token}`);
    await payWithTestCard(page.mainFrame());
    await page.waitForSelector('#approved-title:focus');
    await page.click('[data-view=approved] [data-exit]');
    assert.equal(await page.textContent('#closed-title:focus'), 'Closed');
    await page.close();
  });
});
