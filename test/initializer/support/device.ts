import type { DeviceRecord } from '../../../packages/initializer/src/index.js';
import { start } from './manual-clock.js';

/** A paired device that is free, in the scope of `session()`; tests change what matters to them. */
export function device(changes: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    scope: 'default@api.helcim.com',
    code: 'JFHP',
    version: 1,
    pairedAt: start,
    name: 'Counter',
    paired: true,
    pairedBy: 'Ann',
    slot: null,
    ...changes,
  };
}
