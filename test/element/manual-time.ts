/** Time that passes only when the test says so: timers, and the time of day. */
export interface ManualTime {
  /** Runs what falls due meanwhile, in order, and lets the page catch up after each. */
  pass(ms: number): Promise<void>;
  /** Since it was taken. */
  now(): number;
  restore(): void;
}

interface Timer {
  readonly run: () => void;
  readonly every: number | undefined;
  due: number;
}

export function takeTime(): ManualTime {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    setInterval: globalThis.setInterval,
    clearInterval: globalThis.clearInterval,
  };
  const realNow = Date.now;
  const start = realNow();
  const timers = new Map<number, Timer>();
  let now = 0;
  let ids = 1_000_000;
  const begin = (run: (...values: unknown[]) => void, ms = 0, repeats: boolean, values: unknown[]) => {
    timers.set(++ids, { run: () => run(...values), due: now + ms, every: repeats ? ms : undefined });
    return ids;
  };
  const end = (id?: number) => void timers.delete(id ?? 0);
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms?: number, ...values: unknown[]) => begin(run, ms, false, values),
    setInterval: (run: () => void, ms?: number, ...values: unknown[]) => begin(run, ms, true, values),
    clearTimeout: end,
    clearInterval: end,
  });
  Date.now = () => start + now;

  return {
    now: () => now,
    async pass(ms) {
      const until = now + ms;
      for (;;) {
        const [id, timer] = [...timers].sort((a, b) => a[1].due - b[1].due)[0] ?? [];
        if (id === undefined || !timer || timer.due > until) break;
        now = Math.max(now, timer.due);
        if (timer.every === undefined) timers.delete(id);
        else timer.due += timer.every;
        timer.run();
        await settle();
      }
      now = until;
    },
    restore() {
      Object.assign(globalThis, real);
      Date.now = realNow;
    },
  };
}

/** Lets every promise that can go on do so. A message, because browsers slow chains of timers down. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage('');
  });
}
