import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { accessLevels, processingLevels } from './records/access-configuration.js';
import type { AccessConfiguration, Permissions } from './records/access-configuration.js';
import { parse } from './rules/validation.js';
import type { State } from './state.js';

export { accessLevels, processingLevels } from './records/access-configuration.js';
export type {
  AccessConfiguration,
  GeneralLevel,
  Permissions,
  ProcessingLevel,
  SettingsLevel,
} from './records/access-configuration.js';
export { ValidationError } from './rules/validation.js';

/** The three sets of restrictions that Helcim recommends. */
export const recommendedSets: readonly ({ product: string } & Permissions)[] = [
  {
    product: 'Helcim API',
    general: 'Read & Write',
    settings: 'Read & Write',
    transactionProcessing: 'Admin',
  },
  {
    product: 'HelcimPay.js only',
    general: 'No access',
    settings: 'No access',
    transactionProcessing: 'Positive Transaction',
  },
  {
    product: 'Smart Terminal / Payment Hardware API',
    general: 'Read',
    settings: 'Read',
    transactionProcessing: 'Admin',
  },
];

const checkoutUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
  .max(2000, 'is too long');

const configurationFields = z.object({
  name: z.string('must be text').trim().min(1, 'A name is needed').max(100, 'at most 100 characters'),
  general: z.enum(accessLevels, 'must be No access, Read or Read & Write'),
  settings: z.enum(accessLevels, 'must be No access, Read or Read & Write'),
  transactionProcessing: z.enum(processingLevels, 'must be None, Auth, Positive Transaction or Admin'),
  checkoutIntegration: z.boolean('must be true or false').default(false),
  checkoutUrls: z.array(checkoutUrl).max(50, 'at most 50 URLs').default([]),
  legacy: z.boolean('must be true or false').default(false),
});

const configurationInput = configurationFields.refine(
  ({ checkoutIntegration, checkoutUrls }) => !checkoutIntegration || checkoutUrls.length > 0,
  { path: ['checkoutUrls'], message: 'A checkout integration needs the URL of a page that hosts it' },
);

/** What the form of New API Access asks for. */
export type AccessConfigurationInput = z.input<typeof configurationInput>;

/**
 * Creates a configuration and its api-token. The token is answered here and never again.
 * Throws a ValidationError for input that is not an {@link AccessConfigurationInput}.
 */
export function createAccessConfiguration(
  state: State,
  input: unknown,
): { configuration: AccessConfiguration; token: string } {
  const fields = parse(configurationInput, input);
  const token = randomBytes(30).toString('base64');
  const configuration: AccessConfiguration = {
    id: randomUUID(),
    ...fields,
    tokenHash: hashToken(token),
    tokenLast4: token.slice(-4),
    createdAt: state.clock.now(),
  };
  state.accessConfigurations.set(configuration.id, configuration);
  return { configuration, token };
}

/** Changes the fields given and keeps the token. Undefined when there is no such configuration. */
export function updateAccessConfiguration(
  state: State,
  id: string,
  input: unknown,
): AccessConfiguration | undefined {
  const before = state.accessConfigurations.get(id);
  if (!before) return undefined;
  const changes = typeof input === 'object' ? input : {};
  const after = { ...before, ...parse(configurationInput, { ...before, ...changes }) };
  state.accessConfigurations.set(id, after);
  return after;
}

/** From now on the token is refused. False when there was no such configuration. */
export function deleteAccessConfiguration(state: State, id: string): boolean {
  return state.accessConfigurations.delete(id);
}

/** Oldest first. */
export function listAccessConfigurations(state: State): AccessConfiguration[] {
  return [...state.accessConfigurations.values()];
}

export function findByToken(state: State, token: string): AccessConfiguration | undefined {
  const tokenHash = hashToken(token);
  return listAccessConfigurations(state).find((configuration) => configuration.tokenHash === tokenHash);
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
