import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Initializer, InitializerOptions } from '@helcim-checkout/initializer';
import { startSimulator, type Simulator } from '@helcim-checkout/initializer/simulator';
import { temporaryDatabaseFile } from './database-file.js';
import { createPaymentRoute } from './payment-route.js';
import { closeBatches, counterTerminal } from './simulated-counter.js';
import { createTerminalRoute, type TillShop } from './terminal-route.js';
import { Orders, type Order } from './shop/orders.js';
import { payableShop } from './shop/payable-shop.js';
import type { Till } from './shop/routes/till-routes.js';
import { createShop } from './shop/shop-app.js';
import { ShopDatabase } from './shop/shop-database.js';
import { StaffDoor } from './shop/staff/staff-door.js';
import type { PaymentSurroundings } from './shop/surroundings.js';
import type { TillToken } from './shop/till/closed-till-page.js';
import { tillShop } from './shop/till/till-shop.js';
import { Visitors } from './shop/visitors.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface DemoOptions {
  /** 0, the default, is any free port. A port that is taken is an error (`EADDRINUSE`). */
  readonly port?: number;
  /** Where tokens are looked for; none, hence the simulator, by default. */
  readonly environment?: Environment;
  /** SQLite file of orders and payment sessions. By default one that is removed in the end. */
  readonly databaseFile?: string;
  /** Has the simulator send its webhooks to the shop. Default: true. */
  readonly webhooks?: boolean;
  readonly logger?: InitializerOptions['logger'];
  /** Told of every order the shop fulfills. */
  readonly onPaid?: (order: Order) => void;
}

export interface Demo {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Lets the first browser that opens it, or `tillUrl`, be staff. */
  readonly staffUrl: string;
  readonly tillUrl: string;
  readonly payments: Initializer;
  /** Undefined when the environment holds tokens. */
  readonly simulator: Simulator | undefined;
  close(): Promise<void>;
}

const HELCIM_MODAL_ORIGIN = 'https://secure.helcim.app';

/** Starts the shop, and the simulator beside it unless HELCIM_API_TOKEN says that payments go elsewhere. */
export async function startDemo({
  port = 0,
  environment = {},
  databaseFile,
  webhooks = true,
  logger,
  onPaid,
}: DemoOptions = {}): Promise<Demo> {
  const simulator = environment['HELCIM_API_TOKEN'] ? undefined : await startSimulator();
  const temporary = databaseFile === undefined ? temporaryDatabaseFile() : undefined;
  const file = databaseFile ?? temporary?.file ?? '';
  const database = new ShopDatabase(file);
  const visitors = new Visitors(database);
  const orders = new Orders(database);
  const payEnvironment = simulator ? simulatorEnvironment(simulator) : environment;
  const payments = createPaymentRoute(payableShop({ visitors, orders, onPaid }), {
    databaseFile: file,
    environment: payEnvironment,
    // This simulator knows nothing of an earlier one's sessions: an account of its own leaves them alone.
    account: simulator && `simulator-${randomBytes(8).toString('hex')}`,
    ...(logger && { logger }),
  });
  const staff = new StaffDoor();
  const shop = createShop({
    visitors,
    orders,
    staff,
    payments: payments.initializer,
    till: openTill(tillShop({ orders, staff }), payments.initializer, payEnvironment),
    surroundings: {
      ...(simulator ? simulatorSurroundings(simulator) : surroundings(environment)),
      ...batchClosing(payEnvironment),
    },
    behindProxy: Boolean(environment['PUBLIC_URL']),
  });

  const close = async (server?: Server) => {
    server?.closeAllConnections();
    if (server) await new Promise((resolve) => server.close(resolve));
    await payments.close();
    database.close();
    temporary?.remove();
    await simulator?.close();
  };
  try {
    const server = shop.listen(port, '127.0.0.1');
    await listening(server);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const staffUrl = `${url}/staff/reviews?key=${staff.key}`;
    if (simulator && webhooks) await sendWebhooks(simulator, `${url}/pay/webhook`);
    const tillUrl = `${url}/till?key=${staff.key}`;
    return { url, staffUrl, tillUrl, payments: payments.initializer, simulator, close: () => close(server) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The till needs two tokens more than the shop; without them it says so, and the shop goes on. */
function openTill(shop: TillShop, initializer: Initializer, environment: Environment): Till {
  const needed: readonly TillToken[] = ['HELCIM_TERMINAL_API_TOKEN', 'HELCIM_READ_TOKEN'];
  const missing = needed.filter((name) => !environment[name]);
  if (missing.length > 0) return { missing };
  return { terminals: createTerminalRoute(shop, { initializer, environment }) };
}

/** Helcim closes batches by itself. */
function batchClosing({
  HELCIM_API_URL: apiUrl,
  HELCIM_TERMINAL_API_TOKEN: apiToken,
}: Environment): Pick<PaymentSurroundings, 'closeBatch'> {
  return apiUrl && apiToken ? { closeBatch: () => closeBatches({ apiUrl, apiToken }) } : {};
}

function simulatorEnvironment({ tokens, apiUrl, webhookVerifierToken }: Simulator): Environment {
  return {
    HELCIM_API_TOKEN: tokens.helcimPay,
    HELCIM_READ_TOKEN: tokens.read,
    HELCIM_TERMINAL_API_TOKEN: tokens.terminals,
    HELCIM_WEBHOOK_VERIFIER_TOKEN: webhookVerifierToken,
    HELCIM_API_URL: apiUrl,
  };
}

/** What a merchant does on Helcim's page All Tools → Integrations → Webhooks. The shop's port is known only once it listens. */
async function sendWebhooks(simulator: Simulator, url: string): Promise<void> {
  const response = await fetch(`${simulator.url}/_sim/webhooks`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ enabled: true, url, events: ['cardTransaction', 'terminalCancel'] }),
  });
  if (!response.ok) throw new Error(`The simulator refused the webhook URL ${url}: ${await response.text()}`);
}

function simulatorSurroundings(simulator: Simulator): PaymentSurroundings {
  const { modalUrl, scriptUrl, url } = simulator;
  const virtualTerminal = counterTerminal(simulator);
  return { modalOrigin: modalUrl, scriptUrl, dashboardUrl: url, virtualTerminal };
}

/** Helcim, or a simulator that was started by itself. */
function surroundings(environment: Environment): PaymentSurroundings {
  const { HELCIM_SCRIPT_URL: scriptUrl, HELCIM_API_URL: apiUrl } = environment;
  if (!scriptUrl || !apiUrl) return { modalOrigin: HELCIM_MODAL_ORIGIN };
  return {
    modalOrigin: new URL(scriptUrl).origin,
    scriptUrl,
    dashboardUrl: new URL(apiUrl).origin,
  };
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
}
