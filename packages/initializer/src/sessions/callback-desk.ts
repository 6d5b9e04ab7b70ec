const mostAtOnce = 20;

/**
 * What one initializer knows of the callbacks it is running. A key in `running` is not started a second time here, whatever a
 * clock that jumps says of its lease. `takeTurn` bounds how many the reconciler runs at once.
 */
export interface CallbackDesk {
  /** By key; each promise resolves when the callback has ended, or after five seconds. */
  readonly running: Map<string, Promise<unknown>>;
  /** Resolves when there is room. Whoever calls the answer makes room for the next one; a second call does nothing. */
  readonly takeTurn: () => Promise<() => void>;
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

  return { running: new Map(), takeTurn };
}
