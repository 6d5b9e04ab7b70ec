import type { Currency } from '../records/transaction.js';

interface Terminal {
  id: number;
  currency: Currency;
}

/** The account's card terminals: a Canadian merchant with USD enabled for cards. */
const terminals: readonly Terminal[] = [
  { id: 54_181, currency: 'CAD' },
  { id: 54_182, currency: 'USD' },
];

export function terminalOf(currency: Currency): number {
  return terminals.find((terminal) => terminal.currency === currency)?.id ?? 0;
}

/** True when the account has this terminal and it settles in this currency. */
export function isTerminalOf(id: number, currency: Currency): boolean {
  return terminals.some((terminal) => terminal.id === id && terminal.currency === currency);
}
