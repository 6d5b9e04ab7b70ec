import { setTimeout as delay } from 'node:timers/promises';

/** Time as the outside world. Every deadline is data that is compared with this clock. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;

  /** Resolves after `ms` milliseconds of this clock; rejects when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The computer's own clock. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => delay(ms, undefined, signal ? { ref: false, signal } : { ref: false }),
};

/** Node's timers hold no more milliseconds: beyond it they would fire at once. About 24 days. */
const longestTimerMs = 2 ** 31 - 1;

/** Waits on the given clock, at most 24 days; an abort ends the wait early instead of throwing. */
export async function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await clock.sleep(Math.min(Math.max(ms, 0), longestTimerMs), signal);
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

/** The work's answer, or `undefined` when the clock reaches `ms` first. The work goes on either way. */
export async function within<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | undefined> {
  const timer = new AbortController();
  try {
    return await Promise.race([work, pause(clock, ms, timer.signal).then(() => undefined)]);
  } finally {
    timer.abort();
  }
}
