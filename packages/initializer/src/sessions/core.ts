import type { HelcimClient } from '../helcim-client.js';
import type { Config } from '../read-options.js';
import type { CallbackDesk } from './callback-desk.js';

/** What every part of the session logic works with; one for each initializer. */
export interface Core {
  readonly config: Config;
  readonly helcim: HelcimClient;
  /** Aborts when the initializer closes. */
  readonly closing: AbortSignal;
  /** Work that outlives the request that started it; `close()` waits for it. */
  readonly background: Set<Promise<unknown>>;
  /** Orders that this process is asking Helcim a token for: later clicks wait for the same answer. */
  readonly initializing: Map<string, Promise<void>>;
  /** The merchant's callbacks that this process is running. */
  readonly callbacks: CallbackDesk;
}

/** Lets the work go on after the answer. The work must handle its own errors. */
export function goOn<T>(core: Core, work: Promise<T>): Promise<T> {
  core.background.add(work);
  void work.then(
    () => core.background.delete(work),
    () => core.background.delete(work),
  );
  return work;
}
