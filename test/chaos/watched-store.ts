import type { SessionRecord, SessionStore } from '../../packages/initializer/src/index.js';
import type { SuddenDeath } from './sudden-death.js';
import type { Traffic } from './traffic.js';

/** Passes everything on; counts what is under way, dies around writes, and tells of callbacks recorded as returned. */
export function watchStore(
  store: SessionStore,
  traffic: Traffic,
  death: SuddenDeath,
  onRecorded: (idempotencyKey: string) => void,
): SessionStore {
  async function write<T>(work: () => Promise<T>): Promise<T> {
    death.perhaps();
    const outcome = await traffic.count(work());
    death.perhaps();
    return outcome;
  }

  return {
    ...store,
    create: (record) => write(() => store.create(record)),
    get: (scope, sessionId) => traffic.count(store.get(scope, sessionId)),
    ofOrder: (scope, orderId) => traffic.count(store.ofOrder(scope, orderId)),
    byReference: (scope, reference) => traffic.count(store.byReference(scope, reference)),
    byTransactionId: (scope, id) => traffic.count(store.byTransactionId(scope, id)),
    due: (scope, now, limit) => traffic.count(store.due(scope, now, limit)),
    hasReceipt: (scope, id, now) => traffic.count(store.hasReceipt(scope, id, now)),
    addReceipt: (scope, id, keepUntil) => write(() => store.addReceipt(scope, id, keepUntil)),
    async update(next) {
      const outcome = await write(() => store.update(next));
      if (outcome === 'stored') for (const key of returnedKeys(next)) onRecorded(key);
      return outcome;
    },
  };
}

function returnedKeys({ callbacks }: SessionRecord): string[] {
  return callbacks.filter(({ nextTryAt }) => nextTryAt === null).map(({ idempotencyKey }) => idempotencyKey);
}
