import type { Clock } from '../../../packages/initializer/src/index.js';

/** A Tuesday in winter: Mountain Time is UTC-7. */
export const start = Date.UTC(2026, 0, 20, 18, 0, 0);

export interface ManualClock extends Clock {
  /** Moves time forward and wakes whoever slept until then. */
  advance(ms: number): Promise<void>;
}

/** Time that moves only when a test says so. */
export function manualClock(): ManualClock {
  let now = start;
  const sleepers = new Set<{ until: number; wake: () => void }>();

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) {
          reject(new Error('aborted'));
          return;
        }
        const sleeper = { until: now + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', abort);
        function wake(): void {
          signal?.removeEventListener('abort', abort);
          resolve();
        }
        function abort(): void {
          sleepers.delete(sleeper);
          reject(new Error('aborted'));
        }
      }),
    advance: async (ms) => {
      now += ms;
      for (const sleeper of [...sleepers]) {
        if (sleeper.until > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
