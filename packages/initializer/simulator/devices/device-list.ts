import { randomBytes } from 'node:crypto';
import type { Device } from '../records/device.js';
import type { State } from '../state.js';

interface DeviceInput {
  /** Absent or blank: `Smart Terminal 1` and so on. */
  name?: string | undefined;
}

/** Unpacks one more device: not set up, nobody logged in, no code, its page closed. */
export function addDevice(state: State, { name }: DeviceInput = {}): Device {
  const device: Device = {
    id: randomBytes(9).toString('base64url'),
    name: name?.trim() ? name.trim() : `Smart Terminal ${state.devices.size + 1}`,
    setUp: false,
    pairingMode: false,
    network: true,
  };
  state.devices.set(device.id, device);
  return device;
}

/** Oldest first. */
export function listDevices(state: State): Device[] {
  return [...state.devices.values()];
}

/** By the id of the virtual hardware. */
export function findDevice(state: State, id: string): Device | undefined {
  return state.devices.get(id);
}

/** By the code, exactly as it is shown: Helcim's codes are in upper case. */
export function findByCode(state: State, code: string): Device | undefined {
  for (const device of state.devices.values()) {
    if (device.code === code) return device;
  }
  return undefined;
}
