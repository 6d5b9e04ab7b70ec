import { randomBytes } from 'node:crypto';
import type { Device, DeviceRequest } from '../records/device.js';
import { Refused, refuseUnless } from '../rules/refused.js';
import type { State } from '../state.js';
import { announceTerminalCancel } from '../webhooks.js';
import { isAwake, tellConnections } from './connections.js';
import { openRequestOf } from './listening.js';

/** What a request over the API asks for. */
export type RequestDetails = Omit<
  DeviceRequest,
  'id' | 'tipCents' | 'state' | 'declineReason' | 'transactionId' | 'abandoned' | 'startedAt'
>;

/** Puts a request on the screen. The caller has made sure that the device listens. */
export function showRequest(state: State, device: Device, details: RequestDetails): void {
  delete device.message;
  device.request = {
    id: randomBytes(9).toString('base64url'),
    ...details,
    tipCents: 0,
    state: 'waiting',
    startedAt: state.clock.now(),
  };
  tellConnections(state, device);
}

/** Shows a ping. */
export function showMessage(state: State, device: Device, message: string): void {
  device.message = message;
  tellConnections(state, device);
}

/** After a decline: waits for a card again, under the same invoice number. */
export function tryAgain(state: State, device: Device): void {
  const request = requestAtHand(state, device);
  refuseUnless(request.state === 'declined', 'Nothing was declined.');
  request.state = 'waiting';
  request.tipCents = 0;
  delete request.declineReason;
  tellConnections(state, device);
}

/** Cancels what waits or was declined, and sends `terminalCancel`; without network nobody ever hears of it. */
export function cancelRequest(state: State, device: Device): void {
  const request = requestAtHand(state, device);
  request.state = 'cancelled';
  if (device.network) announceTerminalCancel(state, device.code ?? '', request);
  tellConnections(state, device);
}

/** The customer leaves. Nothing happens: the request stays until it is paid or cancelled. */
export function walkAway(state: State, device: Device): void {
  requestAtHand(state, device).abandoned = true;
  tellConnections(state, device);
}

/** Takes a ping or a result off the screen. Throws Refused while a request is open: that is for cancel. */
export function dismiss(state: State, device: Device): void {
  refuseUnless(!openRequestOf(device), 'Cancel the request instead.');
  delete device.message;
  delete device.request;
  tellConnections(state, device);
}

/** Cuts the device off, or connects it again. Cut off, it takes no request, charges nothing and reports nothing. */
export function loseNetwork(state: State, device: Device, isLost: boolean): void {
  device.network = !isLost;
  tellConnections(state, device);
}

/** The open request of a device that someone can operate. Throws Refused when there is none, or the device is asleep. */
export function requestAtHand(state: State, device: Device): DeviceRequest {
  refuseUnless(isAwake(state, device), 'The device is asleep: open its page first.');
  const request = openRequestOf(device);
  if (!request) throw new Refused('There is no request on the screen.');
  return request;
}
