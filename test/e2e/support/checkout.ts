import type { CheckoutState } from '@helcim-checkout/element';
import type { Page } from 'playwright-core';
import { Modal } from './modal.js';

/** The payment element on a page. */
export class Checkout {
  readonly #page: Page;
  readonly modal: Modal;
  readonly button;

  constructor(page: Page) {
    this.#page = page;
    this.modal = new Modal(page);
    this.button = page.locator('helcim-checkout').getByRole('button');
  }

  /** Presses the button and waits for the modal. */
  async open(): Promise<void> {
    await this.button.click();
    await this.modal.isOpen();
  }

  async reaches(state: CheckoutState): Promise<void> {
    await this.#page.waitForFunction(
      (wanted) => document.querySelector(`helcim-checkout:state(${wanted})`) !== null,
      state,
    );
  }

  /** Which button the buyer meets: locked means that a click does nothing. */
  async isLocked(): Promise<boolean> {
    return (await this.button.getAttribute('aria-disabled')) === 'true';
  }

  /** The code of the next `helcim-failed`; listens from now on. */
  async nextFailure(): Promise<() => Promise<string>> {
    const code = await this.#page.evaluateHandle(() => {
      const heard = new Promise<string>((resolve) => {
        document.addEventListener('helcim-failed', ({ error }) => resolve(error.code), { once: true });
      });
      return { heard };
    });
    return () => code.evaluate(({ heard }) => heard);
  }

  /** The names of the events heard so far, from the shop's own log on the checkout page. */
  async events(): Promise<string[]> {
    return this.#page.locator('#event-log code').allTextContents();
  }
}
