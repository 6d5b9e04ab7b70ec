import { planClearing } from './bank-clearing.js';
import { bankTokenOf, recordBankTransaction } from './bank-transactions.js';
import { customerOfCheckout } from './customers.js';
import { takeFault } from './faults.js';
import { bookOnInvoice, createInvoice, findInvoice } from './invoices.js';
import { approved, declined, payableSession } from './pay-result.js';
import type { PayResult } from './pay-result.js';
import type { BankTransaction } from './records/bank-transaction.js';
import type { CheckoutSession } from './records/checkout-session.js';
import { bankRefusals, digitsOf } from './rules/bank-refusals.js';
import type { BankInput } from './rules/bank-refusals.js';
import { eventBankTransaction } from './rules/bank-transaction-format.js';
import { toAmountText } from './rules/money.js';
import { testBankAccounts } from './rules/test-bank-accounts.js';
import type { State } from './state.js';

export type { BankInput } from './rules/bank-refusals.js';

const declineReason = 'DECLINED - Bank account was declined';

/** Pays an open checkout session from a bank account. Success means that the payment was accepted; it clears days later. */
export function payByBank(state: State, checkoutToken: string, bank: BankInput): PayResult {
  const payable = payableSession(state, checkoutToken);
  if ('result' in payable) return payable.result;
  const { session } = payable;
  const { paymentMethod, currency } = session.request;
  const fields = bankRefusals(bank, currency);
  if (paymentMethod === 'cc') fields['paymentMethod'] = 'This session takes no bank payments';
  if (session.request.paymentType === 'preauth') fields['paymentMethod'] = 'preauth is for cards';
  if (Object.keys(fields).length > 0) return { kind: 'refused', fields };
  const transaction = record(state, session, bank);
  if (transaction.statusAuth === 'DECLINED') return declined(state, session, declineReason);
  const result = accept(state, session, transaction);
  if (takeFault(state, 'charge-twice', { about: session.amountCents }))
    book(state, record(state, session, bank, transaction));
  return result;
}

/** @param first What the same token was charged before. */
function record(
  state: State,
  session: CheckoutSession,
  bank: BankInput,
  first?: BankTransaction,
): BankTransaction {
  const { request, amountCents } = session;
  const bankAccountNumber = digitsOf(bank.accountNumber);
  const isDeclined = testBankAccounts.get(bankAccountNumber) === 'declined';
  session.customerCode ??= customerOfCheckout(state, request, bank.accountHolder).customerCode;
  const statusAuth = isDeclined ? 'DECLINED' : state.switches.achStatusAuth;
  return recordBankTransaction(state, {
    paymentType: request.paymentType === 'verify' ? 'verify' : 'purchase',
    statusAuth,
    statusClearing: 'OPENED',
    amountCents,
    currency: request.currency,
    approvalCode: statusAuth === 'APPROVED' ? String(1_232_435_435 + state.bankTransactions.length) : '',
    accountHolder: bank.accountHolder,
    bankAccountNumber,
    bankToken: bankTokenOf(state, `${request.currency} ${bankAccountNumber}`),
    invoiceNumber: first?.invoiceNumber ?? (isDeclined ? '' : invoiceNumberOf(state, session)),
    customerCode: session.customerCode,
  });
}

function accept(state: State, session: CheckoutSession, transaction: BankTransaction): PayResult {
  const { id, amountCents, currency, approvalCode, bankAccountNumber } = transaction;
  session.approvedTransactionId = id;
  book(state, transaction);
  return approved(state, session, eventBankTransaction(transaction, state.switches), {
    amount: toAmountText(amountCents),
    currency,
    approvalCode,
    cardNumber: '',
    bankAccount: bankAccountNumber.slice(-3),
  });
}

function book(state: State, transaction: BankTransaction): void {
  bookOnInvoice(state, transaction.invoiceNumber, transaction.amountCents);
  planClearing(state, transaction);
}

/** The invoice named by the request, or a new one; none for a verify. */
function invoiceNumberOf(state: State, { request, amountCents, customerCode = '' }: CheckoutSession): string {
  if (request.paymentType === 'verify') return '';
  const wanted = request.invoiceNumber ?? request.invoiceRequest?.invoiceNumber?.trim();
  const existing = wanted ? findInvoice(state, wanted) : undefined;
  const { currency } = request;
  return (existing ?? createInvoice(state, { invoiceNumber: wanted, currency, amountCents, customerCode }))
    .invoiceNumber;
}
