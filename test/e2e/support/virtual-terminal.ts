import type { FrameLocator, Page } from 'playwright-core';

/** The simulator's terminal in the frame beside the till: what customer and clerk do at it by hand. */
export class VirtualTerminal {
  readonly #frame: FrameLocator;

  constructor(page: Page) {
    this.#frame = page.frameLocator('.terminal-frame');
  }

  async shows(view: string): Promise<void> {
    await this.#frame.locator(`[data-shows="${view}"]`).waitFor();
  }

  async press(name: string): Promise<void> {
    await this.#frame.locator('.view:not([hidden])').getByRole('button', { name, exact: true }).click();
  }

  async logIn(pin: string): Promise<void> {
    await this.shows('log-in');
    for (const digit of pin) await this.press(digit);
    await this.press('Log in');
  }

  async switchPairingModeOn(): Promise<void> {
    await this.shows('standalone');
    await this.#frame.locator('.view:not([hidden])').getByRole('switch').click();
    await this.shows('unregistered');
  }

  async code(): Promise<string> {
    await this.shows('ready');
    return this.#frame.locator('[data-fill=code]').innerText();
  }

  async askForTips(): Promise<void> {
    await this.#frame.locator('.around summary').click();
    await this.#frame.locator('[data-asks-tip]').check();
  }

  async addTip(dollars: string): Promise<void> {
    await this.press('Change');
    await this.#frame.locator('#own-tip').fill(dollars);
    await this.press('Add');
  }

  async tap(): Promise<void> {
    await this.shows('present');
    await this.#frame.locator('[data-pay=tap]').click();
  }
}
