import { testBankAccounts, type BankOutcome } from '../rules/test-bank-accounts.js';

const texts: Readonly<Record<BankOutcome, string>> = {
  clears: 'Clears after 3 business days',
  rejected: 'Rejected instead of clearing',
  returned: 'Clears, returned 2 business days later',
  contested: 'Clears, contested 2 business days later',
  declined: 'Declined at once',
};

/** The bank accounts the simulator takes, and what becomes of a payment from each. */
export const testAccountList = [...testBankAccounts].map(([number, outcome]) => ({
  number,
  text: texts[outcome],
}));
