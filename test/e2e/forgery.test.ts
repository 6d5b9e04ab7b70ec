import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, seesReceipt } from './support/shop-visit.js';
import { transactions } from './support/simulator-view.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

interface Answer {
  readonly status: number;
  readonly body: {
    readonly sessionId?: string;
    readonly outcome?: string;
    readonly amount?: string;
    readonly error?: { readonly code: string };
  };
}

/** What a buyer with developer tools can send: a request of the page itself. */
function post(page: Page, path: string, body: unknown): Promise<Answer> {
  return page.evaluate(
    async ([address, text]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(address, { method: 'POST', headers, body: text });
      return { status: response.status, body: (await response.json()) as Answer['body'] };
    },
    [path, JSON.stringify(body)] as const,
  );
}

const refusals = { expectedComplaints: /Failed to load resource/ };

test('a price written into the page changes nothing: the server’s price is charged', async () => {
  await withShop(browser(), async ({ demo, simulator, page, paid }) => {
    await goToCheckout(page, demo.url, 'Portage blanket');
    await page.evaluate(() => {
      const element = document.querySelector('helcim-checkout');
      for (const name of ['amount', 'price', 'currency', 'order-amount']) element?.setAttribute(name, '0.01');
      for (const price of document.querySelectorAll('.price, .total strong')) price.textContent = '$0.01';
    });
    const checkout = new Checkout(page);
    await checkout.open();
    assert.match(await checkout.modal.payButton.innerText(), /148\.00/);
    await checkout.modal.pay();
    await seesReceipt(page);

    assert.equal((await transactions(simulator))[0]?.amount, 148);
    assert.equal(paid[0]?.cents, 14_800);
  });
});

test('a price or a currency posted beside the order id is refused or ignored', async () => {
  await withShop(
    browser(),
    async ({ demo, page, paid }) => {
      const orderId = await goToCheckout(page, demo.url, 'Portage blanket');
      for (const extra of [
        { amount: '0.01' },
        { amount: 1, currency: 'USD' },
        { paymentType: 'verify' },
        { lineItems: [] },
      ]) {
        const { status, body } = await post(page, '/pay/sessions', { orderId, ...extra });
        if (status !== 400) assert.equal(body.amount, '148.00', JSON.stringify(extra));
      }
      assert.deepEqual(paid, []);
    },
    refusals,
  );
});

test('another visitor’s order can be neither seen nor paid', async () => {
  await withShop(
    browser(),
    async ({ demo, page, simulator }) => {
      const orderId = await goToCheckout(page, demo.url);
      const stranger = await browser().newContext();
      try {
        const other = await stranger.newPage();
        await goToCheckout(other, demo.url);
        assert.equal((await post(other, '/pay/sessions', { orderId })).status, 404);
        for (const path of [`/orders/${orderId}`, `/orders/${orderId}/checkout`, `/api/orders/${orderId}`]) {
          assert.equal((await other.request.get(demo.url + path)).status(), 404, path);
        }
        await other.locator('helcim-checkout').evaluate((element, id) => {
          element.setAttribute('order-id', id);
        }, orderId);
        const checkout = new Checkout(other);
        await checkout.button.click();
        await checkout.reaches('failed');
        assert.deepEqual(await transactions(simulator), []);
      } finally {
        await stranger.close();
      }
    },
    refusals,
  );
});

const inventedTransaction = {
  transactionId: '99999999',
  status: 'APPROVED',
  type: 'purchase',
  amount: '148.00',
  currency: 'CAD',
  cardToken: '',
  invoiceNumber: 'INV000001',
};

test('an invented result fulfills nothing', async () => {
  await withShop(
    browser(),
    async ({ demo, page, paid }) => {
      const orderId = await goToCheckout(page, demo.url, 'Portage blanket');
      const { sessionId } = (await post(page, '/pay/sessions', { orderId })).body;
      for (const eventMessage of [
        JSON.stringify({ status: 200, data: { data: inventedTransaction, hash: 'a'.repeat(64) } }),
        { data: { data: inventedTransaction, hash: '' } },
        { data: inventedTransaction },
        '{}',
        'paid',
        null,
      ]) {
        const answer = await post(page, `/pay/sessions/${sessionId ?? ''}/result`, { eventMessage });
        assert.notEqual(answer.body.outcome, 'approved', JSON.stringify(eventMessage));
      }
      await page.goto(`${demo.url}/orders/${orderId}`);
      assert.equal(await page.locator('[data-status=paid]').count(), 0);
      assert.deepEqual(paid, []);
    },
    refusals,
  );
});

test('the result of one order pays no other, unchanged or changed, from this visitor or a stranger', async () => {
  await withShop(
    browser(),
    async ({ demo, page, paid }) => {
      const results: string[] = [];
      page.on('request', (request) => {
        if (request.url().endsWith('/result')) results.push(request.postData() ?? '');
      });
      const cheap = await goToCheckout(page, demo.url, 'Postcard');
      const checkout = new Checkout(page);
      await checkout.open();
      await checkout.modal.pay();
      await seesReceipt(page);
      const genuine = results[0] ?? '';
      assert.match(genuine, /4\.35/);

      const stranger = await browser().newContext();
      try {
        for (const thief of [page, await stranger.newPage()]) {
          for (const [product, text] of [
            ['Postcard', genuine],
            ['Portage blanket', genuine],
            ['Portage blanket', genuine.replaceAll('4.35', '148.00')],
          ] as const) {
            const orderId = await goToCheckout(thief, demo.url, product);
            const { sessionId } = (await post(thief, '/pay/sessions', { orderId })).body;
            const answer = await post(thief, `/pay/sessions/${sessionId ?? ''}/result`, JSON.parse(text));
            assert.notEqual(answer.body.outcome, 'approved', product);
            await thief.goto(`${demo.url}/orders/${orderId}`);
            assert.equal(await thief.locator('[data-status=paid]').count(), 0, product);
          }
        }
      } finally {
        await stranger.close();
      }
      assert.deepEqual(
        paid.map(({ id }) => id),
        [cheap],
      );
    },
    refusals,
  );
});

test('a result sent again is answered as the first time and fulfills nothing more', async () => {
  await withShop(browser(), async ({ demo, page, paid }) => {
    const results: { url: string; body: string }[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/result'))
        results.push({ url: request.url(), body: request.postData() ?? '' });
    });
    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.pay();
    await seesReceipt(page);
    const [result] = results;
    assert.ok(result);
    for (let time = 0; time < 3; time++) {
      const answer = await post(page, new URL(result.url).pathname, JSON.parse(result.body));
      assert.equal(`${answer.status} ${answer.body.outcome ?? ''}`, '200 approved');
    }
    assert.equal(paid.length, 1);
  });
});
