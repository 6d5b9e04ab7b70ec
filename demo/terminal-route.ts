/**
 * The server's half of a till with Helcim's Smart Terminals, as one file to copy, beside payment-route.ts. Mount it with
 * `app.use('/till/api', createTerminalRoute(shop, { initializer }).router)` and put
 * `<helcim-terminal endpoint="/till/api" order-id="…">` on the clerk's page. What is the shop's own comes in as {@link TillShop}.
 */
import type { Initializer, Order } from '@helcim-checkout/initializer';
import { createTerminals, type Terminals } from '@helcim-checkout/initializer/terminals';
import type { Request } from 'express';

/** What the terminals need of a shop. */
export interface TillShop {
  /**
   * The clerk who sent this request, or null for anyone else: then nothing is told and nothing is done. Whoever passes here takes
   * payments and gives money back, so ask for a real log-in.
   */
  findClerk(request: Request): { readonly clerk: string } | null;
  /** Any order that may be paid at the counter, a shopper's too. The only place where a price comes from. */
  findOrderAtTill(orderId: string): Promise<TillOrder | null>;
}

export type TillOrder = Pick<Order, 'amount' | 'currency'>;

interface TerminalRouteOptions {
  /** Of the payment route: sessions, store, webhook and callbacks are the same, so that an order is paid once over both. */
  readonly initializer: Initializer;
  /** Where the token is read from; `process.env` by default. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Devices are paired, orders sent to them, and paid ones refunded, by clerks only. An order paid there is fulfilled as any other. */
export function createTerminalRoute(
  shop: TillShop,
  { initializer, environment = process.env }: TerminalRouteOptions,
): Terminals {
  return createTerminals({
    initializer,
    apiToken: environment['HELCIM_TERMINAL_API_TOKEN'], // General "Read", Settings "Read", Transaction Processing "Admin".
    authorize: (request) => shop.findClerk(request),
    getOrder: (orderId) => shop.findOrderAtTill(orderId),
  });
}
