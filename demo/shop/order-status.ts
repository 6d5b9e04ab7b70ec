import type { Order } from './orders.js';

/** What the shop says of an order. Only the server decides it; nothing a browser sends is asked. */
export type OrderStatus = 'paid' | 'confirming' | 'unpaid';

/** States of a payment session in which money may have moved, though the order is not fulfilled yet. */
const CONFIRMING: readonly string[] = ['undecided', 'pending', 'approved', 'review'];

export function orderStatus(order: Order, sessionState: string | undefined): OrderStatus {
  if (order.paid) return 'paid';
  return sessionState !== undefined && CONFIRMING.includes(sessionState) ? 'confirming' : 'unpaid';
}
