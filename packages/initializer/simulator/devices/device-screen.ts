import { findTransaction } from '../card-transactions.js';
import type { Device, DeviceRequest } from '../records/device.js';
import type { State } from '../state.js';
import { isAwake } from './connections.js';
import { isListening } from './listening.js';
import { isPairing } from './pairing-mode.js';

/** What one sees of a device. */
export interface DeviceScreen {
  id: string;
  name: string;
  setUp: boolean;
  /** The effective one: the device's own, or the account's. */
  pairingMode: boolean;
  operator?: string;
  code?: string;
  network: boolean;
  /** Whether its page is open, here or in another window. */
  awake: boolean;
  /** Whether it would take a request now. */
  listening: boolean;
  message?: string;
  request?: DeviceRequest & {
    /** Of the card presented last. */
    cardType?: string;
    last4?: string;
    approvalCode?: string;
  };
}

export function screenOf(state: State, device: Device): DeviceScreen {
  const { id, name, setUp, operator, code, network, message, request } = device;
  return {
    ...{ id, name, setUp, network },
    pairingMode: isPairing(state, device),
    awake: isAwake(state, device),
    listening: isListening(state, device),
    ...(operator === undefined ? {} : { operator }),
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(request ? { request: { ...request, ...cardOf(state, request) } } : {}),
  };
}

function cardOf(state: State, { transactionId }: DeviceRequest) {
  const row = transactionId === undefined ? undefined : findTransaction(state, transactionId);
  if (!row) return {};
  const { cardType, cardNumber, approvalCode } = row;
  return { cardType, last4: cardNumber.slice(-4), ...(approvalCode ? { approvalCode } : {}) };
}
