import type { InitializerOptions, SessionStore } from '../../../packages/initializer/src/index.js';
import { readOptions } from '../../../packages/initializer/src/read-options.js';
import type { Core } from '../../../packages/initializer/src/sessions/core.js';
import { createCore } from '../../../packages/initializer/src/sessions/create-core.js';
import { startReconciler, type Reconciler } from '../../../packages/initializer/src/sessions/reconcile.js';

/** A server process that can be killed between two writes to the store. Whatever it was doing is never finished. */
export interface MortalProcess {
  readonly core: Core;
  readonly reconciler: Reconciler;
  readonly isDead: () => boolean;
  /** Resolves when it dies. */
  readonly death: Promise<void>;
  kill(): void;
  /** It dies at the n-th write from now: right before it, or right after. */
  killAtWrite(writes: number, before: boolean): void;
}

/** @param stutter How long each way to the store and back takes: lets processes overtake each other. */
export function startProcess(
  store: SessionStore,
  options: Omit<InitializerOptions, 'store'>,
  stutter: () => Promise<void> = () => Promise.resolve(),
): MortalProcess {
  const closing = new AbortController();
  let isDead = false;
  let plan: { writes: number; before: boolean } | undefined;
  let announce: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    announce = resolve;
  });

  function hasDied(): boolean {
    return isDead;
  }

  function kill(): void {
    isDead = true;
    closing.abort();
    announce();
  }

  /** Nothing of a dead process goes on: its promises stay open for ever. */
  async function alive<T>(work: () => Promise<T>): Promise<T> {
    await stutter();
    if (hasDied()) return await new Promise<T>(() => undefined);
    const value = await work();
    await stutter();
    return hasDied() ? await new Promise<T>(() => undefined) : value;
  }

  function write<T>(work: () => Promise<T>): Promise<T> {
    if (plan) plan.writes -= 1;
    const isLast = plan?.writes === 0;
    if (isLast && plan?.before) kill();
    return alive(async () => {
      const value = await work();
      if (isLast) kill();
      return value;
    });
  }

  const mortal: SessionStore = {
    durable: store.durable,
    create: (record) => write(() => store.create(record)),
    update: (next) => write(() => store.update(next)),
    addReceipt: (...receipt) => write(() => store.addReceipt(...receipt)),
    get: (...key) => alive(() => store.get(...key)),
    ofOrder: (...key) => alive(() => store.ofOrder(...key)),
    byReference: (...key) => alive(() => store.byReference(...key)),
    byInvoice: (...question) => alive(() => store.byInvoice(...question)),
    byTransactionId: (...key) => alive(() => store.byTransactionId(...key)),
    due: (...question) => alive(() => store.due(...question)),
    inState: (...question) => alive(() => store.inState(...question)),
    hasReceipt: (...question) => alive(() => store.hasReceipt(...question)),
  };
  const config = readOptions({ ...options, store: mortal });
  const core = createCore(config, closing.signal);
  return {
    core,
    reconciler: startReconciler(core),
    isDead: hasDied,
    death,
    kill,
    killAtWrite: (writes, before) => {
      plan = { writes, before };
    },
  };
}
