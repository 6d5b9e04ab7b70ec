import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InitializerOptions } from '@helcim-checkout/initializer';
import { readCookie } from '../../demo/shop/cookies.js';
import { browserForFile } from './support/browser-for-file.js';
import { transactions } from './support/simulator-view.js';
import { withPage } from './support/with-page.js';

const browser = browserForFile();

/** Prices an order only for the visitor whose cookie the request carries. */
const forAda: InitializerOptions['getOrder'] = (_orderId, { request }) =>
  Promise.resolve(readCookie(request, 'visitor') === 'ada' ? { amount: '12.30', currency: 'CAD' } : null);

test('a page on a listed origin pays with its cookies when it asks for credentials', async () => {
  await withPage(
    browser(),
    { orderId: 'far', initializer: { getOrder: forAda }, attributes: { credentials: 'include' } },
    async ({ server, context, checkout, witness }) => {
      await context.addCookies([{ name: 'visitor', value: 'ada', url: server.url }]);
      await checkout.open();
      await checkout.modal.pay();
      await checkout.reaches('approved');

      assert.deepEqual(server.fulfilled, ['far']);
      assert.equal((await transactions(server.simulator)).length, 1);
      assert.deepEqual(witness.complaints, []);
    },
  );
});

test('without credentials the cookies stay home, and the order is not found', async () => {
  await withPage(
    browser(),
    { orderId: 'far', initializer: { getOrder: forAda } },
    async ({ server, context, checkout }) => {
      await context.addCookies([{ name: 'visitor', value: 'ada', url: server.url }]);
      await checkout.button.click();
      await checkout.reaches('failed');

      assert.deepEqual(await transactions(server.simulator), []);
      assert.equal(await checkout.modal.element.count(), 0);
    },
  );
});

test('a page on an origin that is not listed gets no session', async () => {
  await withPage(
    browser(),
    { orderId: '10-far', initializer: { allowedOrigins: ['https://shop.example'] } },
    async ({ server, checkout }) => {
      await checkout.button.click();
      await checkout.reaches('failed');

      const requests = (await (await fetch(`${server.simulator.url}/_sim/requests`)).json()) as {
        path: string;
      }[];
      assert.deepEqual(
        requests.filter(({ path }) => path.endsWith('/initialize')),
        [],
      );
      assert.deepEqual(server.fulfilled, []);
    },
  );
});
