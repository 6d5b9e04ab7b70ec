import type { Switches } from '../records/switches.js';
import type { Currency, Transaction, TransactionStatus } from '../records/transaction.js';
import { toAmountText, toDollars } from './money.js';
import { mountainTime } from './mountain-time.js';

/** Helcim's internal numbers of the currencies. */
export const currencyNumbers: Readonly<Record<Currency, number>> = { CAD: 1, USD: 2 };

/** The transaction of a SUCCESS message: text values only, in Helcim's key order, which the hash depends on. */
export function eventTransaction(transaction: Transaction, switches: Switches): Record<string, string> {
  return {
    transactionId: String(transaction.id),
    dateCreated: mountainTime(transaction.createdAt),
    cardBatchId: String(transaction.batchId),
    status: statusText(transaction.status, switches),
    type: transaction.type,
    amount: toAmountText(transaction.amountCents),
    currency: eventCurrency(transaction.currency, switches),
    avsResponse: transaction.avsResponse,
    cvvResponse: transaction.cvvResponse,
    approvalCode: transaction.approvalCode,
    cardToken: transaction.cardToken,
    cardNumber: transaction.cardNumber,
    cardHolderName: transaction.cardHolderName,
    cardType: transaction.cardType,
    customerCode: transaction.customerCode,
    invoiceNumber: transaction.invoiceNumber,
    warning: transaction.warning,
  };
}

/** The transaction of `/card-transactions` and `/payment/*`: numbers where they are numbers, `user`, another order. */
export function restTransaction(transaction: Transaction, switches: Switches) {
  return {
    transactionId: transaction.id,
    dateCreated: mountainTime(transaction.createdAt),
    cardBatchId: transaction.batchId,
    status: statusText(transaction.status, switches),
    user: 'Helcim System',
    type: transaction.type,
    amount: toDollars(transaction.amountCents),
    currency: transaction.currency,
    avsResponse: transaction.avsResponse,
    cvvResponse: transaction.cvvResponse,
    cardType: transaction.cardType,
    approvalCode: transaction.approvalCode,
    cardToken: transaction.cardToken,
    cardNumber: transaction.cardNumber,
    cardHolderName: transaction.cardHolderName,
    customerCode: transaction.customerCode,
    invoiceNumber: transaction.invoiceNumber,
    warning: transaction.warning,
    ...(switches.reasonOnDecline === 'errors' &&
      transaction.declineReason !== undefined && { errors: declineText(transaction.declineReason) }),
  };
}

/** The currency of a SUCCESS message. */
export function eventCurrency(currency: Currency, switches: Switches): string {
  return switches.eventCurrency === 'number' ? String(currencyNumbers[currency]) : currency;
}

function statusText(status: TransactionStatus, { approvedValue }: Switches): string {
  return status === 'APPROVED' ? approvedValue : status;
}

/** How a decline reads in events and REST errors. */
export function declineText(reason: string): string {
  return `Transaction Declined: ${reason}`;
}
