import type { Device } from '../records/device.js';
import { deviceUsers } from '../rules/device-users.js';
import type { State } from '../state.js';
import { act } from './act.js';
import type { DeviceAction } from './act.js';
import { connectDevice } from './connections.js';
import { addDevice, findDevice, listDevices } from './device-list.js';
import { screenOf } from './device-screen.js';
import type { DeviceScreen } from './device-screen.js';

/** The Smart Terminals of the account, for a test in the same process: no browser is needed. */
export interface DevicesHandle {
  /** Unpacks a device: asleep, not set up. `url` is its page. */
  add: (input?: { name?: string }) => { id: string; url: string };
  /** Adds a device, finishes its set-up, turns pairing mode on, logs in, and keeps its connection open. */
  ready: (name?: string) => Promise<{ id: string; code: string; url: string }>;
  /** Opens the device's connection, as its page does. Done twice, nothing happens. */
  wake: (id: string) => void;
  /** Ends the connection that {@link wake} or {@link ready} opened. Without an open page the device then sleeps. */
  end: (id: string) => void;
  /**
   * Does what someone at the device does: `set-up`, `pairing-mode {on}`, `log-in {pin}` or `{email, password}`, `log-out`,
   * `tap` and `insert {cardNumber?, cardType?, tipCents?}`, `try-again`, `cancel`, `walk-away`, `network {on}`, `dismiss`.
   * Throws an Error with the reason when that cannot be done.
   */
  act: (id: string, action: DeviceAction, input?: object) => DeviceScreen;
  /** What each shows, oldest first. */
  list: () => DeviceScreen[];
}

/** `pageOf` tells the address of a device's page. */
export function devicesHandle(state: State, pageOf: (id: string) => string): DevicesHandle {
  const ends = new WeakMap<Device, () => void>();

  function deviceOf(id: string): Device {
    const device = findDevice(state, id);
    if (!device) throw new Error(`There is no device ${id}`);
    return device;
  }

  function add(input: { name?: string } = {}) {
    const { id } = addDevice(state, input);
    return { id, url: pageOf(id) };
  }

  function wake(id: string): void {
    const device = deviceOf(id);
    if (!ends.has(device)) ends.set(device, connectDevice(state, device, ignore));
  }

  function makeReady(name: string | undefined) {
    const { id, url } = add(name === undefined ? {} : { name });
    const device = deviceOf(id);
    wake(id);
    act(state, device, 'set-up');
    act(state, device, 'pairing-mode', { on: true });
    const { code = '' } = act(state, device, 'log-in', { pin: deviceUsers[0]?.pin });
    return { id, code, url };
  }

  return {
    add,
    wake,
    ready: (name) => Promise.resolve(makeReady(name)),
    end(id) {
      const device = deviceOf(id);
      ends.get(device)?.();
      ends.delete(device);
    },
    act: (id, action, input) => act(state, deviceOf(id), action, input),
    list: () => listDevices(state).map((device) => structuredClone(screenOf(state, device))),
  };
}

/** Nobody looks at the screen. */
function ignore(): void {
  return undefined;
}
