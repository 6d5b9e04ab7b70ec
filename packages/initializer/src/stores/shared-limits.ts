/** One call that wants to begin. */
export interface LimitRequest {
  /** Unique for each call. */
  readonly id: string;
  readonly now: number;
  /** When its place counts as free again although nobody gave it back: its process died. */
  readonly leaseUntil: number;
  /** How many calls may run at once. */
  readonly mostAtOnce: number;
  /** How many may begin within each span of time. */
  readonly windows: readonly { readonly ms: number; readonly most: number }[];
  /** A buyer waits for it: while one does, calls that are not urgent take no place. */
  readonly isUrgent: boolean;
}

/** What counts against the limits of one scope. */
export interface LimitUse {
  readonly atOnce: number;
  /** For each window that was asked about. */
  readonly begun: readonly number[];
}

/**
 * The limits that Helcim sets for a merchant account, counted over all processes that share the store. Like the rest of a store it
 * never asks for the time; the clocks of the processes should agree within a second.
 *
 * - `take` is atomic: two processes never get the same last place.
 * - Times further ahead of `now` than a minute are left from before a clock was set back, and are forgotten.
 */
export interface SharedLimits {
  /** Counts the call and answers 0, or counts nothing and answers after how many milliseconds to ask again. */
  take(scope: string, request: LimitRequest): Promise<number>;

  /** The call has ended. With `unused` it never began, and counts for nothing. */
  giveBack(scope: string, id: string, unused: boolean): Promise<void>;

  /** Lets nothing begin until then, at most a minute from `now`, because Helcim asked for it. */
  hold(scope: string, now: number, until: number): Promise<void>;

  use(scope: string, now: number, windowsMs: readonly number[]): Promise<LimitUse>;
}
