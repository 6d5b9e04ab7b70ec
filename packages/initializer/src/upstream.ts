import { pause, second, type Clock } from './clock.js';
import { InitializerError } from './error.js';
import { parseJson } from './helcim-answers.js';
import { refusal, type NeededPermission } from './helcim-error.js';
import type { Config } from './read-options.js';
import { sharedTurns } from './shared-turns.js';
import { upstreamLimiter, type Priority, type UpstreamBudget } from './upstream-limiter.js';

/** Longest time from asking to giving up, all tries and waiting for a turn included. A session's lease covers it. */
export const upstreamDeadlineMs = 15 * second;

const tryTimeoutMs = 8 * second;
const mostTries = 2;
const longestRetryAfterSeconds = 60;

/** One call to Helcim's API. */
export interface UpstreamCall {
  readonly method: 'GET' | 'POST';
  /** Below the API's address, with its query: `/card-transactions?limit=1`. */
  readonly path: string;
  readonly token: string;
  /** What to tell the merchant to raise if Helcim refuses the token. */
  readonly needed: NeededPermission;
  readonly priority: Priority;
  /** The whole time, waiting for a turn included. Default: 15 seconds. */
  readonly deadlineMs?: number;
  /** JSON. */
  readonly body?: string;
  /** Helcim knows it for five minutes: a second call with the same key is the first one. */
  readonly idempotencyKey?: string;
  /**
   * Whether the call may go out a second time after no answer, a 5xx or a 429. `false` for whatever could charge twice: it then
   * goes out once at most, and one try has the whole deadline. Default: true.
   */
  readonly repeat?: boolean;
  /** `nothing`: the status says it all, the body is not read as JSON. Default: `json`. */
  readonly answer?: 'json' | 'nothing';
}

/** The way to Helcim's API: every call of every token goes through one limiter. */
export interface Upstream {
  /**
   * @returns The parsed body; `undefined` for `answer: 'nothing'`.
   * @throws InitializerError `helcim_…` or `busy`; `isRefusal` of helcim-error.ts tells whether it proves that nothing happened.
   */
  send(call: UpstreamCall): Promise<unknown>;

  budget(): Promise<UpstreamBudget>;
}

/** The only part that knows Helcim's address and header. */
export function helcimUpstream({
  apiUrl,
  limits,
  clock,
  fetch,
  log,
  scope,
  store,
}: Pick<Config, 'apiUrl' | 'limits' | 'clock' | 'fetch' | 'log' | 'scope' | 'store'>): Upstream {
  const shared = store.limits && sharedTurns(store.limits, { scope, clock, log });
  const limiter = upstreamLimiter(clock, limits.helcimShare, shared);

  async function send(call: UpstreamCall): Promise<unknown> {
    const deadlineAt = clock.now() + (call.deadlineMs ?? upstreamDeadlineMs);
    const most = mayRepeat(call) ? mostTries : 1;
    for (let tries = 1; ; tries += 1) {
      try {
        return await limiter.run(call.priority, deadlineAt, () => once(call, deadlineAt));
      } catch (error) {
        const wait = tries < most ? waitBeforeRepeat(error) : undefined;
        if (wait === undefined || clock.now() + wait >= deadlineAt) throw error;
        await pause(clock, wait);
      }
    }
  }

  async function once(call: UpstreamCall, deadlineAt: number): Promise<unknown> {
    const longestMs = mayRepeat(call) ? tryTimeoutMs : Infinity;
    // A process that was frozen until its turn came must not send what others have given up meanwhile.
    if (!mayRepeat(call) && clock.now() >= deadlineAt)
      throw new InitializerError('busy', 'The turn of a call came too late: nothing was sent.');
    const timeoutMs = Math.max(1, Math.min(longestMs, deadlineAt - clock.now()));
    const { response, text } = await exchange(call, timeoutMs);
    if (response.ok) return call.answer === 'nothing' ? undefined : parseJson(text);
    const retryAfterSeconds = retryAfter(response, clock);
    if (response.status === 429) limiter.holdFor((retryAfterSeconds ?? 1) * second);
    throw refusal(response.status, text, call.needed, retryAfterSeconds);
  }

  /** Each try has a timeout of its own, which covers the body as well. */
  async function exchange(
    call: UpstreamCall,
    timeoutMs: number,
  ): Promise<{ response: Response; text: string }> {
    const abort = new AbortController();
    const timer = new AbortController();
    void pause(clock, timeoutMs, timer.signal).then(() => {
      if (!timer.signal.aborted) abort.abort(new Error(`no answer within ${timeoutMs} ms`));
    });
    try {
      const response = await fetch(`${apiUrl}${call.path}`, {
        method: call.method,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'api-token': call.token,
          ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
        },
        // A redirect would carry the token to an address that nobody chose.
        redirect: 'error',
        signal: abort.signal,
        ...(call.body === undefined ? {} : { body: call.body }),
      });
      return { response, text: await response.text() };
    } catch (cause) {
      throw new InitializerError(
        'helcim_unavailable',
        'Helcim could not be reached, or did not answer in time.',
        { cause },
      );
    } finally {
      timer.abort();
    }
  }

  return Object.freeze<Upstream>({ send, budget: () => limiter.budget() });
}

function mayRepeat({ repeat = true }: UpstreamCall): boolean {
  return repeat;
}

/** How long to wait before the same call again, or `undefined` if that would change nothing. */
function waitBeforeRepeat(error: unknown): number | undefined {
  if (!(error instanceof InitializerError)) return undefined;
  const passing = error.code === 'busy' || error.code === 'helcim_unavailable';
  return passing ? (error.retryAfterSeconds ?? 0.25) * second : undefined;
}

/** Seconds or an HTTP date; at most a minute, because a mistake in it would otherwise stop payments for as long. */
function retryAfter(response: Response, clock: Clock): number | undefined {
  const text = response.headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - clock.now()) / second;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(1, Math.ceil(seconds)), longestRetryAfterSeconds);
}
