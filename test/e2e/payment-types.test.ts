import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserForFile } from './support/browser-for-file.js';
import { transactions } from './support/simulator-view.js';
import { withPage } from './support/with-page.js';

const browser = browserForFile();

test('a preauth is told to onAuthorized and never to fulfill', async () => {
  const authorized: string[] = [];
  await withPage(
    browser(),
    {
      orderId: 'tent',
      initializer: {
        getOrder: () => Promise.resolve({ amount: '75.00', currency: 'CAD', paymentType: 'preauth' }),
        onAuthorized: ({ order }) => {
          authorized.push(order.orderId);
          return Promise.resolve();
        },
      },
    },
    async ({ server, checkout, witness }) => {
      await checkout.open();
      await checkout.modal.pay();
      await checkout.reaches('approved');

      assert.deepEqual(authorized, ['tent']);
      assert.deepEqual(server.fulfilled, []);
      const [transaction] = await transactions(server.simulator);
      assert.equal(transaction?.type, 'preauth');
      assert.equal(transaction.amount, 75);
      assert.deepEqual(witness.complaints, []);
    },
  );
});

test('a verify is told to onVerified, charges nothing and fulfills nothing', async () => {
  const verified: string[] = [];
  await withPage(
    browser(),
    {
      orderId: 'card-on-file',
      initializer: {
        getOrder: () => Promise.resolve({ amount: '0', currency: 'CAD', paymentType: 'verify' }),
        onVerified: ({ order }) => {
          verified.push(order.orderId);
          return Promise.resolve();
        },
      },
    },
    async ({ server, checkout, witness }) => {
      await checkout.open();
      await checkout.modal.pay();
      await checkout.reaches('approved');

      assert.deepEqual(verified, ['card-on-file']);
      assert.deepEqual(server.fulfilled, []);
      const [transaction] = await transactions(server.simulator);
      assert.equal(transaction?.type, 'verify');
      assert.equal(transaction.amount, 0);
      assert.deepEqual(witness.complaints, []);
    },
  );
});
