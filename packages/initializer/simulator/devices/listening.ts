import type { Device, DeviceRequest } from '../records/device.js';
import type { State } from '../state.js';
import { isAwake } from './connections.js';
import { isPairing } from './pairing-mode.js';

/** The request that keeps a device busy; a result that is still shown does not. */
export function openRequestOf({ request }: Device): DeviceRequest | undefined {
  return request?.state === 'waiting' || request?.state === 'declined' ? request : undefined;
}

/**
 * Whether a device takes a request: its connection is open and has network, someone is logged in, it has its code, and pairing
 * mode is on. What Helcim answers for a device that shows a request already is not documented; here it is not listening.
 */
export function isListening(state: State, device: Device): boolean {
  return (
    device.code !== undefined &&
    device.operator !== undefined &&
    device.network &&
    isAwake(state, device) &&
    isPairing(state, device) &&
    !openRequestOf(device)
  );
}
