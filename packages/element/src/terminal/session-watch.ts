const firstPauseMs = 1_000;
const longestPauseMs = 5_000;

/** Asks again and again: after 1 second, growing to 5. */
export interface SessionWatch {
  /** Begins, or goes back to the short pauses. */
  start(): void;
  stop(): void;
}

/** Pauses while the page is hidden, and asks at once when it is shown, back from the cache or online again. */
export function createSessionWatch(ask: (signal: AbortSignal) => Promise<void>): SessionWatch {
  let pauseMs = firstPauseMs;
  let running: AbortController | undefined;

  const watch = (signal: AbortSignal) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asking = false;
    const plan = () => {
      clearTimeout(timer);
      if (!signal.aborted && !document.hidden && !asking) timer = setTimeout(() => void askNow(), pauseMs);
    };
    const askNow = async () => {
      if (asking || signal.aborted) return;
      clearTimeout(timer);
      asking = true;
      pauseMs = Math.min(pauseMs * 1.4, longestPauseMs);
      await ask(signal);
      asking = false;
      plan();
    };
    const onShown = () => {
      clearTimeout(timer);
      if (document.hidden) return;
      pauseMs = firstPauseMs;
      void askNow();
    };
    document.addEventListener('visibilitychange', onShown, { signal });
    window.addEventListener('pageshow', onShown, { signal });
    window.addEventListener('online', onShown, { signal });
    signal.addEventListener('abort', () => clearTimeout(timer));
    plan();
  };

  return {
    start() {
      pauseMs = firstPauseMs;
      if (running) return;
      running = new AbortController();
      watch(running.signal);
    },
    stop() {
      running?.abort();
      running = undefined;
    },
  };
}
