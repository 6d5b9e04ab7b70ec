import type { MovableClock } from './clock.js';

/** What happens at a later time of the simulator's clock, whether real time passes or a test moves the clock. */
export interface Timeline {
  /** Acts once the clock has reached `time`, at once if it has. `onDrop` is called instead when a reset or close comes first. */
  at(time: number, act: () => void | Promise<void>, onDrop?: () => void): void;
  /** Resolves when that many milliseconds have passed by the simulator's clock; at once after a reset or close. */
  sleep(milliseconds: number): Promise<void>;
  /**
   * Moves the clock forward and stops at each time where something is due, so that what happens there sees its own time.
   * Resolves when all that became due has been done. Calls queue up.
   */
  advance(milliseconds: number): Promise<void>;
  /** Forgets what is still to come. */
  clear(): void;
  /** Forgets it for good, aborts `signal`, and waits for what is under way. */
  close(): Promise<void>;
  /** Aborted by {@link close}. */
  signal: AbortSignal;
}

interface Entry {
  time: number;
  act: () => void | Promise<void>;
  onDrop?: (() => void) | undefined;
}

/** The clock underneath may stand still or run at any speed, so a timer never trusts a distance further than this. */
const longestWaitMs = 100;

/** One timer at a time, and it keeps no process alive. */
export function createTimeline(clock: MovableClock): Timeline {
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  let entries: Entry[] = [];
  let timer: NodeJS.Timeout | undefined;
  let lastAdvance = Promise.resolve();

  function at(time: number, act: Entry['act'], onDrop?: () => void): void {
    if (closing.signal.aborted) {
      onDrop?.();
      return;
    }
    const before = entries.findLastIndex((entry) => entry.time <= time);
    entries.splice(before + 1, 0, { time, act, onDrop });
    actOnDue();
  }

  function actOnDue(): void {
    while (entries[0] && entries[0].time <= clock.now()) {
      const done = entries.shift()?.act();
      if (done) track(done);
    }
    clearTimeout(timer);
    const next = entries[0];
    if (next) timer = setTimeout(actOnDue, Math.min(longestWaitMs, next.time - clock.now())).unref();
  }

  function track(done: Promise<void>): void {
    const tracked: Promise<void> = done.finally(() => running.delete(tracked));
    running.add(tracked);
  }

  async function step(milliseconds: number): Promise<void> {
    let left = milliseconds;
    for (;;) {
      actOnDue();
      await Promise.all(running);
      const distance = (entries[0]?.time ?? Infinity) - clock.now();
      if (distance > left) break;
      const stride = Math.max(0, distance);
      clock.advance(stride);
      left -= stride;
    }
    clock.advance(left);
    actOnDue();
    await Promise.all(running);
  }

  function clear(): void {
    clearTimeout(timer);
    const dropped = entries;
    entries = [];
    for (const { onDrop } of dropped) onDrop?.();
  }

  return {
    at,
    clear,
    signal: closing.signal,
    sleep: (milliseconds) =>
      new Promise((resolve) => {
        at(clock.now() + milliseconds, resolve, resolve);
      }),
    advance(milliseconds) {
      lastAdvance = lastAdvance.then(() => step(milliseconds));
      return lastAdvance;
    },
    async close() {
      closing.abort();
      clear();
      await Promise.allSettled(running);
    },
  };
}
