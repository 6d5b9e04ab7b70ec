import type { Device } from '../records/device.js';
import type { State } from '../state.js';

/**
 * Opens a live connection of a device: what keeps it awake. Calls `onChange` at once and whenever its screen may have changed,
 * also when a reset took the device away. The function answered ends the connection; a device without any is asleep.
 */
export function connectDevice(state: State, device: Device, onChange: () => void): () => void {
  const connections = state.deviceConnections.get(device.id) ?? new Set();
  state.deviceConnections.set(device.id, connections);
  const tell = () => onChange();
  connections.add(tell);
  tellConnections(state, device);
  return () => {
    if (connections.delete(tell)) tellConnections(state, device);
  };
}

/** False for a device that sleeps because its page is closed. */
export function isAwake(state: State, { id }: Device): boolean {
  return (state.deviceConnections.get(id)?.size ?? 0) > 0;
}

/** Has every open page of a device show it as it is now. */
export function tellConnections(state: State, { id }: Device): void {
  for (const tell of [...(state.deviceConnections.get(id) ?? [])]) tell();
}

/** The same for every device, after a change of the account. */
export function tellAllConnections(state: State): void {
  for (const device of state.devices.values()) tellConnections(state, device);
}
