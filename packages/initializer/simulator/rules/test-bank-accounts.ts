import type { Currency } from '../records/transaction.js';

/** What becomes of a payment from a test account. */
export type BankOutcome = 'clears' | 'rejected' | 'returned' | 'contested' | 'declined';

/**
 * The bank accounts that the simulator takes; no other number is accepted. Helcim publishes none. Institution, transit and
 * routing number are made up.
 */
export const testBankAccounts: ReadonlyMap<string, BankOutcome> = new Map([
  ['100200300', 'clears'],
  ['100200301', 'rejected'],
  ['100200302', 'returned'],
  ['100200303', 'contested'],
  ['100200304', 'declined'],
]);

export const testInstitution = '000';
export const testTransit = '11000';
export const testRouting = '110000000';

/** Canadian accounts are named by institution and transit, American ones by a routing number. */
export const bankFields = {
  CAD: { institutionNumber: testInstitution, transitNumber: testTransit },
  USD: { routingNumber: testRouting },
} as const satisfies Record<Currency, Record<string, string>>;
