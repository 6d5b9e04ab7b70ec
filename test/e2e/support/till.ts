import type { TerminalState } from '@helcim-checkout/element/terminal';
import type { Page } from 'playwright-core';

/** The till's page of a sale, as a clerk meets it. */
export class Till {
  readonly #page: Page;
  readonly terminal;
  readonly sale;

  constructor(page: Page) {
    this.#page = page;
    this.terminal = page.locator('helcim-terminal');
    this.sale = page.locator('#sale');
  }

  /** Types an amount in and goes on to its payment. Answers the order's id. */
  async ringUp(amount: string): Promise<string> {
    await this.#page.locator('#amount').fill(amount);
    await this.#page.locator('.new-sale button:not([type])').click();
    return this.saleId();
  }

  async saleId(): Promise<string> {
    await this.#page.waitForURL(/\/till\/sales\/[0-9a-f]{32}$/);
    return new URL(this.#page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** Types in the code that the terminal shows. */
  async pair(code: string): Promise<void> {
    await this.terminal.locator('#code').fill(code);
    await this.terminal.locator('form button').click();
    await this.terminal.locator('form').waitFor({ state: 'hidden' });
  }

  async charge(): Promise<void> {
    await this.terminal.locator('[part=button]').click();
    await this.reaches('waiting');
  }

  async reaches(state: TerminalState): Promise<void> {
    await this.#page.waitForSelector(`helcim-terminal:state(${state})`);
  }

  async seesReceipt(): Promise<void> {
    await this.#page.locator('#sale[data-status=paid]').waitFor();
  }

  async giveBack(amount: string): Promise<void> {
    await this.#page.locator('#refund-amount').fill(amount);
    await this.#page.locator('[data-refund] button').click();
  }

  /** Straight to the card that paid. */
  async refundsWithoutCard(amount: string): Promise<void> {
    await this.#page.locator('[data-refund] [name=device][value=""]').check();
    await this.giveBack(amount);
  }

  /** What the clerk is told of the refund, by its key. */
  async isTold(reason: string): Promise<void> {
    await this.#page.locator(`[data-reason=${reason}]:not([hidden])`).waitFor();
  }

  /** The refund listed last is there now. */
  async refundBecomes(state: string): Promise<void> {
    await this.#page.locator(`.refunds li:last-child [data-refund-state=${state}]`).waitFor();
  }
}
