import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { payWithTestCard, setStage, type Stage } from './stage.js';

let stage: Stage;
before(async () => {
  stage = await setStage();
});
beforeEach(() => fetch(`${stage.simulator.url}/_sim/reset`, { method: 'POST' }));
after(() => stage.close());

const focusedId = (modal: Frame) => modal.evaluate<string>('document.activeElement.id');

describe('the card form', () => {
  test('is paid with the keyboard alone', async () => {
    const { page, modal, statuses } = await stage.openModal(await stage.initialize());
    await modal.waitForSelector('#cardNumber:focus');
    for (const text of ['4242424242424242', '0128', '100', 'Ada Sample', '12 Elm Street', 'T2P 1A1']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    assert.equal(await modal.evaluate('document.activeElement.className'), 'primary pay');
    await page.keyboard.press('Enter');
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    await page.close();
  });

  test('keeps the keyboard inside the dialog, both ways', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize());
    await modal.focus('.pay');
    await page.keyboard.press('Tab');
    assert.equal(await modal.evaluate('document.activeElement.hasAttribute("data-exit")'), true);
    await page.keyboard.press('Shift+Tab');
    assert.equal(await modal.evaluate('document.activeElement.className'), 'primary pay');
    await modal.focus('[role=dialog]');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await modal.evaluate('document.activeElement.className'), 'primary pay');
    await page.close();
  });

  test('is a modal dialog with a name, and says that it is a simulator', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize());
    const dialog = modal.getByRole('dialog', { name: /^Amount to pay \$49\.99 CAD$/ });
    assert.equal(await dialog.getAttribute('aria-modal'), 'true');
    assert.match(await modal.innerText('#simulator-note'), /Simulator: only test cards/);
    assert.equal(await modal.isVisible('#simulator-note'), true);
    await page.close();
  });

  test('groups digits while they are typed, and names the brand', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize());
    await modal.locator('#cardNumber').pressSequentially('42424242x42424242');
    assert.equal(await modal.inputValue('#cardNumber'), '4242 4242 4242 4242');
    assert.equal(await modal.textContent('.card-brand'), 'Visa');
    await modal.fill('#cardNumber', '');
    await modal.locator('#cardNumber').pressSequentially('374245001751006');
    assert.equal(await modal.inputValue('#cardNumber'), '3742 450017 51006');
    assert.equal(await modal.textContent('.card-brand'), 'Amex');
    await modal.locator('#expiry').pressSequentially('128');
    assert.equal(await modal.inputValue('#expiry'), '12 / 8');
    await modal.fill('#expiry', '');
    await modal.locator('#expiry').pressSequentially('728');
    assert.equal(await modal.inputValue('#expiry'), '07 / 28');
    await page.close();
  });

  test('keeps the caret when a digit is added in the middle', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize());
    await modal.fill('#cardNumber', '4242 4242 42');
    await modal.evaluate('document.getElementById("cardNumber").setSelectionRange(3, 3)');
    await page.keyboard.type('99');
    assert.equal(await modal.inputValue('#cardNumber'), '4249 9242 4242');
    assert.equal(await modal.evaluate('document.getElementById("cardNumber").selectionStart'), 6);
    await page.close();
  });

  test('asks for what is missing beside each field and in a focused summary that leads to it', async () => {
    const { page, modal, messages } = await stage.openModal(await stage.initialize());
    await modal.click('.pay');
    await modal.waitForSelector('.message:focus');
    assert.equal(await modal.locator('.message a').count(), 6);
    for (const id of ['cardNumber', 'expiry', 'cvv', 'cardHolderName', 'street', 'postalCode']) {
      const field = modal.locator(`#${id}`);
      assert.equal(await field.getAttribute('aria-invalid'), 'true', id);
      assert.equal(await field.getAttribute('aria-describedby'), `${id}-error`);
      assert.match((await modal.textContent(`#${id}-error`)) ?? '', /^Enter /);
    }
    await modal.click('.message a >> nth=2');
    assert.equal(await focusedId(modal), 'cvv');
    await modal.fill('#cvv', '100');
    await modal.focus('#expiry');
    assert.equal(await modal.locator('#cvv').getAttribute('aria-invalid'), null);
    assert.deepEqual(await messages(), []);
    await page.close();
  });

  for (const [title, fields, wrong] of [
    ['a card that is no test card', { cardNumber: '4111 1111 1111 1111' }, { cardNumber: /only test cards/ }],
    [
      'a typing mistake in the number',
      { cardNumber: '4242 4242 4242 4241' },
      { cardNumber: /typing mistake/ },
    ],
    ['a month that does not exist', { expiry: '13 / 28' }, { expiry: /month and year/ }],
    ['a card that has expired', { expiry: '10 / 26' }, { expiry: /expired/ }],
    ['a security code with letters', { cvv: '1a0' }, { cvv: /3 digits/ }],
    ['three digits for an Amex', { cardNumber: '374245001751006', cvv: '100' }, { cvv: /four digits/ }],
  ] as const) {
    test(`refuses ${title} and takes nothing`, async () => {
      const { page, modal, messages } = await stage.openModal(await stage.initialize());
      const good = {
        cardNumber: '4242424242424242',
        expiry: '01 / 28',
        cvv: '100',
        cardHolderName: 'A',
        street: 'B',
        postalCode: 'C',
      };
      for (const [id, text] of Object.entries({ ...good, ...fields })) await modal.fill(`#${id}`, text);
      await modal.click('.pay');
      for (const [id, reason] of Object.entries(wrong)) {
        await modal.waitForSelector(`#${id}[aria-invalid=true]`);
        assert.match((await modal.textContent(`#${id}-error`)) ?? '', reason);
      }
      assert.deepEqual(await messages(), []);
      const rows = (await (await fetch(`${stage.simulator.url}/_sim/transactions`)).json()) as unknown[];
      assert.equal(rows.length, 0);
      await page.close();
    });
  }

  test('is filled in from the customer of the session, and from the address of the modal', async () => {
    const token = await stage.initialize({
      displayContactFields: 1,
      customerRequest: {
        contactName: 'Zoé O’Brien',
        billingAddress: { name: 'Zoé', street1: '5 "Quote" Road', postalCode: 'H2X 1Y4' },
      },
    });
    const page = await stage.openShop();
    await page.goto(`${stage.simulator.modalUrl}/helcim-pay/${token}?phone=4035550100&email=zoe@example.com`);
    const values = await page.$$eval('.pay-form input', (inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    assert.deepEqual(values, [
      '',
      '',
      '',
      'Zoé O’Brien',
      '5 "Quote" Road',
      'H2X 1Y4',
      'zoe@example.com',
      '4035550100',
    ]);
    await page.close();
  });

  test('has contact fields only where the session asks for them', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize());
    assert.equal(await modal.locator('#email').count(), 0);
    await page.close();
  });

  test('says that it is busy, and takes one payment however often the button is pressed', async () => {
    const { page, modal, statuses } = await stage.openModal(
      await stage.initialize({ confirmationScreen: true }),
    );
    let calls = 0;
    let answer = () => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/pay', async (route) => {
      calls++;
      await held;
      await route.continue();
    });
    await payWithTestCard(modal);
    await modal.waitForSelector('.pay[aria-disabled=true]');
    assert.equal(await modal.innerText('.pay'), 'Processing…');
    assert.match((await modal.textContent('#live')) ?? '', /Processing/);
    assert.equal(await modal.isDisabled('.icon-button'), true);
    await modal.press('.pay', 'Enter');
    await modal.press('.pay', 'Escape');
    answer();
    assert.deepEqual(await statuses(1), ['SUCCESS']);
    assert.equal(calls, 1);
    await page.close();
  });

  test('does not claim an outcome when the connection is lost', async () => {
    const { page, modal, messages } = await stage.openModal(await stage.initialize());
    await page.route('**/pay', (route) => route.abort());
    await payWithTestCard(modal);
    assert.match(
      (await (await modal.waitForSelector('.message:focus')).textContent()) ?? '',
      /result is not known/,
    );
    assert.deepEqual(await messages(), []);
    await page.close();
  });

  test('fills in each test card with the code that leads to the chosen outcome', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize());
    await modal.click('.test-cards summary');
    const amex = modal.locator('.test-card', { hasText: 'Amex' });
    await modal.selectOption('#test-outcome', '210');
    await amex.click();
    assert.equal(await modal.inputValue('#cvv'), '2100');
    await modal.click('.test-cards summary');
    await modal.selectOption('#test-outcome', '100');
    await amex.click();
    assert.equal(await modal.inputValue('#cvv'), '1000');
    assert.equal(await modal.inputValue('#expiry'), '01 / 28');
    await page.close();
  });
});
