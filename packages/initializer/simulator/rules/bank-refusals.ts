import type { Currency } from '../records/transaction.js';
import { isEncodable } from './php-json.js';
import { bankFields, testBankAccounts } from './test-bank-accounts.js';

/** What the payer typed into the modal. Spaces and hyphens in numbers do not count. */
export interface BankInput {
  accountHolder: string;
  /** Three digits; CAD. */
  institutionNumber: string;
  /** Five digits; CAD. */
  transitNumber: string;
  /** Nine digits; USD. */
  routingNumber: string;
  accountNumber: string;
}

const notATestAccount = 'This is a simulator: only its test accounts are accepted';
const longestText = 200;

/** Why an account is not even tried, by field; empty when it may be. */
export function bankRefusals(bank: BankInput, currency: Currency): Record<string, string> {
  const refusals: Record<string, string> = {};
  if (!bank.accountHolder.trim()) refusals['accountHolder'] = 'This field is needed';
  else if (!isEncodable(bank.accountHolder) || bank.accountHolder.length > longestText) {
    refusals['accountHolder'] = 'This text is not valid';
  }
  const expected: Record<string, string> = bankFields[currency];
  const typed: Record<string, string> = { ...bank };
  for (const [field, number] of Object.entries(expected)) {
    if (digitsOf(typed[field] ?? '') !== number) refusals[field] = notATestAccount;
  }
  if (!testBankAccounts.has(digitsOf(bank.accountNumber))) refusals['accountNumber'] = notATestAccount;
  return refusals;
}

/** Without the spaces and hyphens that people type. */
export function digitsOf(number: string): string {
  return number.replaceAll(/[\s-]/g, '');
}
