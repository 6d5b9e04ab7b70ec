import express from 'express';
import type { Express } from 'express';
import { z } from 'zod';
import { createAccount } from './account.js';
import { apiRoutes } from './api/api-routes.js';
import type { Clock } from './clock.js';
import { controlRoutes } from './control/control-routes.js';
import { virtualTerminalRoutes } from './devices/virtual-terminal-routes.js';
import { listen } from './listen.js';
import { loopbackOnly } from './loopback-only.js';
import { modalRoutes } from './modal/modal-routes.js';
import { merchantPages } from './pages/merchant-pages.js';
import { deliverUrlRefusal } from './rules/deliver-url.js';
import { seedAccessConfigurations } from './seed-access-configurations.js';
import type { SeededTokens } from './seed-access-configurations.js';
import { handleOf } from './simulator-handle.js';
import type { SimulatorHandle } from './simulator-handle.js';

/** How to start a simulator; every option has a default. */
export interface SimulatorOptions {
  /** For the API, the merchant's pages and `/_sim/`. Default 0: a free port. */
  port?: number;
  /** For start.js and the modal, which live on an origin of their own. Default 0: a free port. */
  modalPort?: number;
  /** Milliseconds since the epoch. Default: the system's clock. `/_sim/clock` adds an offset to it. */
  clock?: Clock;
  /** Helcim's limits of 5 calls at once, 100 a minute and 3,000 an hour. Default true. */
  rateLimits?: boolean;
  /** Turns webhooks on from the start. The URL: https, or http on loopback; without the word "helcim". */
  webhooks?: {
    url: string;
    /** Base64. Default: a random one. */
    verifierToken?: string;
  };
}

/** A running simulator: one merchant account, in memory. */
export interface Simulator extends SimulatorHandle {
  /** The merchant's pages, what Helcim calls the dashboard. Control for tests is below `/_sim/`. */
  url: string;
  /** Base of the API, in the place of `https://api.helcim.com/v2`. */
  apiUrl: string;
  /** Origin of script and modal, in the place of `https://secure.helcim.app`. */
  modalUrl: string;
  /** In the place of `https://secure.helcim.app/helcim-pay/services/start.js`. */
  scriptUrl: string;
  /** The api-tokens of the seeded access configurations; a reset keeps them valid. */
  tokens: SeededTokens;
  /** Stops both listeners, ends their connections, and forgets webhooks not yet delivered. */
  close: () => Promise<void>;
}

const port = z.number().int().min(0).max(65_535).default(0);

const simulatorOptions = z.strictObject({
  port,
  modalPort: port,
  clock: z
    .custom<Clock>(
      (clock) => typeof (clock as Partial<Clock> | null)?.now === 'function',
      'needs a function now()',
    )
    .default({ now: Date.now }),
  rateLimits: z.boolean().default(true),
  webhooks: z
    .strictObject({
      url: z.string().superRefine((url, context) => {
        const refusal = deliverUrlRefusal(url);
        if (refusal !== undefined) context.addIssue(refusal);
      }),
      verifierToken: z
        .string()
        .regex(/^(?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'must be base64')
        .optional(),
    })
    .optional(),
});

/**
 * Starts a local stand-in for Helcim on 127.0.0.1. A development tool: it approves payments that never happened.
 * Rejects under NODE_ENV=production, for unknown or impossible options, and when a port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(
      'The Helcim simulator approves payments that never happened: it does not run in production',
    );
  }
  const { port, modalPort, ...account } = readOptions(options);
  const state = createAccount(account);
  const tokens = seedAccessConfigurations(state);

  const merchantApp = createApp();
  merchantApp.use('/v2', apiRoutes(state));
  merchantApp.use('/_sim', controlRoutes(state));
  merchantApp.use('/virtual-terminals', virtualTerminalRoutes(state));
  merchantApp.use(
    '/',
    merchantPages(state, () => scriptUrlOf(modal.url)),
  );

  const modalApp = createApp();
  modalApp.use('/', modalRoutes(state));

  const merchant = await listen(merchantApp, port);
  const modal = await listen(modalApp, modalPort).catch(async (error: unknown) => {
    await merchant.close();
    throw error;
  });

  return {
    url: merchant.url,
    apiUrl: `${merchant.url}/v2`,
    modalUrl: modal.url,
    scriptUrl: scriptUrlOf(modal.url),
    tokens,
    ...handleOf(state, merchant.url),
    close,
  };

  async function close(): Promise<void> {
    await Promise.all([state.timeline.close(), merchant.close(), modal.close()]);
  }
}

function scriptUrlOf(modalUrl: string): string {
  return `${modalUrl}/helcim-pay/services/start.js`;
}

function readOptions(options: SimulatorOptions) {
  const result = simulatorOptions.safeParse(options);
  if (!result.success) throw new TypeError(`startSimulator: ${z.prettifyError(result.error)}`);
  return result.data;
}

function createApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(loopbackOnly);
  return app;
}
