import { z } from 'zod';
import { parseCents } from './amount.js';
import type { Currency } from './order.js';

/** Somebody has ended a request on a device. It names no session: that has to be found. */
export interface TerminalCancel {
  /** Upper case. */
  readonly deviceCode: string;
  readonly amountCents: number;
  readonly currency: Currency;
  readonly cancelledAt: number;
  /** Helcim tells it sometimes. */
  readonly invoiceNumber: string | undefined;
}

const shape = z.looseObject({
  deviceCode: z.string().min(1).max(20),
  transactionAmount: z.union([z.string(), z.number()]).transform(parseCents).pipe(z.number()),
  currency: z.enum(['CAD', 'USD']),
  cancelledAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  invoiceNumber: z.string().max(100).optional().catch(undefined),
});

/**
 * Reads the `data` of a `terminalCancel`; `undefined` if it is none.
 *
 * @see https://devdocs.helcim.com/docs/webhooks
 */
export function readTerminalCancel(data: unknown): TerminalCancel | undefined {
  const parsed = shape.safeParse(data);
  if (!parsed.success) return undefined;
  const { deviceCode, transactionAmount: amountCents, currency, cancelledAt, invoiceNumber } = parsed.data;
  return {
    deviceCode: deviceCode.toUpperCase(),
    amountCents,
    currency,
    cancelledAt,
    invoiceNumber: invoiceNumber === '' ? undefined : invoiceNumber,
  };
}
