import { httpCall, type HttpAnswer } from './http-call.js';
import type { Random } from './random.js';
import type { Street } from './street.js';
import { second } from './virtual-clock.js';

const answerTimeoutMs = 25 * second;
const pauses = [1, 2.5, 5, 10, 20, 40, 60].map((seconds) => seconds * second);

/** How somebody's page or till speaks with the shop: each request with whichever server takes it, and not for ever. */
export class ShopLine {
  readonly #street: Street;
  readonly #random: Random;
  readonly #ownAddress: string;

  constructor(street: Street, index: number, random: Random) {
    this.#street = street;
    this.#random = random;
    this.#ownAddress = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
  }

  /** `undefined` when no whole answer came. */
  async call(
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<HttpAnswer | undefined> {
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
      body: body && JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': this.#ownAddress, ...headers },
      signal: abort.signal,
    });
    const answer = await traffic.count(call);
    answered.abort();
    return answer;
  }

  /** Before trying again: growing, and as long as the shop asked for. */
  pause(tries: number, answer: HttpAnswer | undefined): Promise<void> {
    const asked = Number(answer?.headers['retry-after'] ?? 0) * second;
    const pause = pauses[Math.min(tries, pauses.length - 1)] ?? 0;
    return this.#street.clock.sleep(Math.max(asked, pause * (0.5 + this.#random() / 2)));
  }
}

/** Whether the same request may fare better later. */
export function isPassing(answer: HttpAnswer | undefined): boolean {
  return !answer || answer.status >= 500 || answer.status === 429;
}
