/** One server of the shop: a process that may be killed at any moment. Its task comes as its argument, its time as messages. */
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import express from 'express';
import {
  createInitializer,
  type Initializer,
  type SessionStore,
} from '../../packages/initializer/src/index.js';
import { createTerminals } from '../../packages/initializer/src/terminals.js';
import { Merchant } from './merchant.js';
import { openStore } from './open-store.js';
import { isAtTill, termsOf } from './order-kind.js';
import { indexOf, notSoldHeader, priceInCents, priceVersionHeader, tillPriceInCents } from './prices.js';
import type { ServerOrder, ServerReport, ServerTask } from './server-task.js';
import { SuddenDeath } from './sudden-death.js';
import { Traffic } from './traffic.js';
import { VirtualClock } from './virtual-clock.js';
import { watchStore } from './watched-store.js';

const task = JSON.parse(process.argv[2] ?? '') as ServerTask;
const clock = new VirtualClock(0);
const traffic = new Traffic();
/** What each process asks its store every second: whoever waited for it would never see anyone idle. */
const polls = new Traffic();
process.once('disconnect', () => process.exit(0));

/** Turns of the event loop: between two steps of a look at Helcim, or of a callback, nothing may be counted. */
const turnsUntilIdle = 6;
const mostTurns = 300;

let merchant: Merchant | undefined;
let initializer: Initializer | undefined;
void load();

async function load(): Promise<void> {
  const store = await openStore(task.store);
  process.on('message', (order: ServerOrder) => {
    void move(order, store);
  });
  report({ is: 'loaded' });
}

function start(store: SessionStore): Initializer {
  const death = new SuddenDeath(task, () => clock.now());
  const owner = new Merchant(task, clock, death, traffic);
  merchant = owner;
  const opened = task.rateLimits ? store : unlimited(store);
  const { apiUrl, apiToken, readToken, webhookVerifierToken } = task;
  return createInitializer({
    ...{ apiUrl, apiToken, readToken, webhookVerifierToken, clock },
    ...owner.callbacks,
    store: watchStore(opened, { traffic, polls }, death, (key) => owner.noteRecorded(key)),
    getOrder: (orderId, { request }) => {
      if (request.get(notSoldHeader) !== undefined) return null;
      const version = Number(request.get(priceVersionHeader) ?? 0);
      const index = indexOf(orderId);
      const cents = isAtTill(task.seed, index) ? tillPriceInCents(index) : priceInCents({ index, version });
      return { ...termsOf(task.seed, index), amount: (cents / 100).toFixed(2), currency: 'CAD' };
    },
    fetch: async (input, init) => {
      const answer = await traffic.count(whole(fetch(input, init)));
      // Helcim has done it, and nothing here says so yet.
      if (init?.method === 'POST') death.perhaps(`answer of ${momentOf(input, init.body)}`);
      return answer;
    },
    logger: { info: () => undefined, warn: () => undefined, error: log },
    ...(task.rateLimits
      ? {}
      : {
          limits: {
            perAddress: Infinity,
            newSessionsPerAddress: Infinity,
            perOrder: Infinity,
            perSession: Infinity,
          },
        }),
  });
}

/** Amounts are the same in another run, devices' codes are not. */
function momentOf(input: string | URL | Request, body: unknown): string {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  const { amount, transactionAmount } = JSON.parse(typeof body === 'string' ? body : '{}') as {
    readonly amount?: string | number;
    readonly transactionAmount?: string | number;
  };
  return `${pathname.replace(/devices\/[^/]+/, 'devices')} ${amount ?? transactionAmount ?? ''}`;
}

/** With its body, so that nobody is waiting for anything that is not counted. */
async function whole(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  const { status, headers } = response;
  const text = await response.text();
  return new Response(text === '' ? null : text, { status, headers });
}

/** Each server then counts its calls to Helcim for itself: they may ask more together than Helcim would take. */
function unlimited(store: SessionStore): SessionStore {
  const copy = { ...store };
  Reflect.deleteProperty(copy, 'limits');
  return copy;
}

function log(fields: Record<string, unknown>, message: string): void {
  if (process.env['CHAOS_LOG'] !== undefined) console.error(task.name, clock.now(), message, fields);
}

function listen(shop: Initializer): Promise<number> {
  const app = express();
  app.set('trust proxy', true);
  app.use((_request, response, next) => {
    void traffic.count(new Promise((resolve) => response.once('close', resolve)));
    next();
  });
  app.use('/pay', shop.router);
  const { router } = createTerminals({
    initializer: shop,
    apiToken: task.terminalToken,
    authorize: (request) => ({ clerk: `clerk at ${request.ip ?? ''}` }),
  });
  app.use('/till', router);
  app.post('/back-office/cancel', express.json(), async (request, response) => {
    const { orderId } = request.body as { orderId: string };
    const isDone = await shop.cancel(orderId).then(
      () => true,
      () => false,
    );
    response.sendStatus(isDone ? 204 : 503);
  });
  return new Promise((resolve) => {
    const server = app.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    // Simulated hours pass between two requests of a connection, and real seconds: it stays open for the next buyer.
    server.keepAliveTimeout = 60_000;
  });
}

/**
 * Answers once everything that the new time woke up has begun. The initializer waits for the first move: at the time of a
 * process that is still loading, its leases would be over before they began.
 */
async function move(now: number, store: SessionStore): Promise<void> {
  clock.moveTo(now);
  if (!initializer) {
    initializer = start(store);
    report({ is: 'ready', port: await listen(initializer) });
  }
  await untilIdle();
  report({ is: 'moved', busy: underWay() + polls.underWay });
}

/** Or until there is something to wait for. A store that is away answers no poll. */
async function untilIdle(): Promise<void> {
  let quiet = 0;
  for (let turn = 0; turn < mostTurns && quiet < turnsUntilIdle && underWay() === 0; turn += 1) {
    await setImmediate();
    quiet = polls.underWay === 0 ? quiet + 1 : 0;
  }
}

function underWay(): number {
  return traffic.underWay + (merchant?.isUnrecorded === true ? 1 : 0);
}

function report(message: ServerReport): void {
  process.send?.(message);
}
