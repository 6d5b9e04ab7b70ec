/** One server of the shop: a process that may be killed at any moment. Its task comes as its argument, its time as messages. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  createInitializer,
  type Initializer,
  type SessionStore,
} from '../../packages/initializer/src/index.js';
import { breakStore } from './broken-store.js';
import { Merchant } from './merchant.js';
import { openStore } from './open-store.js';
import { indexOf, priceInCents, priceVersionHeader } from './prices.js';
import type { ServerOrder, ServerReport, ServerTask } from './server-task.js';
import { SuddenDeath } from './sudden-death.js';
import { Traffic } from './traffic.js';
import { second, VirtualClock } from './virtual-clock.js';
import { watchStore } from './watched-store.js';

const task = JSON.parse(process.argv[2] ?? '') as ServerTask;
const clock = new VirtualClock(0);
const traffic = new Traffic();
process.once('disconnect', () => process.exit(0));

let merchant: Merchant | undefined;
let initializer: Initializer | undefined;
void load();

async function load(): Promise<void> {
  const store = await openStore(task.store);
  process.on('message', (order: ServerOrder) => {
    if (order === 'reviews') void tellReviews();
    else void move(order, store);
  });
  report({ is: 'loaded' });
}

function start(store: SessionStore): Initializer {
  const death = new SuddenDeath(task.seed, task.name, task.deadliness);
  const owner = new Merchant(task, clock, death, traffic);
  merchant = owner;
  const opened = breakStore(store, task.broken, () => clock.sleep(2 * second));
  const { apiUrl, apiToken, readToken, webhookVerifierToken } = task;
  return createInitializer({
    ...{ apiUrl, apiToken, readToken, webhookVerifierToken, clock },
    ...owner.callbacks,
    store: watchStore(opened, traffic, death, (key) => owner.noteRecorded(key)),
    getOrder: (orderId, { request }) => {
      const version = Number(request.get(priceVersionHeader) ?? 0);
      const cents = priceInCents({ index: indexOf(orderId), version });
      return { amount: (cents / 100).toFixed(2), currency: 'CAD' };
    },
    fetch: (input, init) => traffic.count(fetch(input, init)),
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

function log(fields: Record<string, unknown>, message: string): void {
  if (process.env['CHAOS_LOG'] !== undefined) console.error(task.name, clock.now(), message, fields);
}

function listen({ router }: Initializer): Promise<number> {
  const app = express();
  app.set('trust proxy', true);
  app.use((_request, response, next) => {
    void traffic.count(new Promise((resolve) => response.once('close', resolve)));
    next();
  });
  app.use('/pay', router);
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
  setImmediate(() =>
    report({ is: 'moved', busy: traffic.underWay + (merchant?.isUnrecorded === true ? 1 : 0) }),
  );
}

async function tellReviews(): Promise<void> {
  const reviews = (await initializer?.reviews()) ?? [];
  report({ is: 'reviews', references: reviews.map(({ reference }) => reference) });
}

function report(message: ServerReport): void {
  process.send?.(message);
}
