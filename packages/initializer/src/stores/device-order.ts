import type { DeviceRecord } from './device-store.js';

/** The order of `DeviceStore.list`: by `pairedAt`, then by `code`. */
export function byPairing(one: DeviceRecord, other: DeviceRecord): number {
  if (one.pairedAt !== other.pairedAt) return one.pairedAt - other.pairedAt;
  return one.code < other.code ? -1 : 1;
}
