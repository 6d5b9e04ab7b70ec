import { readListed, readTransaction, type TransactionFacts } from './transaction.js';

/**
 * Helcim documents the names of the statuses and answers numbers. The numbers follow from the order of the names and from the
 * one answer that is documented (authorization 5, clearing 0, type 1 for a new withdrawal); a number that is not here is
 * `unclear`, which approves nothing.
 *
 * @see https://devdocs.helcim.com/docs/ach-payments
 */
const authorizations = ['', 'APPROVED', 'DECLINED', 'IN_PROGRESS', 'CANCELLED', 'PENDING'];
const clearings = ['OPENED', 'CLEARED', 'REJECTED', 'CONTESTED', 'RETURNED'];
const types = ['', 'WITHDRAWAL', 'DEPOSIT', 'SETTLE', 'REVERSE', 'REFUND'];

/** Reads a bank payment as the ACH API answers it: bare or inside `transaction`, its statuses as numbers or as names. */
export function readBankTransaction(value: unknown): TransactionFacts | undefined {
  return readTransaction(inWords(value));
}

/** Reads a row of the list of bank payments; one that cannot be understood has no id. */
export function readListedBank(value: unknown): TransactionFacts {
  return readListed(inWords(value));
}

function inWords(value: unknown): Record<string, unknown> {
  const answer = recordOf(value);
  const source = 'transaction' in answer ? recordOf(answer['transaction']) : answer;
  return {
    ...source,
    statusAuth: named(authorizations, source['statusAuth']) || 'UNKNOWN',
    statusClearing: named(clearings, source['statusClearing']),
    type: named(types, source['transactionType'] ?? source['type']),
    bankAccountNumber: lastDigits(source['bankAccountL4l4'] ?? source['bankAccountL4L4']),
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function named(names: readonly string[], value: unknown): string {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) {
    return names[Number(value)] ?? '';
  }
  return typeof value === 'string' ? value.toUpperCase() : '';
}

/** The first and last four digits of the account, without zeros in front: the last four are what people know. */
function lastDigits(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value).slice(-4) : '';
}
