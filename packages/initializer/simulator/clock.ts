/** Where the time comes from: milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

/** A clock that tests can move: an offset is added to the clock underneath. */
export interface MovableClock extends Clock {
  advance(milliseconds: number): void;
  set(now: number): void;
  reset(): void;
}

export function movableClock(base: Clock): MovableClock {
  let offset = 0;
  return {
    now: () => base.now() + offset,
    advance: (milliseconds) => void (offset += milliseconds),
    set: (now) => void (offset = now - base.now()),
    reset: () => void (offset = 0),
  };
}
