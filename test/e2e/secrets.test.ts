import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, seesReceipt } from './support/shop-visit.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();

/** What Helcim answers the server is seen by listening to the server's own fetch. */
const fetchBefore = globalThis.fetch;
const answersToServer: string[] = [];
globalThis.fetch = async (...call) => {
  const response = await fetchBefore(...call);
  answersToServer.push(await response.clone().text());
  return response;
};
after(() => {
  globalThis.fetch = fetchBefore;
});

test('no api-token, secretToken or card token is in any page, answer, address, console or log of a purchase', async () => {
  await withShop(browser(), async ({ demo, simulator, page, witness, log }) => {
    const results: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/result')) results.push(request.postData() ?? '');
    });
    const pageTexts: string[] = [];
    const look = async () => pageTexts.push(await page.content(), page.url());

    await goToCheckout(page, demo.url);
    await look();
    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.pay({ cvv: '209' });
    await checkout.reaches('declined');
    await look();
    await checkout.modal.pay({ number: '5413330089020011' });
    await seesReceipt(page);
    await look();
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage), document.cookie]),
    );

    const { helcimPay, read, api } = simulator.tokens;
    const serverSecrets = [helcimPay, read, api, ...found(answersToServer, /"secretToken":"([^"]+)"/)];
    const secrets = [...serverSecrets, ...found(results, /cardToken[\\":]+([\w-]{20,})/)];
    assert.ok(secrets.length >= 5, 'three api-tokens, a secretToken and a card token are known to this test');
    const shopAnswers = (await witness.answers()).filter(({ url }) => url.startsWith(demo.url));
    assert.ok(shopAnswers.length > 5);
    const everything = [
      ...pageTexts,
      kept,
      ...witness.consoleTexts,
      ...log,
      ...shopAnswers.map(({ body }) => body),
    ];
    for (const secret of secrets) {
      assert.deepEqual(
        everything.filter((text) => text.includes(secret)),
        [],
      );
    }
    const modalAnswers = (await witness.answers()).filter(({ url }) => url.startsWith(simulator.modalUrl));
    for (const secret of serverSecrets) {
      assert.equal(
        modalAnswers.some(({ body }) => body.includes(secret)),
        false,
      );
    }
  });
});

function found(texts: readonly string[], pattern: RegExp): string[] {
  return texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);
}
