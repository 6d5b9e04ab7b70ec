import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, Request } from 'playwright-core';
import { browserForFile } from './support/browser-for-file.js';
import { Checkout } from './support/checkout.js';
import { goToCheckout, seesReceipt } from './support/shop-visit.js';
import { withShop } from './support/with-shop.js';

const browser = browserForFile();
/** Not the card that the demo shop itself names to its visitors. */
const approvedCard = '4000000000000028';
const declinedCard = '5413330089020011';

test('a card number that was typed in the modal is sent to the modal’s origin and is nowhere at the shop', async () => {
  await withShop(browser(), async ({ demo, simulator, context, page, witness, log }) => {
    const requests: Request[] = [];
    context.on('request', (request) => requests.push(request));
    const atShop: string[] = [];
    const look = async () => atShop.push(await shown(page), await stored(page));

    await goToCheckout(page, demo.url);
    const checkout = new Checkout(page);
    await checkout.open();
    await checkout.modal.fill({ number: declinedCard, cvv: '209' });
    await look();
    await checkout.modal.payButton.click();
    await checkout.reaches('declined');
    await look();
    await checkout.modal.pay({ number: approvedCard });
    await seesReceipt(page);
    await look();

    const sent = (toModal: boolean) =>
      requests
        .filter((request) => request.url().startsWith(simulator.modalUrl) === toModal)
        .map((request) => `${request.url()}\n${request.postData() ?? ''}`);
    for (const number of [declinedCard, approvedCard]) {
      assert.ok(sent(true).some((text) => holds(text, number)));
    }
    const answers = (await witness.answers(demo.url)).map(({ body }) => body);
    assert.ok(answers.some((body) => body.includes('checkoutToken')));
    const everything = [...atShop, ...sent(false), ...answers, ...witness.consoleTexts, ...log];
    for (const number of [declinedCard, approvedCard]) {
      assert.deepEqual(
        everything.filter((text) => holds(text, number)),
        [],
      );
    }
  });
});

/** Whether the number is in the text, also in groups. */
function holds(text: string, number: string): boolean {
  return new RegExp(number.replaceAll(/\B/g, '[ -]?')).test(text);
}

/** The page's address and markup, that inside the element, and what its fields hold. */
function shown(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      location.href,
      document.documentElement.outerHTML,
      document.querySelector('helcim-checkout')?.shadowRoot?.innerHTML,
      ...Array.from(
        document.querySelectorAll('input, textarea'),
        (field) => (field as HTMLInputElement).value,
      ),
    ].join('\n'),
  );
}

async function stored(page: Page): Promise<string> {
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), []);
  return page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage), document.cookie]),
  );
}
