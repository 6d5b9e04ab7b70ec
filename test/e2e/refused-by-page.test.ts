import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserForFile } from './support/browser-for-file.js';
import { transactions } from './support/simulator-view.js';
import { withPage } from './support/with-page.js';

const browser = browserForFile();

test('a content security policy without Helcim’s script fails as script-csp, before any modal', async () => {
  await withPage(
    browser(),
    { orderId: '10-policy', policy: () => "script-src 'self'" },
    async ({ server, checkout }) => {
      const failure = await checkout.nextFailure();
      await checkout.button.click();
      assert.equal(await failure(), 'script-csp');
      await checkout.reaches('failed');
      assert.equal(await checkout.modal.element.count(), 0);
      assert.deepEqual(await transactions(server.simulator), []);
    },
  );
});

test('a content security policy without Helcim’s frame offers a way out and fails as modal-csp', async () => {
  await withPage(
    browser(),
    { orderId: '10-policy', policy: () => "frame-src 'none'" },
    async ({ page, checkout }) => {
      const failure = await checkout.nextFailure();
      await checkout.button.click();
      const wayOut = page.getByRole('button', { name: /^Close the payment window \(modal-csp\)$/ });
      await wayOut.click();
      assert.equal(await failure(), 'modal-csp');
      await checkout.modal.isGone();
      await checkout.reaches('failed');
      assert.equal(await wayOut.count(), 0);
      assert.equal(await checkout.isLocked(), false);
    },
  );
});

test('a success-url is where the buyer lands after the verdict', async () => {
  await withPage(
    browser(),
    { orderId: '10-land', attributes: { 'success-url': '/thanks' } },
    async ({ server, pages, page, checkout }) => {
      await checkout.open();
      await checkout.modal.pay();
      await page.waitForURL(`${pages.url}/thanks`);
      assert.deepEqual(server.fulfilled, ['10-land']);
    },
  );
});

for (const address of ['javascript:document.title="taken"', 'data:text/html,taken']) {
  test(`a success-url of ${address} is told as an error and never followed; the payment goes on`, async () => {
    await withPage(
      browser(),
      { orderId: '10-land', attributes: { 'success-url': address } },
      async ({ server, pages, page, checkout }) => {
        const failure = await checkout.nextFailure();
        await checkout.open();
        assert.equal(await failure(), 'success-url');
        await checkout.modal.pay();
        await checkout.reaches('approved');
        assert.equal(page.url(), `${pages.url}/`);
        assert.equal(await page.title(), 'Elsewhere');
        assert.deepEqual(server.fulfilled, ['10-land']);
      },
    );
  });
}
