import { second } from '../clock.js';

const mostAtOnce = 20;
/** Well below what one pass of the reconciler attends to: each of them is due in every pass. */
const mostWaiting = 200;
/** A process that lives renews its lease several times within that, or once if the store was away until now. */
const renewedWithinMs = 30 * second;
const mostLapsed = 1_000;
const mostInTrouble = 10_000;

/**
 * What one initializer knows of the callbacks it is running. A key in `running` is not started a second time here, whatever a
 * clock that jumps says of its lease. `takeTurn` bounds how many the reconciler runs at once.
 */
export interface CallbackDesk {
  /** By key; each promise resolves when the callback has ended, or after five seconds. */
  readonly running: Map<string, Promise<unknown>>;
  /**
   * Resolves when there is room, or at once with `undefined` when too many wait already. Whoever calls the answer makes room for the
   * next one; a second call does nothing.
   */
  readonly takeTurn: () => Promise<(() => void) | undefined>;
  /** The store could not be reached at that time. */
  readonly noteOutage: (at: number) => void;
  /**
   * Whether the process that ran a callback counts as dead. A lease that has lapsed does not tell: the store may have been away,
   * so that nobody could renew it, or our clock is ahead. So it must not have been renewed before our eyes either, for as long as
   * whoever lives would need.
   */
  readonly isAbandoned: (key: string, leaseUntil: number, now: number) => boolean;
  /** A callback has failed often, or does not return; more of it is to be heard before `until`, unless another process takes it. */
  readonly noteTrouble: (key: string, until: number) => void;
  /** It has ended after all. */
  readonly noteEnd: (key: string) => void;
  /** How many callbacks are in trouble, as far as this process knows. */
  readonly overdue: (now: number) => number;
}

export function callbackDesk(): CallbackDesk {
  const waiting: (() => void)[] = [];
  let taken = 0;

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  }

  async function takeTurn(): Promise<(() => void) | undefined> {
    if (taken < mostAtOnce) taken += 1;
    else if (waiting.length >= mostWaiting) return undefined;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    let hasLeft = false;
    return () => {
      if (!hasLeft) leave();
      hasLeft = true;
    };
  }

  let outageAt = -Infinity;
  const lapsed = new Map<string, { readonly leaseUntil: number; readonly seenAt: number }>();

  function isAbandoned(key: string, leaseUntil: number, now: number): boolean {
    const seen = lapsed.get(key);
    if (seen?.leaseUntil === leaseUntil && now >= seen.seenAt) {
      const isOver = now >= Math.max(seen.seenAt, Math.min(outageAt, now)) + renewedWithinMs;
      if (isOver) lapsed.delete(key);
      return isOver;
    }
    lapsed.delete(key);
    const [oldest] = lapsed.keys();
    if (oldest !== undefined && lapsed.size >= mostLapsed) lapsed.delete(oldest);
    lapsed.set(key, { leaseUntil, seenAt: now });
    return false;
  }

  const troubledUntil = new Map<string, number>();

  function noteTrouble(key: string, until: number): void {
    if (troubledUntil.has(key) || troubledUntil.size < mostInTrouble) troubledUntil.set(key, until);
  }

  function overdue(now: number): number {
    for (const [key, until] of troubledUntil) {
      if (until <= now) troubledUntil.delete(key);
    }
    return troubledUntil.size;
  }

  return {
    running: new Map(),
    takeTurn,
    noteOutage: (at) => (outageAt = at),
    isAbandoned,
    noteTrouble,
    noteEnd: (key) => void troubledUntil.delete(key),
    overdue,
  };
}
