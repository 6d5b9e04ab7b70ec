import type { HttpAnswer } from './http-call.js';
import { notSoldHeader, orderIdOf, priceVersionHeader } from './prices.js';
import { pick, type Random } from './random.js';
import { isPassing, ShopLine } from './shop-line.js';
import type { Street } from './street.js';
import { minute } from './virtual-clock.js';

/** What the shop answers about a session. */
export interface SessionAnswer {
  readonly sessionId: string;
  readonly outcome: string;
  readonly checkoutToken?: string;
  readonly amount?: string;
  readonly reference?: string;
}

const mostTries = 12;
const resultIsKeptMs = 70 * minute;

/** A buyer's page: speaks with the shop as the element does, each request with whichever server takes it. */
export class ShopVisit {
  /** Which price the shop shows by now. */
  priceVersion = 0;
  isSold = true;
  readonly #street: Street;
  readonly #index: number;
  readonly #line: ShopLine;

  constructor(street: Street, index: number, random: Random) {
    this.#street = street;
    this.#index = index;
    this.#line = new ShopLine(street, index, random);
  }

  /** `undefined` if the buyer lost patience. */
  async open(): Promise<SessionAnswer | undefined> {
    const body = { orderId: orderIdOf(this.#index) };
    for (let tries = 0; tries < mostTries; tries += 1) {
      const answer = await this.#call('POST', '/pay/sessions', body);
      const session = sessionOf(answer);
      if (session) {
        this.#street.sessions.push(session.sessionId);
        return session;
      }
      if (!isPassing(answer)) return undefined;
      await this.#line.pause(tries, answer);
    }
    return undefined;
  }

  async read(sessionId: string): Promise<SessionAnswer | undefined> {
    return sessionOf(await this.#call('GET', `/pay/sessions/${sessionId}`));
  }

  /** Again and again until there is an answer, for 70 minutes. */
  async report(sessionId: string, eventMessage: unknown): Promise<void> {
    const giveUpAt = this.#street.clock.now() + resultIsKeptMs;
    const body = { eventMessage };
    for (let tries = 0; this.#street.clock.now() < giveUpAt; tries += 1) {
      const answer = await this.#call('POST', `/pay/sessions/${sessionId}/result`, body);
      if (!isPassing(answer)) return;
      await this.#line.pause(tries, answer);
    }
  }

  /** Somebody of the shop cancels the order, at whichever server, until one says that it is done. */
  async cancelledByShop(): Promise<void> {
    const body = { orderId: orderIdOf(this.#index) };
    for (let tries = 0; tries < mostTries; tries += 1) {
      const answer = await this.#call('POST', '/back-office/cancel', body);
      if (answer?.status === 204) return;
      await this.#line.pause(tries, answer);
    }
  }

  #call(method: 'GET' | 'POST', path: string, body?: object): Promise<HttpAnswer | undefined> {
    return this.#line.call(method, path, body, {
      [priceVersionHeader]: String(this.priceVersion),
      ...(this.isSold ? {} : { [notSoldHeader]: '1' }),
    });
  }
}

function sessionOf(answer: HttpAnswer | undefined): SessionAnswer | undefined {
  if (!answer || (answer.status >= 300 && answer.status !== 409)) return undefined;
  const body = JSON.parse(answer.body) as Partial<SessionAnswer>;
  return body.sessionId === undefined ? undefined : (body as SessionAnswer);
}

/** A result that nobody's bank has ever seen. */
export function inventedResult({ amount, reference }: SessionAnswer, random: Random): object {
  const transactionId = String(pick(random, [90_000_000, 91_000_000]) + Math.floor(random() * 1_000_000));
  const data = { transactionId, amount, invoiceNumber: reference, status: 'APPROVED', type: 'purchase' };
  return { data: { hash: hexOf(random), data: { ...data, currency: 'CAD' } } };
}

function hexOf(random: Random): string {
  return Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
}
