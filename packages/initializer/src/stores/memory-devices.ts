import { byPairing } from './device-order.js';
import type { DeviceOutcome, DeviceRecord } from './device-store.js';
import { frozenCopy } from './frozen-copy.js';

/** The devices of all scopes, in maps. Every method is synchronous, which is what makes it atomic. */
export class MemoryDevices {
  readonly #scopes = new Map<string, Map<string, DeviceRecord>>();

  get(scope: string, code: string): DeviceRecord | undefined {
    return this.#scopes.get(scope)?.get(code);
  }

  list(scope: string): DeviceRecord[] {
    return [...(this.#scopes.get(scope)?.values() ?? [])].sort(byPairing);
  }

  put(next: DeviceRecord): DeviceOutcome {
    const { scope, code, version } = next;
    if ((this.get(scope, code)?.version ?? 0) !== version - 1) return 'stale';
    const devices = this.#scopes.get(scope) ?? new Map<string, DeviceRecord>();
    this.#scopes.set(scope, devices.set(code, frozenCopy(next)));
    return 'stored';
  }
}
