/**
 * The server's half of a checkout, as one file to copy. Mount it with `app.use('/pay', createPaymentRoute(shop).router)` and
 * put `<helcim-checkout endpoint="/pay" order-id="…">` on a page. What is the shop's own comes in as {@link PayableShop}.
 */
import {
  createInitializer,
  sqliteStore,
  type Initializer,
  type InitializerOptions,
  type Order,
} from '@helcim-checkout/initializer';
import type { Request } from 'express';
import Database from 'libsql';

/** What the payment route needs of a shop. */
export interface PayableShop {
  /**
   * The order, if it exists and may be paid by whoever sent this request. The only place where a price comes from, and the
   * place where a stranger is turned away.
   */
  findPayableOrder(orderId: string, request: Request): Promise<PayableOrder | null>;
  /**
   * Called once an approval is verified. Must be idempotent: it is called again if it throws or the process dies. `amount` is
   * the order's price when the payment began: compare it if prices can change while a buyer pays. An order here never changes.
   */
  markPaid(
    orderId: string,
    payment: { transactionId: string; reference: string; amount: string },
  ): Promise<void>;
}

export type PayableOrder = Pick<Order, 'amount' | 'currency' | 'lineItems'>;

interface PaymentRouteOptions {
  /** The SQLite file in which sessions outlive a restart; made if it is missing. Best the one that holds the shop's orders. */
  readonly databaseFile?: string;
  /** Where the tokens are read from; `process.env` by default. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Keeps merchant accounts apart that share the file. */
  readonly account?: string | undefined;
  readonly logger?: InitializerOptions['logger'];
}

export interface PaymentRoute {
  readonly router: Initializer['router'];
  /** For the shop's own pages and jobs, and for the terminals of a till. */
  readonly initializer: Initializer;
  close(): Promise<void>;
}

/** The payment route: hands out checkout tokens for the shop's orders and fulfills what was paid. */
export function createPaymentRoute(
  shop: PayableShop,
  { databaseFile = 'checkout.db', environment = process.env, account, logger }: PaymentRouteOptions = {},
): PaymentRoute {
  const { HELCIM_API_TOKEN, HELCIM_READ_TOKEN, HELCIM_WEBHOOK_VERIFIER_TOKEN, HELCIM_API_URL } = environment;
  const database = new Database(databaseFile);
  const initializer = createInitializer({
    apiToken: HELCIM_API_TOKEN,
    readToken: HELCIM_READ_TOKEN,
    webhookVerifierToken: HELCIM_WEBHOOK_VERIFIER_TOKEN, // Helcim shows it under All Tools → Integrations → Webhooks.
    apiUrl: HELCIM_API_URL, // Helcim's own by default; a simulator's on a developer's machine.
    store: sqliteStore(database),
    account,
    logger,
    getOrder: async (orderId, { request }) => {
      const order = await shop.findPayableOrder(orderId, request);
      return (
        order && { ...order, modal: { appearance: 'system', brandColor: '17504d', cornerRadius: 'pill' } }
      );
    },
    fulfill: ({ order, transaction: { transactionId }, reference }) =>
      shop.markPaid(order.orderId, { transactionId, reference, amount: order.amount }),
  });
  return {
    router: initializer.router,
    initializer,
    async close() {
      await initializer.close();
      database.close();
    },
  };
}
