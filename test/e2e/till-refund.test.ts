import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityViolations } from './support/axe.js';
import { browserForFile } from './support/browser-for-file.js';
import { counterDevice, loseWebhooks } from './support/counter-device.js';
import { transactions } from './support/simulator-view.js';
import { Till } from './support/till.js';
import { withShop, type ShopStory } from './support/with-shop.js';

const browser = browserForFile();
const narrow = { webhooks: true, viewport: { width: 900, height: 1100 } };

interface PaidSale {
  readonly till: Till;
  /** On the simulator. */
  readonly id: string;
  readonly code: string;
}

/** A sale of $12.50 that the counter's terminal took, in a batch that is closed. */
async function paidSale({ demo, simulator, page }: ShopStory, cardType = 'credit'): Promise<PaidSale> {
  const till = new Till(page);
  const { id, code } = counterDevice(simulator);
  await page.goto(demo.tillUrl);
  await till.ringUp('12.50');
  await till.pair(code);
  await till.charge();
  simulator.devices.act(id, 'tap', { cardType });
  await till.seesReceipt();
  await page.getByRole('button', { name: 'Close the batch' }).click();
  await page.getByText('The batch is closed').waitFor();
  return { till, id, code };
}

async function refundsAt({ simulator }: ShopStory): Promise<number[]> {
  const rows = await transactions(simulator);
  return rows
    .filter(({ type, status }) => type === 'refund' && status === 'APPROVED')
    .map(({ amount }) => amount);
}

test('a refund whose answer is lost or garbled is unknown to the clerk, and asked again is the same refund', async (t) => {
  const answers: [what: string, status: number, body: string][] = [
    ['a gateway gave up', 504, '{"message":"Endpoint request timed out"}'],
    ['the server failed', 500, '{"error":{"code":"internal","message":"…"}}'],
    ['Helcim did not answer', 503, '{"error":{"code":"helcim_unavailable","message":"…"}}'],
    ['a refusal that nobody knows', 409, '{"error":{"code":"something_new","message":"…"}}'],
    ['a page of HTML', 502, '<h1>Bad gateway</h1>'],
  ];
  for (const [what, status, body] of answers) {
    await t.test(what, async () => {
      await withShop(
        browser(),
        async (story) => {
          const { page } = story;
          const { till } = await paidSale(story);
          await page.route('**/refunds', async (route) => {
            await route.fetch();
            await route.fulfill({ status, contentType: 'application/json', body });
          });
          await till.refundsWithoutCard('2.00');
          await till.isTold('unknown');
          await till.refundBecomes('done');
          assert.ok(!(await till.sale.innerText()).includes('Nothing was given back'));

          await page.unroute('**/refunds');
          await page.reload();
          await till.refundsWithoutCard('2.00');
          await till.isTold('same');
          assert.deepEqual(await refundsAt(story), [2]);
          await till.refundsWithoutCard('2.00');
          await page.locator('.refunds li').nth(1).waitFor();
          assert.deepEqual(await refundsAt(story), [2, 2], 'the clerk means another one');
        },
        { ...narrow, expectedComplaints: /status of (409|50\d)/ },
      );
    });
  }
});

test('a refund that was refused gave nothing back, and what was typed in is kept', async () => {
  await withShop(
    browser(),
    async (story) => {
      const { till } = await paidSale(story);
      for (const [amount, reason] of [
        ['12.51', 'refund_too_large'],
        ['a lot', 'invalid_body'],
      ] as const) {
        await till.refundsWithoutCard(amount);
        await till.isTold(reason);
        assert.equal(await story.page.locator('#refund-amount').inputValue(), amount);
      }
      story.simulator.switches.set({ merchantCountry: 'US' });
      await story.page.getByRole('radio').first().check();
      await till.giveBack('3.00');
      await till.isTold('refused');
      assert.deepEqual(await refundsAt(story), []);
    },
    { ...narrow, expectedComplaints: /status of (400|409)/ },
  );
});

