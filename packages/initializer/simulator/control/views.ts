import { listAccessConfigurations } from '../access-configurations.js';
import type { AccessConfiguration } from '../access-configurations.js';
import { restBatch } from '../card-batches.js';
import { listBankTransactions } from '../bank-transactions.js';
import type { BankTransaction } from '../bank-transactions.js';
import { listTransactions } from '../card-transactions.js';
import type { CheckoutSession } from '../checkout-sessions.js';
import { listDevices } from '../devices/device-list.js';
import { screenOf } from '../devices/device-screen.js';
import { restTransaction } from '../rules/transaction-format.js';
import type { State } from '../state.js';

// Each view names what it shows, so that a secret added to a record later is not shown by itself.

/** The whole state without its secrets: no api-token or its hash, no secretToken, no cardToken. */
export function stateView(state: State) {
  return {
    now: state.clock.now(),
    switches: state.switches,
    accessConfigurations: listAccessConfigurations(state).map(configurationView),
    checkoutSessions: [...state.checkoutSessions.values()].map(sessionView),
    transactions: transactionsView(state),
    bankTransactions: listBankTransactions(state).map(bankView),
    devices: devicesView(state),
    batches: state.batches.map((batch) => restBatch(state, batch)),
    customers: [...state.customers.values()],
    invoices: [...state.invoices.values()],
  };
}

/** What the screens show, oldest first. */
export function devicesView(state: State) {
  return listDevices(state).map((device) => screenOf(state, device));
}

export function bankView(transaction: BankTransaction) {
  const { id, createdAt, batchId, paymentType, statusAuth, statusClearing, amountCents } = transaction;
  const { currency, accountHolder, bankAccountNumber, invoiceNumber, customerCode, closedAt } = transaction;
  return {
    ...{ id, createdAt, batchId, paymentType, statusAuth, statusClearing, amountCents },
    ...{ currency, accountHolder, bankAccountNumber, invoiceNumber, customerCode, closedAt },
  };
}

export function configurationView(configuration: AccessConfiguration) {
  const { id, name, general, settings, transactionProcessing } = configuration;
  const { checkoutIntegration, checkoutUrls, tokenLast4, createdAt, legacy } = configuration;
  return {
    ...{ id, name, general, settings, transactionProcessing },
    ...{ checkoutIntegration, checkoutUrls, tokenLast4, createdAt, legacy },
  };
}

/** Newest first. */
export function transactionsView(state: State) {
  return listTransactions(state).map((transaction) => ({
    ...restTransaction(transaction, state.switches),
    cardToken: undefined,
    declineReason: transaction.declineReason,
    deviceCode: transaction.deviceCode,
  }));
}

function sessionView(session: CheckoutSession) {
  const { checkoutToken, request, createdAt, expiresAt, customerCode, approvedTransactionId } = session;
  return { checkoutToken, request, createdAt, expiresAt, customerCode, approvedTransactionId };
}
