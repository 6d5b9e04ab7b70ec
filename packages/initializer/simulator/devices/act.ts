import { z } from 'zod';
import type { Device } from '../records/device.js';
import { parse } from '../rules/validation.js';
import type { State } from '../state.js';
import { screenOf } from './device-screen.js';
import type { DeviceScreen } from './device-screen.js';
import { finishSetUp, logIn, logOut } from './log-in.js';
import { setPairingMode } from './pairing-mode.js';
import { insert, tap } from './present-card.js';
import { cancelRequest, dismiss, loseNetwork, tryAgain, walkAway } from './requests.js';

const text = z.string('must be text').max(200, 'is too long');

/** A form can send text only. */
const flag = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')],
  'must be true or false',
);

const nothing = z.strictObject({});
const turn = z.strictObject({ on: flag });
const credentials = z.union(
  [z.strictObject({ pin: text }), z.strictObject({ email: text, password: text })],
  'must be {pin} or {email, password}',
);
const card = z.strictObject({
  cardNumber: text.optional(),
  cardType: z.enum(['credit', 'debit'], 'must be credit or debit').optional(),
  tipCents: z.coerce
    .number('must be a number of cents')
    .int('must be whole cents')
    .min(0, 'must not be negative')
    .max(9_999_999, 'is too much')
    .optional(),
});

type Act = (state: State, device: Device, input: unknown) => void;

/** Everything one can do at a device, by the last part of its address. */
const acts = {
  'set-up': withInput(nothing, finishSetUp),
  'pairing-mode': withInput(turn, (state, device, { on }) => setPairingMode(state, device, on)),
  'log-in': withInput(credentials, logIn),
  'log-out': withInput(nothing, logOut),
  tap: withInput(card, tap),
  insert: withInput(card, insert),
  'try-again': withInput(nothing, tryAgain),
  cancel: withInput(nothing, cancelRequest),
  'walk-away': withInput(nothing, walkAway),
  network: withInput(turn, (state, device, { on }) => loseNetwork(state, device, !on)),
  dismiss: withInput(nothing, dismiss),
} as const satisfies Readonly<Record<string, Act>>;

export type DeviceAction = keyof typeof acts;

export function isDeviceAction(name: string): name is DeviceAction {
  return Object.hasOwn(acts, name);
}

/**
 * Does what someone at the device does, and answers what it shows then. Throws Refused for what cannot be done as it stands,
 * and a ValidationError for input that the action does not know.
 */
export function act(state: State, device: Device, action: DeviceAction, input: unknown = {}): DeviceScreen {
  acts[action](state, device, input);
  return screenOf(state, device);
}

function withInput<Schema extends z.ZodType>(
  schema: Schema,
  doIt: (state: State, device: Device, input: z.output<Schema>) => void,
): Act {
  return (state, device, input) => doIt(state, device, parse(schema, input));
}
