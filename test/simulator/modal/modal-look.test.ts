import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Frame } from 'playwright-core';
import { accessibilityViolations } from './check-accessibility.js';
import { payWithTestCard, setStage, type Stage } from './stage.js';

let stage: Stage;
before(async () => {
  stage = await setStage();
});
after(() => stage.close());

const styleOf = (modal: Frame, selector: string, property: string) =>
  modal.evaluate<string>(`getComputedStyle(document.querySelector('${selector}'))['${property}']`);

const hostile = `"><img src=x onerror="parent.postMessage('pwned','*')"><script>parent.postMessage('pwned','*')</script>`;

describe('customStyling', () => {
  for (const [appearance, colorScheme, surface] of [
    ['light', 'dark', 'rgb(255, 255, 255)'],
    ['dark', 'light', 'rgb(22, 26, 34)'],
    ['system', 'light', 'rgb(255, 255, 255)'],
    ['system', 'dark', 'rgb(22, 26, 34)'],
    [undefined, 'dark', 'rgb(255, 255, 255)'],
  ] as const) {
    test(`appearance ${appearance} on a ${colorScheme} system is honoured`, async () => {
      const token = await stage.initialize(appearance && { customStyling: { appearance } });
      const { page, modal } = await stage.openModal(token, { colorScheme });
      assert.equal(await styleOf(modal, '.dialog', 'backgroundColor'), surface);
      await page.close();
    });
  }

  for (const [brandColor, background, text] of [
    ['6B3FE0', 'rgb(107, 63, 224)', 'rgb(255, 255, 255)'],
    ['fc0', 'rgb(255, 204, 0)', 'rgb(0, 0, 0)'],
    ['ffffff', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)'],
  ] as const) {
    test(`brandColor ${brandColor} is the button’s, with text that reads on it`, async () => {
      const { page, modal } = await stage.openModal(
        await stage.initialize({ customStyling: { brandColor } }),
      );
      assert.equal(await styleOf(modal, '.pay', 'backgroundColor'), background);
      assert.equal(await styleOf(modal, '.pay', 'color'), text);
      await page.close();
    });
  }

  for (const [cornerRadius, button, dialog, sheet] of [
    ['rounded', '5px', '10px', '24px'],
    ['pill', '16px', '24px', '24px'],
    ['rectangular', '2px', '5px', '5px'],
  ] as const) {
    test(`cornerRadius ${cornerRadius} has Helcim’s radii`, async () => {
      const { page, modal } = await stage.openModal(
        await stage.initialize({ customStyling: { cornerRadius } }),
      );
      assert.equal(await styleOf(modal, '.pay', 'borderTopLeftRadius'), button);
      assert.equal(await styleOf(modal, '.dialog', 'borderTopLeftRadius'), dialog);
      await page.setViewportSize({ width: 390, height: 844 });
      assert.equal(await styleOf(modal, '.dialog', 'borderTopLeftRadius'), sheet);
      await page.close();
    });
  }

  for (const [request, button, heading] of [
    [{}, 'Pay $49.99 CAD', /Amount to pay\s+\$49\.99 CAD/],
    [{ currency: 'USD', amount: 1234.5 }, 'Pay $1,234.50 USD', /\$1,234\.50 USD/],
    [{ paymentType: 'preauth' }, 'Authorize $49.99 CAD', /Amount to authorize/],
    [{ paymentType: 'verify', amount: 0 }, 'Save card', /^\s*Save card\s*$/],
    [{ customStyling: { ctaButtonText: 'donate' } }, 'Donate $49.99 CAD', /Amount to pay/],
  ] as const) {
    test(`the button reads "${button}"`, async () => {
      const { page, modal } = await stage.openModal(await stage.initialize(request));
      assert.equal(await modal.innerText('.pay'), button);
      assert.match(await modal.innerText('#pay-title'), heading);
      await page.close();
    });
  }
});

describe('the modal', () => {
  test('lists what is bought, and prints every text of the shop as text', async () => {
    const token = await stage.initialize({
      invoiceRequest: {
        lineItems: [
          { description: `Socks ${hostile}`, quantity: 2, price: 20 },
          { description: 'Hat', quantity: 1, price: 9.99 },
        ],
      },
      customerRequest: {
        contactName: hostile,
        billingAddress: { name: hostile, street1: hostile, postalCode: hostile },
      },
      customStyling: { ctaButtonText: '</style><b>pay</b>' },
    });
    const { page, modal, messages } = await stage.openModal(token);
    await modal.click('.order summary');
    const lines = (await modal.innerText('.lines')).replace(/\s+/g, ' ');
    assert.ok(lines.includes(`Socks ${hostile} × 2 $40.00 CAD`), lines);
    assert.ok(lines.endsWith('Hat $9.99 CAD Total $49.99 CAD'), lines);
    assert.equal(await modal.inputValue('#cardHolderName'), hostile);
    assert.equal(await modal.innerText('.pay'), '</style><b>pay</b> $49.99 CAD');
    assert.equal(await modal.locator('img, b, script:not([src])').count(), 0);
    assert.deepEqual(await messages(), []);
    await page.close();
  });

  test('shows the shop’s page through', async () => {
    const { page, modal } = await stage.openModal(await stage.initialize());
    assert.equal(await styleOf(modal, 'body', 'backgroundColor'), 'rgba(0, 0, 0, 0)');
    assert.match(await styleOf(modal, '.overlay', 'backgroundColor'), /^rgba\(.*, 0\.\d+\)$/);
    await page.close();
  });

  for (const width of [320, 390, 1280]) {
    test(`fits a window of ${width} pixels without scrolling sideways`, async () => {
      const { page, modal } = await stage.openModal(await stage.initialize({ displayContactFields: 1 }), {
        viewport: { width, height: 640 },
      });
      await modal.click('.test-cards summary');
      assert.equal(
        await modal.evaluate(
          '[document.documentElement, ...document.querySelectorAll(".dialog, .body")].every((part) => part.scrollWidth <= part.clientWidth)',
        ),
        true,
      );
      const button = await modal.locator('.pay').boundingBox();
      assert.ok(button && button.y + button.height <= 640, 'the button is in view');
      await page.close();
    });
  }

  for (const appearance of ['light', 'dark'] as const) {
    test(`has no violation that axe-core knows, in any view, ${appearance}`, async () => {
      const token = await stage.initialize({
        displayContactFields: 1,
        confirmationScreen: true,
        customStyling: { appearance, brandColor: 'ffe14d' },
        invoiceRequest: { lineItems: [{ description: 'Hat', quantity: 1, price: 49.99 }] },
      });
      const { page, modal } = await stage.openModal(token);
      await modal.click('.order summary');
      await modal.click('.test-cards summary');
      assert.deepEqual(await accessibilityViolations(modal), [], 'form');
      await modal.click('.pay');
      await modal.waitForSelector('.message:focus');
      assert.deepEqual(await accessibilityViolations(modal), [], 'errors');
      await modal.click('.test-cards summary');
      await payWithTestCard(modal);
      await modal.waitForSelector('#approved-title:focus');
      assert.deepEqual(await accessibilityViolations(modal), [], 'confirmation');
      await page.close();
      await fetch(`${stage.simulator.url}/_sim/reset`, { method: 'POST' });
    });

    test(`says what is wrong with a token, readably, ${appearance}`, async () => {
      const { page, modal } = await stage.openModal('f'.repeat(22), { colorScheme: appearance });
      assert.equal(await modal.innerText('h1'), 'This checkout does not exist');
      assert.deepEqual(await accessibilityViolations(modal), []);
      await page.close();
    });
  }
});
