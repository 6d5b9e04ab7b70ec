import type { Page } from 'playwright-core';
import { testCard } from '../../../demo/shop/test-card.js';

export interface CardInput {
  readonly number?: string;
  readonly name?: string;
  /** 100 approves, 200 and above decline. */
  readonly cvv?: string;
}

/** Helcim's modal as a buyer meets it: a frame over the page. */
export class Modal {
  readonly #frame;
  readonly element;

  constructor(page: Page) {
    this.element = page.locator('#helcimPayIframe');
    this.#frame = page.frameLocator('#helcimPayIframe');
  }

  get payButton() {
    return this.#frame.locator('button[type=submit]');
  }

  get exitButton() {
    return this.#frame.getByRole('button', { name: 'Close without paying' });
  }

  field(name: 'cardNumber' | 'expiry' | 'cvv' | 'cardHolderName' | 'street' | 'postalCode') {
    return this.#frame.locator(`input[name=${name}]`);
  }

  async fill({
    number = testCard().number,
    name = 'Ada Sample',
    cvv = '100',
  }: CardInput = {}): Promise<void> {
    await this.field('cardNumber').fill(number);
    await this.field('expiry').fill(testCard().expiry);
    await this.field('cvv').fill(cvv);
    await this.field('cardHolderName').fill(name);
    await this.field('street').fill('1 Lakeshore Road');
    await this.field('postalCode').fill('H2X 1Y4');
  }

  async pay(card?: CardInput): Promise<void> {
    await this.fill(card);
    await this.payButton.click();
  }

  async exit(): Promise<void> {
    await this.exitButton.click();
  }

  async isOpen(): Promise<void> {
    await this.payButton.waitFor();
  }

  async isGone(): Promise<void> {
    await this.element.waitFor({ state: 'detached' });
  }
}