test('two equal refunds, one after the other, are both made', async () => {
  await withShop(
    browser(),
    async (story) => {
      const { till } = await paidSale(story);
      await till.refundsWithoutCard('4.00');
      await till.refundBecomes('done');
      await till.refundsWithoutCard('4.00');
      await story.page.locator('.refunds li').nth(1).waitFor();
      await till.refundBecomes('done');
      assert.deepEqual(await refundsAt(story), [4, 4]);
      assert.equal(await story.page.locator('#refund-amount').inputValue(), '4.50');
    },
    narrow,
  );
});

test('a refund that ended on its terminal without the till being told is found in the list and given up', async (t) => {
  await withShop(
    browser(),
    async (story) => {
      const { simulator, page, demo } = story;
      const { till, id, code } = await paidSale(story);
      await till.giveBack('3.00');
      await till.refundBecomes('handed_over');
      simulator.devices.act(id, 'tap', { cardType: 'debit' });
      await page.getByText('1 card declined').waitFor();
      await page.getByText('the customer may try the card that paid').waitFor();
      await loseWebhooks(simulator);
      simulator.devices.act(id, 'cancel');
      simulator.devices.act(id, 'dismiss');
      assert.equal(await page.locator('[data-release]').count(), 0, 'not before ten minutes');

      await page.goto(`${demo.url}/till`);
      const marked = page.locator('li', { hasText: `On terminal ${code} now` });
      assert.equal(await marked.count(), 1);
      const before = Date.now;
      t.mock.method(Date, 'now', () => before() + 11 * 60_000);
      await marked.getByRole('link', { name: 'Follow it' }).click();
      await page.getByLabel(`Terminal ${code} is idle: I see it.`).check();
      assert.deepEqual(await accessibilityViolations(page), []);
      await page.getByRole('button', { name: 'Give the refund up' }).click();
      await till.refundBecomes('released');
      await page.getByText('Nobody knows whether a refund that was given up was made').waitFor();
      assert.equal(await page.locator('#refund-amount').inputValue(), '9.50', 'it may have been made');

      await page.goto(`${demo.url}/till`);
      assert.equal(await page.getByText('On terminal').count(), 0);
      await till.ringUp('17.00');
      await till.charge();
      await page.goto(`${demo.url}/till`);
      await page
        .locator('li', { hasText: `On terminal ${code} now` })
        .getByText('17.00')
        .waitFor();
    },
    narrow,
  );
});

test('a debit card is refunded on any paired terminal, and without one the clerk is led to pairing', async () => {
  await withShop(
    browser(),
    async (story) => {
      const { simulator, page } = story;
      const { till, code } = await paidSale(story, 'debit');
      const back = await simulator.devices.ready('Back counter');
      const choices = () =>
        page.getByRole('radio').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
      assert.deepEqual(await choices(), [code]);

      const headers = { origin: story.demo.url };
      await page.request.delete(`${story.demo.url}/till/api/devices/${code}`, { headers });
      const sale = page.url();
      await page.reload();
      assert.deepEqual(await choices(), []);
      await page.getByRole('link', { name: 'Pair one' }).click();
      await till.pair(back.code);
      assert.deepEqual(await accessibilityViolations(page), []);
      await page.getByRole('link', { name: 'Sale 1001' }).click();
      assert.equal(page.url(), sale.replace(/\?.*/, ''));
      await page.request.post(`${story.demo.url}/till/api/devices`, { headers, data: { code } });
      await page.reload();
      assert.deepEqual(await choices(), [code, back.code], 'the one that took the payment comes first');
      simulator.devices.act(back.id, 'dismiss');
      await page.getByRole('radio').nth(1).check();
      await till.giveBack('5.00');
      await till.refundBecomes('handed_over');
      simulator.devices.act(back.id, 'tap', { cardType: 'debit' });
      await till.refundBecomes('done');
    },
    narrow,
  );
});
