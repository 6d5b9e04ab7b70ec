import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import express from 'express';
import { startSimulator, type Simulator } from '../../../packages/initializer/simulator/index.js';
import {
  createInitializer,
  memoryStore,
  type ApprovedInput,
  type Initializer,
  type InitializerOptions,
  type Order,
  type ReviewInput,
  type SessionRecord,
  type SessionStore,
} from '../../../packages/initializer/src/index.js';
import {
  createTerminals,
  type Terminals,
  type TerminalsOptions,
} from '../../../packages/initializer/src/terminals.js';
import { manualClock, type ManualClock } from './manual-clock.js';
import { sign, verifierToken } from './webhook.js';

export const second = 1_000;
export const minute = 60 * second;

/** What becomes of a call that moves money: it is done and its answer lost, never arrives, or is answered by something else. */
export type Mishap = 'lost answer' | 'never arrives' | { status: number; body: string };

export interface Reply {
  status: number;
  json: Record<string, unknown>;
  headers: Headers;
}

/** One server process of the shop: both routers on one port. */
export interface Process {
  readonly url: string;
  readonly initializer: Initializer;
  readonly terminals: Terminals;
  /** A request of a clerk. */
  till(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** A request of a buyer's page, or a webhook. */
  pay(method: string, path: string, body?: unknown): Promise<Reply>;
  webhook(event: object): Promise<Reply>;
  /** Nothing of it goes on. */
  die(): Promise<void>;
}

export interface World {
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  readonly store: SessionStore;
  readonly fulfilled: ApprovedInput[];
  readonly reviewed: ReviewInput[];
  readonly logged: string[];
  /** The price of every order. */
  price: Order | null;
  /** Used up one by one by the calls that move money. */
  readonly mishaps: Mishap[];
  /** Paths of the calls that moved money, or would have. */
  readonly sent: string[];
  /** Paths of what was read of Helcim. */
  readonly read: string[];
  start(options?: Partial<TerminalsOptions>, initializer?: Partial<InitializerOptions>): Promise<Process>;
  session(sessionId: unknown): Promise<SessionRecord>;
  /** A paired device, awake. */
  device(on: Process, name?: string): Promise<{ id: string; code: string }>;
  /** Every batch is closed: from now on refunds are possible. */
  closeBatches(): Promise<void>;
  waitUntil(ms: number, on: Process): Promise<void>;
}

export const clerkHeaders = { 'x-clerk': 'Ada' };

/** A shop with a till, the local Helcim and time that stands still. */
export async function startWorld(t: TestContext): Promise<World> {
  const clock = manualClock();
  const simulator = await startSimulator({ clock });
  t.after(() => simulator.close());
  const store = memoryStore();
  const world: World = {
    ...{ simulator, clock, store, fulfilled: [], reviewed: [], logged: [] },
    ...{ mishaps: [], sent: [], read: [], price: { amount: '20.00', currency: 'CAD' } },
    start: (options, initializer) => startProcess(t, world, options, initializer),

    async session(sessionId) {
      const session = await store.get(`default@${new URL(simulator.url).host}`, String(sessionId));
      if (!session) throw new Error('The session is not in the store.');
      return session;
    },

    async device(on, name) {
      const { id, code } = await simulator.devices.ready(name);
      await on.till('POST', '/devices', { code, ...(name !== undefined && { name }) });
      simulator.devices.act(id, 'dismiss');
      return { id, code };
    },

    async closeBatches() {
      const headers = { 'api-token': simulator.tokens.api };
      const list = (await (await fetch(`${simulator.apiUrl}/card-batches`, { headers })).json()) as {
        id: number;
        closed: boolean;
      }[];
      for (const { id, closed } of list) {
        if (!closed)
          await fetch(`${simulator.apiUrl}/card-batches/${id}/settle`, { method: 'POST', headers });
      }
    },

    async waitUntil(ms, on) {
      await clock.advance(ms);
      await on.initializer.reconcile();
    },
  };
  return world;
}

async function startProcess(
  t: TestContext,
  world: World,
  options: Partial<TerminalsOptions> = {},
  initializerOptions: Partial<InitializerOptions> = {},
): Promise<Process> {
  const { simulator, clock, store } = world;
  const log = (fields: object, message: string) =>
    void world.logged.push(JSON.stringify({ ...fields, message }));
  const initializer = createInitializer({
    apiToken: simulator.tokens.helcimPay,
    readToken: simulator.tokens.read,
    webhookVerifierToken: verifierToken,
    apiUrl: simulator.apiUrl,
    getOrder: () => world.price,
    fulfill: (input) => void world.fulfilled.push(input),
    onReview: (input) => void world.reviewed.push(input),
    logger: { info: log, warn: log, error: log },
    limits: { perAddress: Infinity, perOrder: Infinity, newSessionsPerAddress: Infinity },
    ...{ store, clock, fetch: unreliable(world) },
    ...initializerOptions,
  });
  const terminals = createTerminals({
    initializer,
    apiToken: simulator.tokens.api,
    authorize: (request) => {
      const clerk = request.get('x-clerk');
      return clerk === undefined ? null : { clerk };
    },
    ...options,
  });
  const app = express().use('/pay', initializer.router).use('/till', terminals.router);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function send(
    path: string,
    method: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<Reply> {
    const response = await fetch(url + path, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
    return { status: response.status, json, headers: response.headers };
  }

  async function die(): Promise<void> {
    server.closeAllConnections();
    server.close();
    await Promise.all([initializer.close(), clock.advance(6 * second)]);
  }
  t.after(die);

  return {
    ...{ url, initializer, terminals, die },
    till: (method, path, body, headers = clerkHeaders) => send(`/till${path}`, method, body, headers),
    pay: (method, path, body) => send(`/pay${path}`, method, body, {}),
    webhook: (event) => {
      const body = JSON.stringify(event);
      return send('/pay/webhook', 'POST', body, { ...sign(body, { at: clock.now() }) });
    },
  };
}

/** The network between shop and Helcim, with the mishaps of the test for the calls that move money. */
function unreliable(world: World): typeof globalThis.fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const path = pathname.replace('/v2', '');
    if (!path.includes('/payment/')) {
      world.read.push(path);
      return await globalThis.fetch(input, init);
    }
    world.sent.push(path);
    const mishap = world.mishaps.shift();
    if (mishap === undefined) return await globalThis.fetch(input, init);
    if (mishap === 'never arrives') throw new TypeError('fetch failed');
    if (typeof mishap === 'object') return new Response(mishap.body, { status: mishap.status });
    await globalThis.fetch(input, init);
    throw new TypeError('fetch failed');
  };
}
