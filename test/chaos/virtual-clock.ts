import type { Clock } from '../../packages/initializer/src/index.js';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is moved; whoever sleeps wakes when it is moved past their time. */
export class VirtualClock implements Clock {
  #now: number;
  /** Earliest first. */
  #sleepers: Sleeper[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const abort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { at: this.#now + Math.max(0, ms), wake };
      signal?.addEventListener('abort', abort, { once: true });
      this.#insert(sleeper);
    });
  }

  /** Never goes back, and tells whole milliseconds, as clocks do. */
  moveTo(now: number): void {
    this.#now = Math.max(this.#now, Math.ceil(now));
    const awake = this.#sleepers.findIndex(({ at }) => at > this.#now);
    const due = this.#sleepers.splice(0, awake === -1 ? this.#sleepers.length : awake);
    for (const { wake } of due) wake();
  }

  /** When the next sleeper wakes. */
  nextWakeAt(): number {
    return this.#sleepers[0]?.at ?? Infinity;
  }

  #insert(sleeper: Sleeper): void {
    let low = 0;
    let high = this.#sleepers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sleepers[middle]?.at ?? Infinity) <= sleeper.at) low = middle + 1;
      else high = middle;
    }
    this.#sleepers.splice(low, 0, sleeper);
  }
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
