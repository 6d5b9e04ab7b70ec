import { randomBytes } from 'node:crypto';
import { httpCall, type HttpAnswer } from './http-call.js';
import { orderIdOf, priceVersionHeader } from './prices.js';
import { pick, type Random } from './random.js';
import type { Street } from './street.js';
import { minute, second } from './virtual-clock.js';

/** What the shop answers about a session. */
export interface SessionAnswer {
  readonly sessionId: string;
  readonly outcome: string;
  readonly checkoutToken?: string;
  readonly amount?: string;
  readonly reference?: string;
}

const answerTimeoutMs = 25 * second;
const pauses = [1, 2.5, 5, 10, 20, 40, 60].map((seconds) => seconds * second);
const mostTries = 12;
const resultIsKeptMs = 70 * minute;

/** A buyer's page: speaks with the shop as the element does, each request with whichever server takes it. */
export class ShopVisit {
  /** Which price the shop shows by now. */
  priceVersion = 0;
  readonly #street: Street;
  readonly #index: number;
  readonly #random: Random;

  constructor(street: Street, index: number, random: Random) {
    this.#street = street;
    this.#index = index;
    this.#random = random;
  }

  /** `undefined` if the buyer lost patience. */
  async open(): Promise<SessionAnswer | undefined> {
    const body = JSON.stringify({ orderId: orderIdOf(this.#index) });
    for (let tries = 0; tries < mostTries; tries += 1) {
      const answer = await this.#call('POST', '/sessions', body);
      const session = sessionOf(answer);
      if (session) {
        this.#street.sessions.push(session.sessionId);
        return session;
      }
      if (answer && answer.status < 500 && answer.status !== 429) return undefined;
      await this.#pause(tries, answer);
    }
    return undefined;
  }

  async read(sessionId: string): Promise<SessionAnswer | undefined> {
    return sessionOf(await this.#call('GET', `/sessions/${sessionId}`));
  }

  /** Again and again until there is an answer, for 70 minutes. */
  async report(sessionId: string, eventMessage: unknown): Promise<void> {
    const giveUpAt = this.#street.clock.now() + resultIsKeptMs;
    const body = JSON.stringify({ eventMessage });
    for (let tries = 0; this.#street.clock.now() < giveUpAt; tries += 1) {
      const answer = await this.#call('POST', `/sessions/${sessionId}/result`, body);
      if (answer && answer.status < 500 && answer.status !== 429) return;
      await this.#pause(tries, answer);
    }
  }

  async #call(method: 'GET' | 'POST', path: string, body?: string): Promise<HttpAnswer | undefined> {
    const { clock, traffic } = this.#street;
    const address = this.#street.addressOf(this.#random);
    if (address === undefined) return undefined;
    const abort = new AbortController();
    const answered = new AbortController();
    clock.sleep(answerTimeoutMs, answered.signal).then(
      () => abort.abort(),
      () => undefined,
    );
    const call = httpCall(`${address}${path}`, {
      method,
      body,
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': this.#ownAddress(),
        [priceVersionHeader]: String(this.priceVersion),
      },
      signal: abort.signal,
    });
    const answer = await traffic.count(call);
    answered.abort();
    return answer;
  }

  #ownAddress(): string {
    return `10.${this.#index >> 16}.${(this.#index >> 8) & 255}.${this.#index & 255}`;
  }

  #pause(tries: number, answer: HttpAnswer | undefined): Promise<void> {
    const asked = Number(answer?.headers['retry-after'] ?? 0) * second;
    return this.#street.clock.sleep(Math.max(asked, pauses[tries] ?? minute));
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
  return { data: { hash: randomBytes(32).toString('hex'), data: { ...data, currency: 'CAD' } } };
}
