import type { Initializer } from '@helcim-checkout/initializer';
import type { Terminals } from '@helcim-checkout/initializer/terminals';
import type { Order } from '../orders.js';
import { isOpen } from './refund-section.js';

/** An order in a list, and the code of the terminal that is busy with its payment or a refund. */
export interface ListedOrder {
  readonly order: Order;
  readonly onTerminal: string | undefined;
}

interface Shown {
  readonly payments: Initializer;
  readonly terminals: Terminals;
}

const UNDER_WAY: readonly string[] = ['initializing', 'open', 'undecided'];

/** Those that a terminal is busy with come first: whoever is told "busy" looks for them, however old they are. */
export async function listed(orders: readonly Order[], most: number, shown: Shown): Promise<ListedOrder[]> {
  const all = await Promise.all(
    orders.map(async (order) => ({ order, onTerminal: await terminalOf(order, shown) })),
  );
  const busy = all.filter(({ onTerminal }) => onTerminal !== undefined);
  const others = all.filter(({ onTerminal }) => onTerminal === undefined);
  return [...busy, ...others.slice(0, Math.max(0, most - busy.length))];
}

async function terminalOf(order: Order, { payments, terminals }: Shown): Promise<string | undefined> {
  const session = await payments.find({ orderId: order.id });
  if (!session?.terminal) return undefined;
  if (UNDER_WAY.includes(session.state)) return session.terminal.device;
  if (!order.paid) return undefined;
  const { refunds } = await terminals.find(session.sessionId);
  return refunds.find(isOpen)?.device ?? undefined;
}
