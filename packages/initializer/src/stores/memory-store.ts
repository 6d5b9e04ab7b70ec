import { minute } from '../clock.js';
import { MemoryDevices } from './memory-devices.js';
import { MemoryShelf } from './memory-shelf.js';
import type { DeviceStore } from './device-store.js';
import type { SessionStore } from './session-store.js';

const sweepEveryMs = 10 * minute;

/**
 * Keeps sessions in this process. They are gone when it ends, payments on their way included: for tests and first steps, not
 * for a shop. Records whose keep-time has passed are swept as the store is used, so that it does not grow without bound.
 */
export function memoryStore(): SessionStore {
  const devices = new MemoryDevices();
  const shelves = new Map<string, MemoryShelf>();
  let nextSweepAt = -Infinity;

  function shelf(scope: string): MemoryShelf {
    const existing = shelves.get(scope);
    if (existing) return existing;
    const added = new MemoryShelf();
    shelves.set(scope, added);
    return added;
  }

  function sweep(now: number): void {
    if (now < nextSweepAt) return;
    nextSweepAt = now + sweepEveryMs;
    for (const each of shelves.values()) each.sweep(now);
  }

  return Object.freeze<SessionStore>({
    durable: false,
    devices: Object.freeze<DeviceStore>({
      get: (scope, code) => Promise.resolve(devices.get(scope, code)),
      list: (scope) => Promise.resolve(devices.list(scope)),
      put: (next) => Promise.resolve(devices.put(next)),
    }),
    create: (record) => {
      sweep(record.createdAt);
      return Promise.resolve(shelf(record.scope).create(record));
    },
    get: (scope, sessionId) => Promise.resolve(shelf(scope).get(sessionId)),
    ofOrder: (scope, orderId) => Promise.resolve(shelf(scope).ofOrder(orderId)),
    byReference: (scope, reference) => Promise.resolve(shelf(scope).byReference(reference)),
    byInvoice: (scope, invoiceNumber, createdSince, limit) =>
      Promise.resolve(shelf(scope).byInvoice(invoiceNumber, createdSince, limit)),
    byTransactionId: (scope, transactionId) => Promise.resolve(shelf(scope).byTransactionId(transactionId)),
    update: (next) => Promise.resolve(shelf(next.scope).update(next)),
    due: (scope, now, limit) => {
      sweep(now);
      return Promise.resolve(shelf(scope).due(now, limit));
    },
    inState: (scope, state, limit, after) => Promise.resolve(shelf(scope).inState(state, limit, after)),
    addReceipt: (scope, webhookId, keepUntil) => {
      shelf(scope).addReceipt(webhookId, keepUntil);
      return Promise.resolve();
    },
    hasReceipt: (scope, webhookId, now) => Promise.resolve(shelf(scope).hasReceipt(webhookId, now)),
  });
}
