import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import express from 'express';
import {
  createInitializer,
  type Initializer,
  type InitializerOptions,
  type Order,
  type SessionStore,
} from '../../../packages/initializer/src/index.js';
import { manualClock, type ManualClock } from './manual-clock.js';

export interface LogLine {
  level: string;
  fields: Record<string, unknown>;
  message: string;
}

/** What a test sees of an answer. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

export interface Shop {
  url: string;
  initializer: Initializer;
  clock: ManualClock;
  log: LogLine[];
  /** Every text that went out to a browser. */
  answers: string[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
}

export const plainOrder: Order = { amount: '49.99', currency: 'CAD' };

export type ShopOptions = Partial<Omit<InitializerOptions, 'clock' | 'store'>> & {
  mountPath?: string;
  trustProxy?: boolean;
  clock?: ManualClock;
  store?: SessionStore;
};

/** A server with the initializer's routes, on a free port, closed after the test. Time stands still. */
export async function startShop(t: TestContext, options: ShopOptions = {}): Promise<Shop> {
  const { mountPath = '/pay', trustProxy = false, ...overrides } = options;
  const clock = options.clock ?? manualClock();
  const log: LogLine[] = [];
  const answers: string[] = [];
  const write = (level: string) => (fields: Record<string, unknown>, message: string) => {
    log.push({ level, fields, message });
  };
  const initializer = createInitializer({
    apiToken: 'api-token-of-the-shop',
    apiUrl: 'http://127.0.0.1:9/v2',
    getOrder: () => plainOrder,
    fulfill: () => undefined,
    logger: { info: write('info'), warn: write('warn'), error: write('error') },
    ...overrides,
    clock,
  });
  const app = express().set('trust proxy', trustProxy).use(mountPath, initializer.router);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${mountPath}`;

  t.after(async () => {
    await Promise.all([initializer.close(), clock.advance(60_000)]);
    server.closeAllConnections();
    server.close();
  });

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(url + path, init);
    const text = await response.text();
    answers.push(text, JSON.stringify([...response.headers]));
    const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
    return { status: response.status, headers: response.headers, text, json };
  }

  return {
    url,
    initializer,
    clock,
    log,
    answers,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  };
}
