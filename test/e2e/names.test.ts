import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserForFile } from './support/browser-for-file.js';
import { transactions } from './support/simulator-view.js';
import { withPage } from './support/with-page.js';

const browser = browserForFile();

for (const name of ['Łukasz Ωmega 李', '"Zoë" c/o <b>A/B</b> \\ & 🦆']) {
  test(`a payment by ${name} is believed on its hash alone`, async () => {
    await withPage(
      browser(),
      { orderId: '12.34-name', initializer: { readToken: undefined } },
      async ({ server, checkout }) => {
        await checkout.open();
        await checkout.modal.pay({ name });
        await checkout.reaches('approved');

        assert.deepEqual(server.fulfilled, ['12.34-name']);
        const [transaction] = await transactions(server.simulator);
        assert.equal(transaction?.cardHolderName, name);
      },
    );
  });
}
