import { hour, minute, pause, type Clock } from './clock.js';
import { InitializerError } from './error.js';
import { slidingWindow } from './sliding-window.js';

/** Whose call goes first when Helcim's limit is short. */
export type Priority = 'buyer' | 'reconciler';

/** The share of each window that the reconciler leaves to buyers. */
const buyersShare = 0.3;
const longestHoldMs = 1 * minute;
const merchant = 'merchant';

interface Waiter {
  readonly priority: Priority;
  readonly start: () => void;
}

/** What is left of Helcim's limits, for `GET /health`. */
export interface UpstreamBudget {
  readonly inFlight: number;
  readonly waiting: number;
  readonly minuteRemaining: number;
  readonly hourRemaining: number;
}

/** Keeps calls below Helcim's limits instead of running into its 429. */
export interface UpstreamLimiter {
  /**
   * Runs the work as soon as the limits and the more urgent calls allow.
   *
   * @param deadlineAt Until when the work must have been started.
   * @throws InitializerError `busy`, with the seconds to wait, if its turn did not come in time.
   */
  run<T>(priority: Priority, deadlineAt: number, work: () => Promise<T>): Promise<T>;

  /** Starts nothing for a while, because Helcim asked for it; at most a minute. */
  holdFor(ms: number): void;

  budget(): UpstreamBudget;
}

/**
 * 5 calls at once, 100 a minute and 3,000 an hour, for all tokens of a merchant account together. The reconciler stops when
 * 30 % of a window are left, so that a backlog cannot keep buyers out.
 *
 * @param share The part of the limits that this process may use, from 0 to 1.
 * @see https://devdocs.helcim.com/docs/api-rate-limits
 */
export function upstreamLimiter(clock: Clock, share = 1): UpstreamLimiter {
  const [mostInFlight, mostPerMinute, mostPerHour] = [
    portion(5, share),
    portion(100, share),
    portion(3_000, share),
  ];
  const perMinute = slidingWindow({ max: mostPerMinute, windowMs: minute });
  const perHour = slidingWindow({ max: mostPerHour, windowMs: hour });
  const waiting: Waiter[] = [];
  let inFlight = 0;
  let heldUntil = -Infinity;
  let timer = new AbortController();

  function waitMs(priority: Priority): number {
    const now = clock.now();
    // A clock that was set back must not lengthen the hold.
    heldUntil = Math.min(heldUntil, now + longestHoldMs);
    const reserve = priority === 'buyer' ? 0 : buyersShare;
    return Math.max(
      heldUntil - now,
      perMinute.waitMs(merchant, now, Math.floor(mostPerMinute * reserve)),
      perHour.waitMs(merchant, now, Math.floor(mostPerHour * reserve)),
      0,
    );
  }

  function startNext(): void {
    timer.abort();
    for (let next = waiting[0]; next && inFlight < mostInFlight; next = waiting[0]) {
      const wait = waitMs(next.priority);
      if (wait > 0) {
        void startLater(wait);
        return;
      }
      perMinute.take(merchant, clock.now());
      perHour.take(merchant, clock.now());
      inFlight += 1;
      waiting.shift();
      next.start();
    }
  }

  async function startLater(wait: number): Promise<void> {
    const { signal } = (timer = new AbortController());
    await pause(clock, wait, signal);
    if (!signal.aborted) startNext();
  }

  function enqueue(waiter: Waiter): void {
    const behind =
      waiter.priority === 'buyer' ? waiting.findIndex(({ priority }) => priority !== 'buyer') : -1;
    waiting.splice(behind === -1 ? waiting.length : behind, 0, waiter);
  }

  async function turn(priority: Priority, deadlineAt: number): Promise<void> {
    const deadline = new AbortController();
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = { priority, start: resolve };
      enqueue(waiter);
      startNext();
      void pause(clock, deadlineAt - clock.now(), deadline.signal).then(() => {
        const position = waiting.indexOf(waiter);
        if (deadline.signal.aborted || position === -1) return;
        waiting.splice(position, 1);
        reject(busy(priority));
        startNext();
      });
    }).finally(() => deadline.abort());
  }

  function busy(priority: Priority): InitializerError {
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs(priority) / 1000));
    return new InitializerError('busy', "Helcim's rate limit left no room for this call in time.", {
      retryAfterSeconds,
    });
  }

  return {
    async run(priority, deadlineAt, work) {
      await turn(priority, deadlineAt);
      try {
        return await work();
      } finally {
        inFlight -= 1;
        startNext();
      }
    },
    holdFor: (ms) => {
      heldUntil = Math.max(heldUntil, clock.now() + Math.min(ms, longestHoldMs));
    },
    budget: () => ({
      inFlight,
      waiting: waiting.length,
      minuteRemaining: perMinute.remaining(merchant, clock.now()),
      hourRemaining: perHour.remaining(merchant, clock.now()),
    }),
  };
}

function portion(whole: number, share: number): number {
  return Math.max(1, Math.floor(whole * share));
}
