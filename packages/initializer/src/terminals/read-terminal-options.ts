import { z } from 'zod';
import { InitializerError } from '../error.js';
import type { Initializer } from '../initializer.js';
import { explainOptions, fn, token } from '../option-shapes.js';
import { coreOf, type Core } from '../sessions/core.js';
import type { DeviceStore } from '../stores/session-store.js';
import type { Authorize, GetTillOrder, TerminalsOptions } from './options.js';

/** The options, checked once. */
export interface TerminalConfig {
  readonly apiToken: string;
  readonly authorize: Authorize;
  readonly getOrder: GetTillOrder | undefined;
  readonly extraLimit: number;
}

const shape = z.strictObject({
  initializer: z.custom<Initializer>(
    (value) => typeof value === 'object' && value !== null && coreOf(value) !== undefined,
    'must be what createInitializer() of this very package answered',
  ),
  apiToken: token,
  authorize: fn<Authorize>(
    'it answers { clerk } for a request of a clerk and null for anyone else. Without it anybody could give money back, so ' +
      'that the terminals do not start',
  ),
  getOrder: fn<GetTillOrder>('it answers the price of an order, or null').optional(),
  extraLimit: z.number().min(0).max(1, 'is a share: 0.3 means 30 %').default(0.3),
});

/** @throws InitializerError `invalid_option` with the name, the value (never a secret's) and the cure. */
export function readTerminalOptions(options: TerminalsOptions): {
  core: Core;
  devices: DeviceStore;
  config: TerminalConfig;
} {
  const parsed = shape.safeParse(options);
  if (!parsed.success) {
    const known = () => Object.keys(shape.shape);
    refuse(explainOptions(parsed.error, options, { known, secrets: ['apiToken'] }));
  }
  const { initializer, apiToken, authorize, getOrder, extraLimit } = parsed.data;
  const core = coreOf(initializer) ?? refuse('Option "initializer" is none.');
  core.config.hide(apiToken);
  return {
    core,
    devices: devicesOf(core),
    config: Object.freeze({ apiToken, authorize, getOrder, extraLimit }),
  };
}

function devicesOf({ config }: Core): DeviceStore {
  if (config.readToken === undefined) {
    refuse(
      'Option "initializer" has no readToken: a device reports nothing but an id, so that no payment could ever be confirmed. ' +
        'Give createInitializer() a readToken (General: Read).',
    );
  }
  return (
    config.store.devices ??
    refuse(
      'Option "initializer" has a store without the part "devices", where paired devices are kept: use memoryStore(), ' +
        'sqliteStore(), redisStore(), or add it to yours (see DeviceStore).',
    )
  );
}

function refuse(message: string): never {
  throw new InitializerError('invalid_option', message);
}
