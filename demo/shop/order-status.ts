import type { Order } from './orders.js';

/** What the shop says of an order. Only the server decides it; nothing a browser sends is asked. */
export type OrderStatus = 'paid' | 'confirming' | 'begun' | 'unpaid';

/** States of a payment session in which money may have moved, though the order is not fulfilled yet. */
const CONFIRMING: readonly string[] = ['undecided', 'pending', 'approved', 'review'];

/** States in which a payment window was handed out, and a buyer may have paid in it without our knowing yet. */
const BEGUN: readonly string[] = ['open', 'superseded'];

export function orderStatus(order: Order, sessionState: string | undefined): OrderStatus {
  if (order.paid) return 'paid';
  if (sessionState === undefined) return 'unpaid';
  if (CONFIRMING.includes(sessionState)) return 'confirming';
  return BEGUN.includes(sessionState) ? 'begun' : 'unpaid';
}
