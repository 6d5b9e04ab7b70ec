import type { Clock } from './clock.js';
import type { Callbacks, GetOrder } from './callbacks.js';
import type { Logger } from './logger.js';
import type { SessionStore } from './stores/session-store.js';

/** Requests a minute before the answer is 429, counted by each process. `Infinity` switches a limit off. */
export interface Limits {
  /** For each client address (`req.ip`: set Express' `trust proxy` behind a proxy). Default: 60. */
  perAddress?: number | undefined;
  /** New sessions for each client address: each is a call to Helcim, whose limits are those of all buyers. Default: 10. */
  newSessionsPerAddress?: number | undefined;
  /** `POST /sessions` for each order, once `getOrder` has answered it. Default: 30. */
  perOrder?: number | undefined;
  /** Results and questions for each session. Default: 60. */
  perSession?: number | undefined;
  /**
   * The part of Helcim's limits that this process may use: 5 calls at once, 100 a minute and 3,000 an hour for the whole
   * merchant account. The Redis store counts the calls of all processes together; with another store and four processes: 0.25.
   * Above 0, at most 1; default: 1.
   */
  helcimShare?: number | undefined;
}

/** Everything `createInitializer` takes. An option that is `undefined` counts as absent. */
export interface InitializerOptions extends Callbacks {
  /**
   * Helcim's api-token, used for `helcim-pay/initialize` only. The least access configuration that does: General and Settings
   * "No access", Transaction Processing "Positive Transaction". Required.
   */
  apiToken: string | undefined;

  /**
   * A second api-token that may read card transactions (General "Read", nothing else). Default: none. Without it a payment is
   * confirmed by its hash alone, and one whose result never arrives cannot be found again.
   */
  readToken?: string | undefined;

  /**
   * The verifier token of Helcim's page All Tools → Integrations → Webhooks, base64. Default: none. Without it `POST /webhook`
   * answers 404, and a payment whose result never arrives is found minutes later, by the read token alone.
   */
  webhookVerifierToken?: string | undefined;

  /** Prices and authorizes an order. Required. */
  getOrder: GetOrder;

  /** Where sessions are kept. Default: `memoryStore()`, which is refused under NODE_ENV=production. */
  store?: SessionStore | undefined;

  /** Allows a store that forgets when the process ends, in production. Default: false. */
  allowMemoryStore?: boolean | undefined;

  /** Name of the merchant account: separates accounts that share a store. Default: `default`. */
  account?: string | undefined;

  /** Helcim's API. Default: `https://api.helcim.com/v2`; anything else must be a loopback address, such as the simulator's. */
  apiUrl?: string | undefined;

  /** Pages on other origins that may call, as exact origins: `https://shop.example`. Default: none. */
  allowedOrigins?: readonly string[] | undefined;

  /** Offer the stored cards of the order's `customerCode`. Only for pages whose visitor is known to be them. Default: false. */
  allowStoredMethods?: boolean | undefined;

  /** Highest share that Fee Saver may add to an order. Default: 0.05, which is 5 %. */
  convenienceFeeLimit?: number | undefined;

  /** How long after its 60 minutes a session may still turn out to be paid. Minutes; default: 10. */
  graceMinutes?: number | undefined;

  /** How long the record stays that an order is paid. Days; default: 400. */
  keepPaidDays?: number | undefined;

  /** Guards against card testing. */
  limits?: Limits | undefined;

  /** A pino-shaped logger; it gets redacted fields. Default: lines of JSON on standard error. */
  logger?: Logger | undefined;

  /** Default: the computer's clock. */
  clock?: Clock | undefined;

  /** Default: the global fetch. */
  fetch?: typeof globalThis.fetch | undefined;
}
