import { declinedAccount, planOf, type BuyerPlan } from './buyer-plan.js';
import { payInModal, type Heard } from './modal.js';
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
    await Promise.all([this.#buy(), plan.cancelled === 'not' ? undefined : this.#seeCancellation()]);
  }

  async #buy(): Promise<void> {
    const plan = this.#plan;
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

  /** The modal may be open; what is paid in it afterwards is not lost. */
  async #seeCancellation(): Promise<void> {
    await this.#wait(this.#plan.cancelledAfterMs);
    this.#street.cancelled.add(this.#index);
    if (this.#plan.cancelled === 'for good') this.#page.isSold = false;
    await this.#page.cancelledByShop();
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
    const { declines, withoutSuccess } = this.#plan;
    const { checkoutToken } = session;
    if (checkoutToken === undefined) return;
    for (let count = 0; isFirstTry && count < declines; count += 1) {
      const { isClosed } = await this.#press(checkoutToken, 'declined');
      await this.#wait(between(this.#random, 5 * second, minute));
      // The page opens the modal again, with the token that it gets now.
      if (isClosed && (await this.#page.open())?.checkoutToken !== checkoutToken) return;
    }
    const { results } = await this.#press(checkoutToken, 'approved');
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

  #press(checkoutToken: string, wanted: 'approved' | 'declined'): Promise<Heard> {
    const { card: cardNumber, account } = this.#plan;
    const isGood = wanted === 'approved';
    const typed =
      account === undefined
        ? ({ cardNumber, cvv: isGood ? '100' : '200' } as const)
        : { accountNumber: isGood ? account : declinedAccount };
    return payInModal(this.#street, checkoutToken, typed);
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
