import { setImmediate, setTimeout } from 'node:timers/promises';
import type { VirtualClock } from './virtual-clock.js';
import { second } from './virtual-clock.js';

const busyStrideMs = second / 2;
/** Real time that a stride takes at least while answers are on their way: it is what makes 8 seconds a long time to wait. */
const busyRealMs = 3;

export interface Followers {
  /** Those who are told the time; each resolves when it has taken it. */
  readonly running: readonly { move(now: number): Promise<void> }[];
}

export interface Pace {
  readonly isBusy: () => boolean;
  /** How far to go when no answer is on its way and no lease is held anywhere. */
  readonly idleStrideMs: () => number;
  readonly onMove: () => void;
}

/**
 * Moves the simulated time. The simulator lives by this very clock, and tells it under `/_sim/clock`; servers are told it by a
 * message instead of asking there, because each must also say when it has taken it. So nobody is ever left behind: no stride
 * begins before every process has taken the last one. A process that is slow, on a busy machine, holds up the time instead of
 * losing its leases.
 */
export async function keepTime(
  clock: VirtualClock,
  followers: Followers,
  { isBusy, idleStrideMs, onMove }: Pace,
  until: AbortSignal,
): Promise<void> {
  // What a long stride wakes shows only at the next one whether it has become work: never two of them in a row.
  let wasLong = false;
  while (!until.aborted) {
    const startedAt = performance.now();
    const busy = isBusy();
    wasLong = !busy && !wasLong;
    const stride = !wasLong ? busyStrideMs : Math.min(idleStrideMs(), clock.nextWakeAt() - clock.now());
    clock.moveTo(clock.now() + Math.max(busyStrideMs, stride));
    onMove();
    await Promise.all(followers.running.map((follower) => follower.move(clock.now())));
    const rest = busy ? busyRealMs - (performance.now() - startedAt) : 0;
    await (rest >= 1 ? setTimeout(rest) : setImmediate());
  }
}

const patienceMs = 60_000;

/** Rejects when no stride has ended for a real minute: some process hangs, and the run would never end. */
export async function watchTime(clock: VirtualClock, until: AbortSignal): Promise<never> {
  for (;;) {
    const before = clock.now();
    await setTimeout(patienceMs, undefined, { signal: until, ref: false });
    if (clock.now() === before) throw new Error('The simulated time has stood still for a minute.');
  }
}
