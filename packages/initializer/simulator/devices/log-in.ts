import type { Device } from '../records/device.js';
import { userOf } from '../rules/device-users.js';
import type { LogIn } from '../rules/device-users.js';
import { Refused, refuseUnless } from '../rules/refused.js';
import type { State } from '../state.js';
import { tellConnections } from './connections.js';
import { openRequestOf } from './listening.js';
import { isPairing, registerDevice } from './pairing-mode.js';
import { cancelRequest } from './requests.js';

/** Ends what a new device asks first. Nobody can log in before; done twice, nothing happens. */
export function finishSetUp(state: State, device: Device): void {
  device.setUp = true;
  tellConnections(state, device);
}

/**
 * Logs in by PIN, or by e-mail address and password. In pairing mode this is when a device registers and gets its code.
 * Throws Refused before the set-up is finished, while someone is logged in, without network, and for a wrong PIN or password.
 */
export function logIn(state: State, device: Device, input: LogIn): void {
  refuseUnless(device.setUp, 'Finish the set-up first.');
  refuseUnless(device.operator === undefined, 'Someone is logged in: log out first.');
  refuseUnless(device.network, 'There is no network.');
  const user = userOf(input);
  if (!user) throw new Refused('pin' in input ? 'Wrong PIN.' : 'Wrong e-mail address or password.');
  device.operator = user.name;
  if (isPairing(state, device)) registerDevice(state, device);
  tellConnections(state, device);
}

/** Logs out; the code stays. What Helcim does with a request on the screen is not documented; here it is cancelled. */
export function logOut(state: State, device: Device): void {
  if (openRequestOf(device)) cancelRequest(state, device);
  delete device.operator;
  delete device.message;
  delete device.request;
  tellConnections(state, device);
}
