import type { SessionRecord, SessionStore } from '../../packages/initializer/src/index.js';
import { randomOf } from './random.js';

/**
 * What can be broken on purpose, so that a run shows that it would notice. Of the store: `no-compare-and-set`, what is read is
 * stale by the time it is written, and every write wins; `forget`, for some of the sessions every write from the first approval
 * on is confirmed and dropped. Of settle itself, over a store that is sound: see broken-settle.ts.
 */
export const breakages = ['settle-twice', 'settle-drops', 'no-compare-and-set', 'forget'] as const;
export type Breakage = (typeof breakages)[number];

const forgottenShare = 0.3;

export function breakStore(
  store: SessionStore,
  broken: Breakage | undefined,
  linger: () => Promise<void>,
): SessionStore {
  if (broken === 'no-compare-and-set') return withoutCompareAndSet(store, linger);
  return broken === 'forget' ? forget(store) : store;
}

function withoutCompareAndSet(store: SessionStore, linger: () => Promise<void>): SessionStore {
  return {
    ...store,
    async get(scope, sessionId) {
      const session = await store.get(scope, sessionId);
      await linger();
      return session;
    },
    async update(next) {
      const current = await store.get(next.scope, next.sessionId);
      return await store.update({ ...next, version: (current?.version ?? 0) + 1 });
    },
  };
}

function forget(store: SessionStore): SessionStore {
  return {
    ...store,
    update: (next) => (isForgotten(next) ? Promise.resolve('stored') : store.update(next)),
  };
}

/** By the session's id alone, so that every process forgets the same ones. */
function isForgotten({ sessionId, transactionIds }: SessionRecord): boolean {
  return transactionIds.length > 0 && randomOf(0, sessionId)() < forgottenShare;
}
