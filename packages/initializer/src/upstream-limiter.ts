import { randomUUID } from 'node:crypto';
import { hour, minute, pause, second, type Clock } from './clock.js';
import { InitializerError } from './error.js';
import type { SharedTurns, Turn } from './shared-turns.js';
import { slidingWindow } from './sliding-window.js';

/** Whose call goes first when Helcim's limit is short. */
export type Priority = 'buyer' | 'reconciler';

/** Helcim's limits for all tokens of a merchant account together. */
const most = { atOnce: 5, perMinute: 100, perHour: 3_000 } as const;
/** The share of each window that the reconciler leaves to buyers. */
const buyersShare = 0.3;
const longestHoldMs = 1 * minute;
const merchant = 'merchant';
/** A place that its process never gave back is free so long after the call had to be over. */
const leaseGraceMs = 5 * second;
const longestLeaseMs = 1 * minute;
/** The shared count is asked again at the latest after so long, because other processes may give places back. */
const askAgainMs = 5 * second;

interface Waiter {
  readonly priority: Priority;
  readonly deadlineAt: number;
  readonly start: (id: string) => void;
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

  /** `inFlight` and what remains are those of all processes where they share a count; `waiting` is this process' own. */
  budget(): Promise<UpstreamBudget>;
}

/**
 * 5 calls at once, 100 a minute and 3,000 an hour, for all tokens of a merchant account together. The reconciler stops when
 * 30 % of a window are left, so that a backlog cannot keep buyers out.
 *
 * @param share The part of the limits that this process may use, from 0 to 1.
 * @param shared The count over all processes; it has to agree too before a call begins.
 * @see https://devdocs.helcim.com/docs/api-rate-limits
 */
export function upstreamLimiter(clock: Clock, share = 1, shared?: SharedTurns): UpstreamLimiter {
  const mostInFlight = portion(most.atOnce, share);
  const mostPerMinute = portion(most.perMinute, share);
  const mostPerHour = portion(most.perHour, share);
  const perMinute = slidingWindow({ max: mostPerMinute, windowMs: minute });
  const perHour = slidingWindow({ max: mostPerHour, windowMs: hour });
  const waiting: Waiter[] = [];
  const refusals = new Map<Priority, { at: number; waitMs: number }>();
  let inFlight = 0;
  let heldUntil = -Infinity;
  let timer = new AbortController();
  let isAsking = false;

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

  /** How long the shared count need not be asked again. */
  function refusedForMs(priority: Priority): number {
    const refusal = refusals.get(priority);
    const age = clock.now() - (refusal?.at ?? -Infinity);
    return refusal && age >= 0 ? Math.min(refusal.waitMs, askAgainMs) - age : 0;
  }

  function startNext(): void {
    timer.abort();
    for (let next = waiting[0]; next && inFlight < mostInFlight && !isAsking; next = waiting[0]) {
      const wait = Math.max(waitMs(next.priority), refusedForMs(next.priority));
      if (wait > 0) {
        void startLater(wait);
        return;
      }
      if (shared) void askShared(shared, next);
      else start('');
    }
  }

  function start(id: string): void {
    perMinute.take(merchant, clock.now());
    perHour.take(merchant, clock.now());
    inFlight += 1;
    waiting.shift()?.start(id);
  }

  /** One question at a time. Its answer counts for whoever is the first in the row by then. */
  async function askShared(turns: SharedTurns, asker: Waiter): Promise<void> {
    isAsking = true;
    const turn = turnFor(asker.priority, leaseEnd(waiting, clock.now()));
    const wait = await turns.take(turn);
    isAsking = false;
    if (wait > 0) refusals.set(asker.priority, { at: clock.now(), waitMs: wait });
    else if (waiting.length > 0) start(turn.id);
    else turns.giveBack(turn.id, true);
    startNext();
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

  /** Resolves with the id under which the shared count knows the call. */
  async function turn(priority: Priority, deadlineAt: number): Promise<string> {
    const deadline = new AbortController();
    return await new Promise<string>((resolve, reject) => {
      const waiter: Waiter = { priority, deadlineAt, start: resolve };
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
    const refusal = refusals.get(priority);
    const sharedWaitMs = refusal ? refusal.at + refusal.waitMs - clock.now() : 0;
    const longestWaitMs = Math.min(hour, Math.max(waitMs(priority), sharedWaitMs));
    const retryAfterSeconds = Math.max(1, Math.ceil(longestWaitMs / second));
    return new InitializerError('busy', "Helcim's rate limit left no room for this call in time.", {
      retryAfterSeconds,
    });
  }

  return {
    async run(priority, deadlineAt, work) {
      const id = await turn(priority, deadlineAt);
      try {
        return await work();
      } finally {
        inFlight -= 1;
        refusals.clear();
        shared?.giveBack(id, false);
        startNext();
      }
    },
    holdFor: (ms) => {
      heldUntil = Math.max(heldUntil, clock.now() + Math.min(ms, longestHoldMs));
      shared?.hold(Math.min(ms, longestHoldMs));
    },
    async budget() {
      const now = clock.now();
      const use = await shared?.use([minute, hour]);
      const [minuteUsed = 0, hourUsed = 0] = use?.begun ?? [];
      return {
        inFlight: Math.max(inFlight, use?.atOnce ?? 0),
        waiting: waiting.length,
        minuteRemaining: Math.min(perMinute.remaining(merchant, now), most.perMinute - minuteUsed),
        hourRemaining: Math.min(perHour.remaining(merchant, now), most.perHour - hourUsed),
      };
    },
  };
}

/** What the shared count is asked: for the whole of Helcim's limits, because it knows the calls of all processes. */
function turnFor(priority: Priority, leaseUntil: number): Turn {
  const isUrgent = priority === 'buyer';
  const part = isUrgent ? 1 : 1 - buyersShare;
  return {
    id: randomUUID(),
    leaseUntil,
    mostAtOnce: most.atOnce,
    windows: [
      { ms: minute, most: Math.round(most.perMinute * part) },
      { ms: hour, most: Math.round(most.perHour * part) },
    ],
    isUrgent,
  };
}

/** Whoever gets the place has ended by then: a call ends with its deadline. */
function leaseEnd(waiting: readonly Waiter[], now: number): number {
  const deadlines = waiting.map(({ deadlineAt }) => Math.min(deadlineAt, now + longestLeaseMs));
  return Math.max(now, ...deadlines) + leaseGraceMs;
}

function portion(whole: number, share: number): number {
  return Math.max(1, Math.floor(whole * share));
}
