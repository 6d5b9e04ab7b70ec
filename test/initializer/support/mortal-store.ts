import type { SessionStore } from '../../../packages/initializer/src/index.js';

/** The store as one process sees it, which can die between two writes. Whatever it was doing is never finished. */
export interface MortalStore {
  readonly store: SessionStore;
  readonly isDead: () => boolean;
  /** Resolves when it dies. */
  readonly death: Promise<void>;
  kill(): void;
  /** It dies at the n-th write from now: right before it, or right after. */
  killAtWrite(writes: number, before: boolean): void;
  /** It lives on. */
  spare(): void;
}

const writing = ['create', 'update', 'addReceipt', 'put'];

export function mortalStore(store: SessionStore): MortalStore {
  let dead = false;
  const isDead = (): boolean => dead;
  let plan: { writes: number; before: boolean } | undefined;
  let announce: () => void = () => undefined;
  const death = new Promise<void>((resolve) => {
    announce = resolve;
  });

  function kill(): void {
    dead = true;
    announce();
  }

  async function call(isWrite: boolean, work: () => unknown): Promise<unknown> {
    if (plan && isWrite) plan.writes -= 1;
    const isLast = plan?.writes === 0 && isWrite;
    if (isLast && plan?.before) kill();
    if (isDead()) return await new Promise(() => undefined);
    const value = await work();
    if (isLast) kill();
    return isDead() ? await new Promise(() => undefined) : value;
  }

  function wrap<T extends object>(target: T): T {
    const wrapped = Object.entries(target).map(([name, value]: [string, unknown]): [string, unknown] => {
      if (typeof value === 'object' && value !== null) return [name, wrap(value)];
      if (typeof value !== 'function') return [name, value];
      const method = value as (...given: unknown[]) => unknown;
      return [name, (...given: unknown[]) => call(writing.includes(name), () => method(...given))];
    });
    return Object.fromEntries(wrapped) as T;
  }

  return {
    store: wrap(store),
    isDead,
    kill,
    death,
    killAtWrite: (writes, before) => {
      plan = { writes, before };
    },
    spare: () => {
      plan = undefined;
    },
  };
}
