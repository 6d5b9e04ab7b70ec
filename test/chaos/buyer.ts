import { planOf, type BuyerPlan } from './buyer-plan.js';
import { payInModal } from './modal.js';
import { between, pick, randomOf, type Random } from './random.js';
import { inventedResult, ShopVisit, type SessionAnswer } from './shop-visit.js';
import type { Street } from './street.js';
import { minute, second } from './virtual-clock.js';

/** One buyer's day: comes, means to pay for one order, and does what people and browsers do. */
export class Buyer {
  readonly #street: Street;
  readonly #index: number;
  readonly #plan: BuyerPlan;
  readonly #random: Random;
  readonly #page: ShopVisit;

  constructor(street: Street, index: number) {
    this.#street = street;
    this.#index = index;
    this.#plan = planOf(street.seed, index, street.dayMs);
    this.#random = randomOf(street.seed, 'whim', index);
    this.#page = new ShopVisit(street, index, this.#random);
  }

  async live(): Promise<void> {
    const plan = this.#plan;
    await this.#wait(plan.arrivesAfterMs);
    const [first] = await Promise.all([this.#page.open(), plan.doubleClick ? this.#page.open() : undefined]);
    if (!first) return;
    if (plan.secondTab) await this.#page.open();
    if (plan.forgery === 'invented') {
      await this.#page.report(first.sessionId, inventedResult(first, this.#random));
    }
    const toPay = plan.priceChange === 'none' ? [first] : await this.#seePriceChange(first);
    await this.#wait(plan.thinksMs);
    if (plan.pays) for (const session of toPay) await this.#pay(session);
    if (plan.reloadsAfterwards) {
      await this.#wait(between(this.#random, second, 10 * minute));
      await this.#page.open();
    }
  }

  /** The sessions whose modals the buyer will pay in. */
  async #seePriceChange(first: SessionAnswer): Promise<SessionAnswer[]> {
    await this.#wait(between(this.#random, second, minute));
    this.#street.priceChanges.set(this.#index, 1);
    this.#page.priceVersion = 1;
    const renewed = await this.#page.open();
    if (!renewed || this.#plan.priceChange === 'pays old') return [first];
    return this.#plan.priceChange === 'pays both' ? [renewed, first] : [renewed];
  }

  async #pay(session: SessionAnswer, isFirstTry = true): Promise<void> {
    const { card: cardNumber, declines, withoutSuccess } = this.#plan;
    const { checkoutToken } = session;
    if (checkoutToken === undefined) return;
    for (let count = 0; isFirstTry && count < declines; count += 1) {
      await payInModal(this.#street, checkoutToken, { cardNumber, cvv: '200' });
      await this.#wait(between(this.#random, 5 * second, minute));
    }
    const results = await payInModal(this.#street, checkoutToken, { cardNumber, cvv: '100' });
    if (results.length > 0) {
      await Promise.all(results.map((eventMessage) => this.#report(session, eventMessage)));
      return;
    }
    await this.#page.read(session.sessionId);
    if (!isFirstTry || withoutSuccess === 'leaves') return;
    const isPatient = withoutSuccess === 'comes back later';
    await this.#wait(
      isPatient ? between(this.#random, 60, 90) * minute : between(this.#random, 1, 40) * second,
    );
    const again = await this.#page.open();
    if (again) await this.#pay(again, false);
  }

  async #report({ sessionId }: SessionAnswer, eventMessage: unknown): Promise<void> {
    const { result, forgery, parkedMs } = this.#plan;
    if (forgery === 'misdirected') {
      await this.#page.report(pick(this.#random, this.#street.sessions), eventMessage);
    }
    if (result === 'lost') return;
    if (result === 'parked') await this.#wait(parkedMs);
    const report = () => this.#page.report(sessionId, eventMessage);
    await Promise.all([report(), result === 'posted to two servers' ? report() : undefined]);
    if (result === 'posted twice') await report();
    await this.#watch(sessionId);
  }

  /** Asks until there is an outcome, with growing pauses, and not for ever. */
  async #watch(sessionId: string): Promise<void> {
    for (const seconds of [3, 10, 30]) {
      const answer = await this.#page.read(sessionId);
      if (answer && !['open', 'unknown'].includes(answer.outcome)) return;
      await this.#wait(seconds * second);
    }
  }

  #wait(ms: number): Promise<void> {
    return this.#street.clock.sleep(ms);
  }
}
