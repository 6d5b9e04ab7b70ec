import type {
  DeviceStore,
  SessionRecord,
  SessionStore,
  SharedLimits,
} from '../../packages/initializer/src/index.js';
import type { SuddenDeath } from './sudden-death.js';
import type { Traffic } from './traffic.js';

/**
 * Passes everything on; counts what is under way (the reconciler's regular question apart, as `polls`), dies around writes, and
 * tells of callbacks recorded as returned.
 */
export function watchStore(
  store: SessionStore,
  { traffic, polls }: { traffic: Traffic; polls: Traffic },
  death: SuddenDeath,
  onRecorded: (idempotencyKey: string) => void,
): SessionStore {
  const watchDevices = (devices: DeviceStore): DeviceStore => ({
    get: (scope, code) => traffic.count(devices.get(scope, code)),
    list: (scope) => traffic.count(devices.list(scope)),
    put: (next) => write(`device v${next.version}`, () => devices.put(next)),
  });

  async function write<T>(what: string, work: () => Promise<T>): Promise<T> {
    death.perhaps(`before ${what}`);
    const outcome = await traffic.count(work());
    death.perhaps(`after ${what}`);
    return outcome;
  }

  return {
    ...store,
    ...(store.devices && { devices: watchDevices(store.devices) }),
    ...(store.limits && { limits: watchLimits(store.limits, traffic) }),
    create: (record) => write(`create ${record.orderId}`, () => store.create(record)),
    get: (scope, sessionId) => traffic.count(store.get(scope, sessionId)),
    ofOrder: (scope, orderId) => traffic.count(store.ofOrder(scope, orderId)),
    byReference: (scope, reference) => traffic.count(store.byReference(scope, reference)),
    byInvoice: (...question) => traffic.count(store.byInvoice(...question)),
    byTransactionId: (scope, id) => traffic.count(store.byTransactionId(scope, id)),
    due: (scope, now, limit) => polls.count(store.due(scope, now, limit)),
    inState: (...question) => traffic.count(store.inState(...question)),
    hasReceipt: (scope, id, now) => traffic.count(store.hasReceipt(scope, id, now)),
    async addReceipt(scope, id, keepUntil) {
      await write('receipt', () => store.addReceipt(scope, id, keepUntil));
      // What a person was told of without a session is recorded by its key.
      onRecorded(id);
    },
    async update(next) {
      const outcome = await write(`update ${next.orderId} v${next.version}`, () => store.update(next));
      if (outcome === 'stored') for (const key of returnedKeys(next)) onRecorded(key);
      return outcome;
    },
  };
}

function watchLimits(limits: SharedLimits, traffic: Traffic): SharedLimits {
  return {
    take: (scope, request) => traffic.count(limits.take(scope, request)),
    giveBack: (scope, id, unused) => traffic.count(limits.giveBack(scope, id, unused)),
    hold: (scope, now, until) => traffic.count(limits.hold(scope, now, until)),
    use: (scope, now, windowsMs) => traffic.count(limits.use(scope, now, windowsMs)),
  };
}

function returnedKeys({ callbacks }: SessionRecord): string[] {
  return callbacks.filter(({ nextTryAt }) => nextTryAt === null).map(({ idempotencyKey }) => idempotencyKey);
}
