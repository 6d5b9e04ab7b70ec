import { second, type Clock } from './clock.js';
import type { Logger } from './logger.js';
import type { LimitUse, SharedLimits } from './stores/shared-limits.js';

/** After a failure the shared count is left alone for so long: a buyer must not wait for its timeout again and again. */
const restMs = 5 * second;
/** Anyone may ask for `GET /health`, as often as they like. */
const useLastsMs = 2 * second;

/** A call that wants to begin, as the limiter knows it. */
export interface Turn {
  readonly id: string;
  readonly leaseUntil: number;
  readonly mostAtOnce: number;
  readonly windows: readonly { readonly ms: number; readonly most: number }[];
  readonly isUrgent: boolean;
}

/** The limits that all processes share, as one process sees them. Nothing here rejects. */
export interface SharedTurns {
  /** 0 if the call may begin, else the milliseconds until it may ask again. */
  take(turn: Turn): Promise<number>;
  giveBack(id: string, unused: boolean): void;
  hold(ms: number): void;
  /** As of at most two seconds ago; `undefined` if the store does not tell. */
  use(windowsMs: readonly number[]): Promise<LimitUse | undefined>;
}

/**
 * A store that does not answer must not stop payments: until it does, every call may begin, and the process keeps to the limits by
 * its own count (`limits.helcimShare` of them). The log says so once, and once when it is over.
 */
export function sharedTurns(
  limits: SharedLimits,
  { scope, clock, log }: { scope: string; clock: Clock; log: Logger },
): SharedTurns {
  let failedAt: number | undefined;
  let used: { at: number; answer: Promise<LimitUse | undefined> } | undefined;

  function rests(): boolean {
    if (failedAt === undefined) return false;
    const age = clock.now() - failedAt;
    return age >= 0 && age < restMs;
  }

  function failed(error: unknown): void {
    if (failedAt === undefined) {
      log.warn({ error }, 'The count of calls to Helcim is not shared: each process goes by its own share.');
    }
    failedAt = clock.now();
  }

  function worked(): void {
    if (failedAt === undefined) return;
    failedAt = undefined;
    log.info({}, 'The count of calls to Helcim is shared again.');
  }

  return {
    async take(turn) {
      if (rests()) return 0;
      try {
        const wait = await limits.take(scope, { ...turn, now: clock.now() });
        worked();
        return wait;
      } catch (error) {
        failed(error);
        return 0;
      }
    },
    giveBack(id, unused) {
      // What cannot be given back lapses with its lease.
      attempt(() => limits.giveBack(scope, id, unused));
    },
    hold(ms) {
      const now = clock.now();
      // This process holds by itself; the others will meet Helcim's 429 too.
      attempt(() => limits.hold(scope, now, now + ms));
    },
    async use(windowsMs) {
      const now = clock.now();
      const age = now - (used?.at ?? -Infinity);
      if (used && age >= 0 && age < useLastsMs) return await used.answer;
      used = { at: now, answer: limits.use(scope, now, windowsMs).catch(() => undefined) };
      return await used.answer;
    },
  };
}

/** Nobody waits for it, and nobody can do anything if it fails. */
function attempt(work: () => Promise<void>): void {
  void Promise.resolve()
    .then(work)
    .catch(() => undefined);
}
