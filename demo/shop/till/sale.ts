import type { Initializer, Session } from '@helcim-checkout/initializer';
import type { TerminalAnswer, Terminals } from '@helcim-checkout/initializer/terminals';
import type { Order, Orders } from '../orders.js';

/** What the till says of an order. */
export type SaleStatus = 'unpaid' | 'confirming' | 'review' | 'paid';

/** An order, its payment, and what the terminals know of it. */
export interface Sale {
  readonly order: Order;
  readonly status: SaleStatus;
  readonly session: Session | undefined;
  /** Absent for a payment online, and before there is one. */
  readonly atTill: TerminalAnswer | undefined;
}

/** As Helcim knows it now: to ask the terminals may itself bring the news that the order is paid. */
export async function saleOf(
  orderId: string,
  { orders, payments, terminals }: { orders: Orders; payments: Initializer; terminals: Terminals },
): Promise<Sale | undefined> {
  const before = await payments.find({ orderId });
  const atTill = before?.terminal && (await terminals.find(before.sessionId));
  const session = (await payments.find({ orderId })) ?? undefined;
  const order = orders.find(orderId);
  return order && { order, session, atTill, status: statusOf(order, session) };
}

function statusOf(order: Order, session: Session | undefined): SaleStatus {
  if (session?.state === 'review') return 'review';
  if (order.paid) return 'paid';
  return session?.state === 'approved' || session?.state === 'pending' ? 'confirming' : 'unpaid';
}
