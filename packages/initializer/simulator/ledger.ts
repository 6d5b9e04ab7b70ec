import type { State } from './state.js';

/** One approval: what really happened to somebody's money. */
export interface LedgerEntry {
  method: 'card' | 'bank';
  transactionId: number;
  type: string;
  /** The invoice number; empty for a verify. */
  reference: string;
  /** Dollars with two decimals. */
  amount: string;
  amountCents: number;
  currency: string;
  /** Milliseconds since the epoch, by the simulator's clock. */
  at: number;
  /** Bank payments only: accepted is not cleared. */
  statusClearing?: string;
  /** The code of the device that took the card; only payments and refunds at a till have one. */
  device?: string;
}

/** Every approval, oldest first. A test judges by this, whatever faults hid it from the shop. */
export function ledgerOf(state: State): LedgerEntry[] {
  const cards = state.transactions
    .filter(({ status }) => status === 'APPROVED')
    .map(({ type, deviceCode, ...row }) => ({
      method: 'card' as const,
      type,
      ...common(row),
      ...(deviceCode === undefined ? {} : { device: deviceCode }),
    }));
  const banks = state.bankTransactions
    .filter(({ statusAuth }) => statusAuth !== 'DECLINED')
    .map(({ paymentType, statusClearing, ...row }) => ({
      method: 'bank' as const,
      type: paymentType,
      ...common(row),
      statusClearing,
    }));
  return [...cards, ...banks].sort((one, other) => one.at - other.at);
}

function common(row: {
  id: number;
  invoiceNumber: string;
  amountCents: number;
  currency: string;
  createdAt: number;
}) {
  const { id, invoiceNumber, amountCents, currency, createdAt } = row;
  return {
    transactionId: id,
    reference: invoiceNumber,
    amount: (amountCents / 100).toFixed(2),
    amountCents,
    currency,
    at: createdAt,
  };
}
