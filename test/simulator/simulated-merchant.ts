import { randomUUID } from 'node:crypto';
import type { TestContext } from 'node:test';
import { startSimulator } from '../../packages/initializer/simulator/index.js';
import type { Simulator, SimulatorOptions } from '../../packages/initializer/simulator/index.js';

/** 2026-02-04 11:40:21 in Mountain Time. */
export const startTime = Date.UTC(2026, 1, 4, 18, 40, 21);
export const minute = 60_000;
export const day = 24 * 60 * minute;

export interface Answer<Body = Json> {
  status: number;
  headers: Headers;
  body: Body;
}

/** JSON whose members a test reads and compares without ceremony. */
export interface Json {
  readonly [key: string]: Json;
}

export function textOf(json: unknown): string {
  if (typeof json !== 'string') throw new Error(`not a text: ${JSON.stringify(json)}`);
  return json;
}

/** The elements of a JSON array. */
export function listOf(json: unknown): Json[] {
  if (!Array.isArray(json)) throw new Error(`not a list: ${JSON.stringify(json)}`);
  return json as Json[];
}

interface CallOptions {
  /** The api-token; the one of the full Helcim API by default, null for none. */
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Merchant {
  simulator: Simulator;
  /** Calls the API v2. A payment gets a fresh idempotency key unless the headers name one. */
  api: (call: string, options?: CallOptions) => Promise<Answer>;
  /** Calls the control below `/_sim/`. */
  control: (call: string, body?: unknown) => Promise<Answer>;
  /** Starts a checkout session and answers its checkoutToken. */
  open: (request?: object) => Promise<string>;
  /** What the modal's Pay button does. */
  pay: (checkoutToken: string, card?: object) => Promise<Json>;
  /** A whole approved checkout; answers the transaction of the SUCCESS message. */
  buy: (amount: number, request?: object, card?: object) => Promise<Json>;
  advance: (milliseconds: number) => Promise<void>;
}

export const purchase = { paymentType: 'purchase', amount: 100, currency: 'CAD' };

export const visa = {
  cardNumber: '4242424242424242',
  expiry: '0128',
  cvv: '100',
  cardHolderName: 'Ada Sample',
  street: '1 Main Street',
  postalCode: 'T2P 1J9',
};

/** A simulator with a clock that stands still, closed when the test ends. */
export async function startMerchant(t: TestContext, options: SimulatorOptions = {}): Promise<Merchant> {
  const simulator = await startSimulator({
    clock: { now: () => startTime },
    rateLimits: false,
    ...options,
  });
  t.after(() => simulator.close());
  return merchantOf(simulator);
}

export function merchantOf(simulator: Simulator): Merchant {
  const merchant: Merchant = {
    simulator,
    api: (call, { token = simulator.tokens.api, body, headers = {} } = {}) =>
      send(simulator.apiUrl, call, body, {
        ...(token === null ? {} : { 'api-token': token }),
        ...(call.includes('/payment/') ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      }),
    control: (call, body) => send(`${simulator.url}/_sim`, call, body),
    open: async (request = {}) => {
      const { status, body } = await merchant.api('POST /helcim-pay/initialize', {
        body: { ...purchase, ...request },
      });
      if (status !== 200) throw new Error(`initialize answered ${status} ${JSON.stringify(body)}`);
      return textOf(body['checkoutToken']);
    },
    pay: async (checkoutToken, card = {}) => {
      const path = `POST /helcim-pay/${checkoutToken}/pay`;
      return (await send(simulator.modalUrl, path, { ...visa, ...card })).body;
    },
    buy: async (amount, request = {}, card = {}) => {
      const result = await merchant.pay(await merchant.open({ amount, ...request }), card);
      if (textOf(result['kind']) !== 'approved') throw new Error(`payment was ${JSON.stringify(result)}`);
      return transactionIn(result);
    },
    advance: async (milliseconds) => {
      await merchant.control('POST /clock', { advanceMs: milliseconds });
    },
  };
  return merchant;
}

/** The transaction inside the SUCCESS message of an approved payment. */
export function transactionIn(result: Json): Json {
  const envelope = JSON.parse(textOf(result['eventMessage'])) as Json;
  return envelope['data']?.['data'] as Json;
}

/** Sends `METHOD /path` with a JSON body; an answer that is not JSON comes back as text. */
export async function send(
  base: string,
  call: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const [method = 'GET', path = ''] = call.split(' ');
  const response = await fetch(base + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: readJson(text) };
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text as unknown as Json;
  }
}
