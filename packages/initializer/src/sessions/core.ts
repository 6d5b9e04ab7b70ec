import type { HelcimClient } from '../helcim-client.js';
import type { Config } from '../read-options.js';
import type { Upstream } from '../upstream.js';
import type { CallbackDesk } from './callback-desk.js';

/** What every part of the session logic works with; one for each initializer. */
export interface Core {
  readonly config: Config;
  /** The way to Helcim, with its limits; `helcim` goes by it too. */
  readonly upstream: Upstream;
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

const cores = new WeakMap<object, Core>();

/** Lets the terminals of an initializer find its core without a public way in. */
export function rememberCore(initializer: object, core: Core): void {
  cores.set(initializer, core);
}

/** The core of an initializer; `undefined` for anything else. */
export function coreOf(initializer: object): Core | undefined {
  return cores.get(initializer);
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
