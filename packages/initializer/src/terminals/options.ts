import type { Request } from 'express';
import type { Initializer } from '../initializer.js';
import type { Order } from '../order.js';

/** Who may use the till: answer the clerk's name, which is recorded, or null to refuse. */
export type Authorize = (
  request: Request,
) => { readonly clerk: string } | null | undefined | Promise<{ readonly clerk: string } | null | undefined>;

/** Prices an order for a clerk; null if it is not there, or not payable now. Called for every `POST /sessions`. */
export type GetTillOrder = (
  orderId: string,
  context: {
    readonly clerk: string;
    /** Absent when the shop's own code called `start` without one. */
    readonly request: Request | undefined;
  },
) => Order | null | undefined | Promise<Order | null | undefined>;

/** Everything `createTerminals` takes. An option that is `undefined` counts as absent. */
export interface TerminalsOptions {
  /** Whose sessions, store, webhook, callbacks and limits are shared. It needs a `readToken`. Required. */
  initializer: Initializer;

  /**
   * Helcim's api-token for devices, one of its own: General "Read", Settings "Read", Transaction Processing "Admin". Required.
   */
  apiToken: string | undefined;

  /** Decides for every request who may take payments and give money back. Required. */
  authorize: Authorize;

  /** Prices an order at the till. Default: the initializer's `getOrder`, which then must know clerks' requests. */
  getOrder?: GetTillOrder | undefined;

  /**
   * What a customer may add on the device, as a share of the order: tip and in-person Fee Saver together. A payment above it is a
   * review. From 0 to 1; default: 0.3, which is 30 %.
   */
  extraLimit?: number | undefined;
}
