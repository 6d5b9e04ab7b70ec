import { payInModal } from './modal.js';
import { orderIdOf } from './prices.js';
import { between, randomOf, type Random } from './random.js';
import { isPassing, ShopLine } from './shop-line.js';
import { ShopVisit, type SessionAnswer } from './shop-visit.js';
import type { Street } from './street.js';
import { tillPlanOf, type TillPlan } from './till-plan.js';
import type { Till } from './till.js';
import { minute, second } from './virtual-clock.js';

const mostTries = 12;
const releasableAfterMs = 10 * minute;

/** A customer at a till and the clerk behind it. */
export class TillCustomer {
  readonly #street: Street;
  readonly #index: number;
  readonly #plan: TillPlan;
  readonly #random: Random;
  readonly #till: Till;
  readonly #line: ShopLine;
  readonly #page: ShopVisit;

  constructor(street: Street, index: number, till: Till) {
    this.#street = street;
    this.#index = index;
    this.#till = till;
    this.#plan = tillPlanOf(street.seed, index, street.dayMs);
    this.#random = randomOf(street.seed, 'counter', index);
    this.#line = new ShopLine(street, index, this.#random);
    this.#page = new ShopVisit(street, index, this.#random);
  }

  async live(): Promise<void> {
    const { arrivesAfterMs, online } = this.#plan;
    await this.#wait(arrivesAfterMs);
    const opened = online === 'no' ? undefined : await this.#page.open();
    await this.#till.turn(() => this.#beServed());
    if (opened && online === 'pays there too') await this.#payOnline(opened);
  }

  async #beServed(): Promise<void> {
    const { device, customer, doubleClick } = this.#plan;
    if (device === 'asleep') this.#till.sleep();
    if (device === 'without network') this.#till.act('network', { on: false });
    const [sessionId] = await Promise.all([this.#start(), doubleClick ? this.#start() : undefined]);
    if (sessionId !== undefined) await this.#atTheDevice(sessionId);
    if (customer === 'cancels and pays then') {
      const again = await this.#start();
      if (again !== undefined) await this.#pay(again);
    }
    // The next customer waits: whatever the device still shows, the clerk ends.
    if (this.#till.request) this.#till.act('cancel');
    this.#till.act('dismiss');
  }

  /** Sends the order to the device; the session that is under way then. */
  async #start(): Promise<string | undefined> {
    let force = false;
    for (let tries = 0; tries < mostTries; tries += 1) {
      const body = { orderId: orderIdOf(this.#index), device: this.#till.code, force };
      const answer = await this.#line.call('POST', '/till/sessions', body);
      const { sessionId, outcome, error } = JSON.parse(answer?.body ?? '{}') as ClerkAnswer;
      if (outcome === 'asleep' || error?.code === 'device_asleep') this.#wakeUp();
      else if (error?.code === 'online_payment_open') {
        // The shop takes the order away from whoever may be paying online.
        this.#street.cancelled.add(this.#index);
        force = true;
      } else if (error?.code === 'device_busy') this.#till.act('cancel');
      else if (outcome === 'open' || outcome === 'unknown') return sessionId;
      else if (answer && !isPassing(answer)) return undefined;
      await this.#line.pause(tries, answer);
    }
    return undefined;
  }

  #wakeUp(): void {
    this.#till.wake();
    this.#till.act('network', { on: true });
  }

  async #atTheDevice(sessionId: string): Promise<void> {
    const { customer, thinksMs, losesConnection } = this.#plan;
    await this.#wait(thinksMs);
    if (losesConnection) {
      this.#till.sleep();
      await this.#wait(between(this.#random, second, 3 * minute));
    }
    this.#wakeUp();
    switch (customer) {
      case 'pays': {
        await this.#pay(sessionId);
        return;
      }
      case 'cancels and leaves':
      case 'cancels and pays then':
        this.#till.act('cancel');
        {
          await this.#watch(sessionId);
          return;
        }
      case 'walks away':
        this.#till.act('walk-away');
        {
          await this.#giveUp(sessionId);
          return;
        }
      case 'pays after the clerk gave up':
        await this.#giveUp(sessionId);
        {
          await this.#pay(sessionId);
          return;
        }
    }
  }

  async #pay(sessionId: string): Promise<void> {
    const { declines, tipCents } = this.#plan;
    for (let count = 0; count < declines; count += 1) {
      // The device declines by the cents of the whole amount.
      this.#till.act('tap', { tipCents: 55 });
      await this.#wait(between(this.#random, second, 20 * second));
      this.#till.act('try-again');
    }
    this.#till.act('tap', tipCents > 0 ? { tipCents } : {});
    await this.#watch(sessionId);
  }

  /** The clerk looks at the till until it tells an outcome; after ten minutes without one, a device that is idle is released. */
  async #watch(sessionId: string): Promise<void> {
    for (const seconds of [1, 1, 2, 3, 5, 5, 15, 30, 60]) {
      const answer = await this.#line.call('GET', `/till/sessions/${sessionId}`);
      const { outcome = 'open' } = JSON.parse(answer?.body ?? '{}') as ClerkAnswer;
      if (outcome !== 'open' && outcome !== 'unknown') return;
      await this.#wait(seconds * second);
    }
    if (!this.#till.request) await this.#release(sessionId);
  }

  /** Nobody seems to pay: the clerk ends it, whatever the device shows. */
  async #giveUp(sessionId: string): Promise<void> {
    this.#street.cancelled.add(this.#index);
    await this.#release(sessionId);
  }

  async #release(sessionId: string): Promise<void> {
    await this.#wait(releasableAfterMs + minute);
    for (let tries = 0; tries < mostTries; tries += 1) {
      const body = { deviceIsIdle: true };
      const answer = await this.#line.call('POST', `/till/sessions/${sessionId}/release`, body);
      if (!isPassing(answer)) return;
      await this.#line.pause(tries, answer);
    }
  }

  async #payOnline({ sessionId, checkoutToken }: SessionAnswer): Promise<void> {
    this.#street.cancelled.add(this.#index);
    if (checkoutToken === undefined) return;
    const card = { cardNumber: '4124939999999990', cvv: '100' } as const;
    const { results } = await payInModal(this.#street, checkoutToken, card);
    for (const eventMessage of results) await this.#page.report(sessionId, eventMessage);
  }

  #wait(ms: number): Promise<void> {
    return this.#street.clock.sleep(ms);
  }
}

interface ClerkAnswer {
  readonly sessionId?: string;
  readonly outcome?: string;
  readonly error?: { readonly code: string };
}
