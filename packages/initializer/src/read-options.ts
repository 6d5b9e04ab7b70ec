import { z } from 'zod';
import { day, minute, systemClock, type Clock } from './clock.js';
import type { Callbacks, GetOrder } from './callbacks.js';
import { InitializerError } from './error.js';
import { jsonLineLogger, redactingLogger, type Logger } from './logger.js';
import { explainOptions, fn, methods, token } from './option-shapes.js';
import type { InitializerOptions, Limits } from './options.js';
import { memoryStore } from './stores/memory-store.js';
import type { SessionStore } from './stores/session-store.js';
import { verifierKey } from './verify-webhook.js';

const productionUrl = 'https://api.helcim.com/v2';

/** The options, checked and completed once. Nothing later asks what shape an option had. */
export interface Config {
  readonly apiToken: string;
  readonly readToken: string | undefined;
  readonly webhookKey: Uint8Array | undefined;
  readonly apiUrl: string;
  readonly scope: string;
  readonly getOrder: GetOrder;
  readonly callbacks: Readonly<Callbacks>;
  readonly store: SessionStore;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly allowStoredMethods: boolean;
  readonly convenienceFeeLimit: number;
  readonly graceMs: number;
  readonly keepPaidMs: number;
  readonly limits: Readonly<Required<{ [Name in keyof Limits]: number }>>;
  /** Redacts. */
  readonly log: Logger;
  /** Adds a secret to those that the log never shows. */
  readonly hide: (secret: string) => void;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
}

const origin = z.string().refine(isOrigin, {
  error: 'is not an exact origin: give scheme, host and port only, like https://shop.example',
});

const perMinute = z.custom<number>(
  (value) => value === Infinity || (Number.isInteger(value) && Number(value) >= 1),
  'must be a whole number from 1, or Infinity',
);

const limitsShape = z.strictObject({
  perAddress: perMinute.default(60),
  newSessionsPerAddress: perMinute.default(10),
  perOrder: perMinute.default(30),
  perSession: perMinute.default(60),
  helcimShare: z.number().positive('must be above 0').max(1, 'is a share: 0.25 means a quarter').default(1),
});

const optionsShape = z.strictObject({
  apiToken: token,
  readToken: token.optional(),
  webhookVerifierToken: token
    .refine(
      (value) => verifierKey(value) !== undefined,
      'is no base64 of at least 16 bytes: copy it whole from All Tools → Integrations → Webhooks',
    )
    .optional(),
  getOrder: fn<GetOrder>('it answers the price of an order, or null'),
  fulfill: fn<Callbacks['fulfill']>('it marks an order as paid'),
  onAuthorized: fn<NonNullable<Callbacks['onAuthorized']>>('it receives an approved preauth').optional(),
  onVerified: fn<NonNullable<Callbacks['onVerified']>>('it receives a verified card').optional(),
  onReview: fn<NonNullable<Callbacks['onReview']>>('it tells a person').optional(),
  onReturned: fn<NonNullable<Callbacks['onReturned']>>('it tells a person').optional(),
  store: methods<SessionStore>(
    [
      'create',
      'get',
      'ofOrder',
      'byReference',
      'byInvoice',
      'byTransactionId',
      'update',
      'due',
      'inState',
      'addReceipt',
      'hasReceipt',
    ],
    'give memoryStore() or another SessionStore',
  ).optional(),
  allowMemoryStore: z.boolean().default(false),
  account: z.string().min(1).max(100).default('default'),
  apiUrl: z
    .string()
    .refine(isAllowedApiUrl, {
      error: `is neither ${productionUrl} nor a loopback address: the token is sent nowhere else`,
    })
    .default(productionUrl),
  allowedOrigins: z.array(origin).default([]),
  allowStoredMethods: z.boolean().default(false),
  convenienceFeeLimit: z.number().min(0).max(1, 'is a share: 0.05 means 5 %').default(0.05),
  graceMinutes: z.number().min(1).max(1_440).default(10),
  keepPaidDays: z.number().min(1).max(36_500).default(400),
  limits: limitsShape.prefault({}),
  logger: methods<Logger>(['info', 'warn', 'error'], 'pino() fits').optional(),
  clock: methods<Clock>(['now', 'sleep'], 'leave it out to use the real one').optional(),
  fetch: fn<typeof globalThis.fetch>('leave it out to use the global one').optional(),
});

/** @throws InitializerError `invalid_option` with the name, the value (never a secret's) and the cure. */
export function readOptions(options: InitializerOptions): Config {
  const parsed = optionsShape.safeParse(options);
  if (!parsed.success) throw new InitializerError('invalid_option', explain(parsed.error, options));
  const { apiToken, readToken, webhookVerifierToken, account, apiUrl, getOrder, allowedOrigins, limits } =
    parsed.data;
  const { graceMinutes, keepPaidDays, fulfill, onAuthorized, onVerified, onReview, onReturned } = parsed.data;
  const secrets = secretsOf(parsed.data);
  const log = redactingLogger(parsed.data.logger ?? jsonLineLogger, secrets);
  return Object.freeze<Config>({
    apiToken,
    readToken,
    webhookKey: webhookVerifierToken === undefined ? undefined : verifierKey(webhookVerifierToken),
    apiUrl: apiUrl.replace(/\/$/, ''),
    scope: `${account}@${new URL(apiUrl).host}`,
    getOrder,
    callbacks: Object.freeze({ fulfill, onAuthorized, onVerified, onReview, onReturned }),
    store: durableEnough(parsed.data.store ?? memoryStore(), parsed.data.allowMemoryStore),
    allowedOrigins: new Set(allowedOrigins),
    allowStoredMethods: parsed.data.allowStoredMethods,
    convenienceFeeLimit: parsed.data.convenienceFeeLimit,
    graceMs: graceMinutes * minute,
    keepPaidMs: keepPaidDays * day,
    limits: Object.freeze(limits),
    log,
    hide: (secret) => void secrets.push(secret),
    clock: parsed.data.clock ?? systemClock,
    fetch: parsed.data.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  });
}

function durableEnough(store: SessionStore, allowed: boolean): SessionStore {
  if (store.durable || allowed || process.env['NODE_ENV'] !== 'production') return store;
  throw new InitializerError(
    'invalid_option',
    'Option "store": the memory store forgets payments on their way when the process ends, and NODE_ENV is production. ' +
      'Give a durable store, or set allowMemoryStore: true to accept the loss.',
  );
}

const secretOptions = ['apiToken', 'readToken', 'webhookVerifierToken'] as const;

function secretsOf(options: Pick<InitializerOptions, (typeof secretOptions)[number]>): string[] {
  const verifierToken = options.webhookVerifierToken?.replace(/^whsec_/, '');
  return [...secretOptions.map((name) => options[name] ?? ''), verifierToken ?? ''];
}

function explain(error: z.ZodError, options: unknown): string {
  const known = (path: readonly PropertyKey[]) =>
    Object.keys(path.length === 0 ? optionsShape.shape : limitsShape.shape);
  return explainOptions(error, options, { known, secrets: secretOptions });
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value;
}

function isAllowedApiUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { href, hostname, protocol, username, password, search, hash } = new URL(value);
  if (href.replace(/\/$/, '') === productionUrl) return true;
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  return loopback && /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}
