import { second } from '../clock.js';

const mostAtOnce = 20;
const afterOutageMs = 30 * second;

/**
 * What one initializer knows of the callbacks it is running. A key in `running` is not started a second time here, whatever a
 * clock that jumps says of its lease. `takeTurn` bounds how many the reconciler runs at once.
 */
export interface CallbackDesk {
  /** By key; each promise resolves when the callback has ended, or after five seconds. */
  readonly running: Map<string, Promise<unknown>>;
  /** Resolves when there is room. Whoever calls the answer makes room for the next one; a second call does nothing. */
  readonly takeTurn: () => Promise<() => void>;
  /** The store could not be reached at that time. */
  readonly noteOutage: (at: number) => void;
  /**
   * While a store is away nobody can renew a lease: one that lapsed meanwhile does not tell that its process is dead. Until then
   * nobody takes it over.
   */
  readonly leasesHoldUntil: () => number;
}

export function callbackDesk(): CallbackDesk {
  const waiting: (() => void)[] = [];
  let taken = 0;

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }

  async function takeTurn(): Promise<() => void> {
    if (taken < mostAtOnce) taken += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let hasLeft = false;
    return () => {
      if (!hasLeft) leave();
      hasLeft = true;
    };
  }

  let outageAt = -Infinity;
  return {
    running: new Map(),
    takeTurn,
    noteOutage: (at) => (outageAt = at),
    leasesHoldUntil: () => outageAt + afterOutageMs,
  };
}
