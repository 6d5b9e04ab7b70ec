import { authorizationStatuses, clearingStatuses } from '../records/bank-transaction.js';
import type { AuthorizationStatus, BankTransaction, ClearingStatus } from '../records/bank-transaction.js';
import type { Switches } from '../records/switches.js';
import { toDollars } from './money.js';
import { mountainTime, unsetTime } from './mountain-time.js';
import { currencyNumbers, eventCurrency } from './transaction-format.js';

/**
 * The integers of the ACH API. Helcim names the statuses and shows one answer (authorization 5, clearing 0, type 1, currency 1
 * for a new withdrawal), but no table. These follow from both: authorization counts from 1 and clearing from 0, in the order of
 * the documented names. A client should not rely on more than that.
 */
export const bankCodes = {
  statusAuth: codesOf(authorizationStatuses, 1),
  statusClearing: codesOf(clearingStatuses, 0),
  /** DEPOSIT 2, SETTLE 3, REVERSE 4 and REFUND 5 would follow. */
  transactionType: { WITHDRAWAL: 1 },
  currency: currencyNumbers,
  /** Open, closed. */
  statusBatch: { open: 1, closed: 2 },
} as const;

/** The bank transaction of a SUCCESS message: text values only, no `status`; the hash depends on the order of the keys. */
export function eventBankTransaction(
  transaction: BankTransaction,
  switches: Switches,
): Record<string, string> {
  const recorded = {
    transactionId: String(transaction.id),
    batchId: String(transaction.batchId),
    dateCreated: mountainTime(transaction.createdAt),
    statusAuth: transaction.statusAuth,
    statusClearing: transaction.statusClearing,
    type: 'WITHDRAWAL',
    amount: toDollars(transaction.amountCents).toFixed(2),
    currency: eventCurrency(transaction.currency, switches),
    approvalCode: transaction.approvalCode,
    bankAccountNumber: transaction.bankAccountNumber,
    bankToken: transaction.bankToken,
    invoiceNumber: transaction.invoiceNumber,
    customerCode: transaction.customerCode,
  };
  if (switches.achKeyOrder === 'recorded') return recorded;
  return Object.fromEntries(Object.entries(recorded).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The row of `GET /ach/transactions`: integer codes, no invoice number (`orderId` is the id of the invoice), no token. */
export function restBankTransaction(transaction: BankTransaction, orderId: number) {
  const { bankAccountNumber, closedAt } = transaction;
  return {
    id: transaction.id,
    merchantId: 208_967,
    orderId,
    dateCreated: mountainTime(transaction.createdAt),
    statusAuth: bankCodes.statusAuth[transaction.statusAuth],
    statusClearing: bankCodes.statusClearing[transaction.statusClearing],
    userId: 0,
    batchId: transaction.batchId,
    bankAccountId: Number(bankAccountNumber.slice(-4)),
    bankAccountL4l4: Number(bankAccountNumber.slice(0, 4) + bankAccountNumber.slice(-4)),
    transactionType: bankCodes.transactionType.WITHDRAWAL,
    amount: toDollars(transaction.amountCents),
    currency: bankCodes.currency[transaction.currency],
    approvalCode: transaction.approvalCode,
    test: 0,
    acquirerTransactionId: '',
    responseMessage: '',
    payFacTransactionId: 0,
    originalTransactionId: 0,
    statusBatch: closedAt === undefined ? bankCodes.statusBatch.open : bankCodes.statusBatch.closed,
    dateClosed: closedAt === undefined ? unsetTime : mountainTime(closedAt),
  };
}

/** One transaction by its id, with the differences that an integration recorded when it is wrapped. */
export function restBankTransactionById(
  transaction: BankTransaction,
  orderId: number,
  { achById }: Switches,
): object {
  const { bankAccountL4l4, ...row } = restBankTransaction(transaction, orderId);
  if (achById === 'bare') return { ...row, bankAccountL4l4 };
  const responseMessage = transaction.statusAuth === 'DECLINED' ? 'declined' : 'approved';
  return { transaction: { ...row, bankAccountL4L4: bankAccountL4l4, responseMessage } };
}

function codesOf<Name extends AuthorizationStatus | ClearingStatus>(
  names: readonly Name[],
  first: number,
): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, index) => [name, first + index])) as Record<Name, number>;
}
