import { randomInt } from 'node:crypto';
import type { Device } from '../records/device.js';
import type { State } from '../state.js';
import { tellAllConnections } from './connections.js';
import { findByCode } from './device-list.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const codeLength = 4;

/**
 * Turns pairing mode, which Helcim also calls API mode, on or off: for this device, or for all where the switch
 * `pairingModeScope` says that the account has one for all. A device that is logged in does not register before its next
 * log-in. A code once assigned stays, and so does a request on the screen.
 */
export function setPairingMode(state: State, device: Device, on: boolean): void {
  if (state.switches.pairingModeScope === 'account') state.accountPairingMode = on;
  else device.pairingMode = on;
  tellAllConnections(state);
}

/** Whether the mode is on for a device, by its own switch or the account's. */
export function isPairing({ switches, accountPairingMode }: State, { pairingMode }: Device): boolean {
  return switches.pairingModeScope === 'account' ? accountPairingMode : pairingMode;
}

/** Gives the device its code, if it has none yet. */
export function registerDevice(state: State, device: Device): void {
  if (device.code !== undefined) return;
  device.code = unusedCode(state);
  device.registeredAt = state.clock.now();
}

function unusedCode(state: State): string {
  for (;;) {
    const characters = Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]);
    const code = characters.join('');
    if (!findByCode(state, code)) return code;
  }
}
