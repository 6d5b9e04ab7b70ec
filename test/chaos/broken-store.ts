import type { SessionRecord, SessionStore } from '../../packages/initializer/src/index.js';
import { randomOf } from './random.js';

/**
 * Stores that break their contract on purpose, so that a run can show it would notice.
 * `settle-twice`: no compare-and-set. What is read is stale by the time it is written, and every write wins.
 * `forget`: for some of the sessions every write from the first approval on is confirmed and dropped.
 */
export const brokenStores = ['settle-twice', 'forget'] as const;
export type BrokenStore = (typeof brokenStores)[number];

const forgottenShare = 0.3;

export function breakStore(
  store: SessionStore,
  broken: BrokenStore | undefined,
  linger: () => Promise<void>,
): SessionStore {
  if (broken === 'settle-twice') return settleTwice(store, linger);
  return broken === 'forget' ? forget(store) : store;
}

function settleTwice(store: SessionStore, linger: () => Promise<void>): SessionStore {
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
