import type { Currency } from '../records/transaction.js';

/** An in-person debit card, as `cardType` writes it: Interac in Canada, other debit networks in the United States. */
export type DebitType = 'IN' | 'DB';

const debitTypes: Readonly<Record<Currency, DebitType>> = { CAD: 'IN', USD: 'DB' };

/** The one debit card that the simulator takes. Helcim publishes none; no bank issues numbers that begin like this. */
export const debitTestCard = '0000000000000005';

export function debitTypeOf(currency: Currency): DebitType {
  return debitTypes[currency];
}

/** Money on such a card can be given back on a device only, with the card present. */
export function isDebit(cardType: string): boolean {
  return Object.values(debitTypes).some((debitType) => debitType === cardType);
}
