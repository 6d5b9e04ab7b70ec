import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sqliteStore, type SessionRecord } from '@helcim-checkout/initializer';
import { startSimulator } from '@helcim-checkout/initializer/simulator';
import Database from 'libsql';
import type { Page } from 'playwright-core';
import { temporaryDatabaseFile } from '../../demo/database-file.js';
import { startDemo, type Demo } from '../../demo/start-demo.js';
import { facts, session } from '../initializer/support/session.js';
import { accessibilityViolations } from './support/axe.js';
import { browserForFile } from './support/browser-for-file.js';
import { listeningLogger } from './support/listening-logger.js';

const browser = browserForFile();

const madeUp: Partial<SessionRecord> = { reason: 'undecided_in_time', hintedIds: ['1'] };
const genuine: Partial<SessionRecord> = { reason: 'amount_differs', transaction: facts({ amount: '40' }) };

/** Reviews of orders of their own, a second after each other, named by their numbers. */
async function writeReviews(file: string, scope: string, kinds: readonly Partial<SessionRecord>[]) {
  const database = new Database(file);
  const store = sqliteStore(database);
  for (const [number, changes] of kinds.entries()) {
    const names = { sessionId: `session-${number}`, orderId: `order-${number}`, reference: `HC-${number}` };
    const createdAt = session().createdAt + number * 1_000;
    const record = session({ ...names, scope, createdAt, version: 1 });
    await store.create(record);
    await store.update({ ...record, version: 2, state: 'review', ...changes });
  }
  database.close();
}

/** A shop whose store holds reviews, and the page of its staff. */
async function withReviews(
  kinds: readonly Partial<SessionRecord>[],
  story: (staff: Page, demo: Demo) => Promise<void>,
): Promise<void> {
  const simulator = await startSimulator();
  const database = temporaryDatabaseFile();
  const demo = await startDemo({
    environment: {
      HELCIM_API_TOKEN: simulator.tokens.helcimPay,
      HELCIM_READ_TOKEN: simulator.tokens.read,
      HELCIM_API_URL: simulator.apiUrl,
      HELCIM_SCRIPT_URL: simulator.scriptUrl,
    },
    databaseFile: database.file,
    logger: listeningLogger([]),
  });
  const context = await browser().newContext({ locale: 'en-CA', viewport: { width: 320, height: 800 } });
  try {
    await writeReviews(database.file, `default@${new URL(simulator.apiUrl).host}`, kinds);
    const staff = await context.newPage();
    await staff.goto(demo.staffUrl);
    await story(staff, demo);
  } finally {
    await context.close();
    await demo.close();
    database.remove();
    await simulator.close();
  }
}

const flood = (length: number) => Array.from({ length }, () => madeUp);
const sessionsOn = (staff: Page) => staff.locator('.facts code').allInnerTexts();
const sessions = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `session-${from + index}`);

async function followTo(staff: Page, name: string): Promise<void> {
  await Promise.all([
    staff.waitForEvent('domcontentloaded'),
    staff.getByRole('link', { name, exact: true }).click(),
  ]);
}

test('reviews come in pages, and a decision leads back to the page it was taken on', async () => {
  await withReviews(flood(120), async (staff) => {
    assert.deepEqual(await sessionsOn(staff), sessions(0, 50));
    await followTo(staff, 'Next page →');
    assert.deepEqual(await sessionsOn(staff), sessions(50, 100));

    await staff.getByRole('link', { name: 'No money moved' }).last().click();
    await staff.getByRole('heading', { name: 'No money moved?' }).waitFor();
    await staff.getByRole('button', { name: 'No money moved' }).click();
    await staff.getByRole('status').waitFor();
    assert.deepEqual(await sessionsOn(staff), [...sessions(50, 99), 'session-100']);

    await staff.getByRole('button', { name: 'Ask Helcim again' }).first().click();
    await staff.getByText('Helcim has been asked again').waitFor();
    await followTo(staff, 'Next page →');
    assert.deepEqual(await sessionsOn(staff), sessions(101, 120));
    assert.equal(await staff.getByRole('link', { name: 'Next page' }).count(), 0);
    await followTo(staff, 'Français');
    assert.deepEqual(await sessionsOn(staff), sessions(101, 120), 'the language changes nothing else');
    await followTo(staff, '← Première page');
    assert.deepEqual(await sessionsOn(staff), sessions(0, 50));
  });
});

test('a payment that Helcim shows is found behind any number of made-up results', async () => {
  await withReviews([...flood(60), genuine, ...flood(60), genuine], async (staff, demo) => {
    await followTo(staff, 'Shown by Helcim');
    assert.deepEqual(await sessionsOn(staff), ['session-60', 'session-121']);
    for (const rest of [1, 0]) {
      await staff.getByRole('link', { name: 'The money went back' }).first().click();
      await staff.getByRole('button', { name: 'The money went back' }).click();
      await staff.getByRole('status').waitFor();
      assert.equal((await sessionsOn(staff)).length, rest);
    }
    await staff.getByText('Helcim shows no payment').waitFor();
    await followTo(staff, 'All');
    assert.equal((await sessionsOn(staff)).length, 50);
    assert.equal((await demo.payments.find({ sessionId: 'session-121' }))?.state, 'returned');
  });
});

test('an address that is not understood shows the first page', async () => {
  await withReviews(flood(2), async (staff, { url }) => {
    for (const query of ['after=', 'after=1', 'after=x.y', 'after=1.%3Cb%3E', 'after=1.a&after=1.b']) {
      const answer = await staff.goto(`${url}/staff/reviews?${query}`);
      assert.equal(answer?.status(), 200, query);
      assert.deepEqual(await sessionsOn(staff), sessions(0, 2), query);
    }
  });
});

test('pages break no rule of axe and fit 320 pixels, in both languages', async () => {
  await withReviews([...flood(60), genuine], async (staff, { url }) => {
    for (const language of ['en', 'fr']) {
      await staff.goto(`${url}/staff/reviews?lang=${language}`);
      const next = await staff.locator('[rel=next]').getAttribute('href');
      for (const address of [
        `/staff/reviews?payment=shown&lang=${language}`,
        next ?? assert.fail('one page'),
      ]) {
        await staff.goto(url + address);
        await staff.locator('.choice').waitFor();
        assert.deepEqual(await accessibilityViolations(staff), [], address);
        const sideways = await staff.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(sideways <= 0, `${address} is ${sideways} px too wide`);
      }
    }
  });
});
