import { readListedBank } from './bank-transaction.js';
import { InitializerError } from './error.js';
import { readListed, type TransactionFacts } from './transaction.js';

/** The two handles of a HelcimPay.js session; the second never leaves the server. */
export interface CheckoutTokens {
  readonly checkoutToken: string;
  readonly secretToken: string;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message quotes the text, which may hold tokens.
    throw strange(`${text.length} characters that are not JSON`);
  }
}

export function readTokens(answer: unknown): CheckoutTokens {
  const tokens = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  const { checkoutToken, secretToken } = tokens;
  if (typeof checkoutToken === 'string' && typeof secretToken === 'string' && checkoutToken && secretToken) {
    return { checkoutToken, secretToken };
  }
  throw strange('initialize without a checkoutToken and a secretToken');
}

/** The rows under an invoice number. One that cannot be read at all is taken to carry it: it was asked for. */
export function readCardRows(rows: readonly unknown[], invoiceNumber: string): TransactionFacts[] {
  return once(
    rows.map(readListed).map((row) => {
      const isBlank = row.transactionId === '' && row.invoiceNumber === '';
      return isBlank ? { ...row, invoiceNumber } : row;
    }),
  );
}

export function readBankRows(rows: readonly unknown[]): TransactionFacts[] {
  return once(rows.map(readListedBank));
}

/** Rows move to the next page when new ones come meanwhile: each transaction counts once. Without an id nobody can tell. */
function once(rows: readonly TransactionFacts[]): TransactionFacts[] {
  return [...new Map(rows.map((row, index) => [row.transactionId || index, row])).values()];
}

export function listOf(answer: unknown): unknown[] {
  if (Array.isArray(answer)) return answer;
  throw strange('a list of transactions that is not a list');
}

function strange(what: string): InitializerError {
  return new InitializerError('helcim_unavailable', `Helcim answered ${what}.`);
}
