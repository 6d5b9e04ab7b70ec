/** At most `max` events in any `windowMs`, counted for each key. */
export interface SlidingWindow {
  /** Counts an event and answers 0, or counts nothing and answers how many milliseconds to wait. */
  take(key: string, now: number): number;

  /** How many events the window has room for. */
  remaining(key: string, now: number): number;

  /** How many milliseconds until there is room for one more than `reserve`; 0 if there is. */
  waitMs(key: string, now: number, reserve?: number): number;
}

/**
 * An exact sliding window in bounded memory: at most `maxKeys` keys with `max` times each. A key is forgotten when its last event
 * has left the window; when there are too many, the one that has been quiet longest, which errs on the side of serving.
 */
export function slidingWindow({
  max,
  windowMs,
  maxKeys = 10_000,
}: {
  max: number;
  windowMs: number;
  maxKeys?: number;
}): SlidingWindow {
  const timesByKey = new Map<string, number[]>();

  function recent(key: string, now: number): number[] {
    const times = timesByKey.get(key) ?? [];
    while (times[0] !== undefined && times[0] <= now - windowMs) times.shift();
    dropFuture(times, now);
    return times;
  }

  function waitMs(key: string, now: number, reserve = 0): number {
    const times = recent(key, now);
    const room = Math.max(1, max - reserve);
    if (times.length < room) return 0;
    return (times[times.length - room] ?? now) + windowMs - now;
  }

  function take(key: string, now: number): number {
    const wait = waitMs(key, now);
    if (wait > 0 || max === Infinity) return wait;
    const times = recent(key, now);
    times.push(now);
    timesByKey.delete(key);
    timesByKey.set(key, times);
    forgetOver(now);
    if (timesByKey.size > maxKeys) forgetQuietest();
    return 0;
  }

  /** Keys stand in the order of their latest event. */
  function forgetOver(now: number): void {
    for (const [key, times] of timesByKey) {
      if ((times.at(-1) ?? -Infinity) > now - windowMs) return;
      timesByKey.delete(key);
    }
  }

  function forgetQuietest(): void {
    const quietest = timesByKey.keys().next();
    if (!quietest.done) timesByKey.delete(quietest.value);
  }

  return { take, waitMs, remaining: (key, now) => Math.max(0, max - recent(key, now).length) };
}

/** Events of a time that has not come yet are left from before the clock was set back: they must not block for as long. */
function dropFuture(times: number[], now: number): void {
  while ((times.at(-1) ?? now) > now) times.pop();
}
