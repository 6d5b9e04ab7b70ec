import { bookOnInvoice } from './invoices.js';
import type { BankTransaction, ClearingStatus } from './records/bank-transaction.js';
import { addBusinessDays } from './rules/business-days.js';
import { refuseUnless } from './rules/refused.js';
import { testBankAccounts } from './rules/test-bank-accounts.js';
import type { BankOutcome } from './rules/test-bank-accounts.js';
import type { State } from './state.js';

export const clearingActions = ['clear', 'reject', 'contest', 'return'] as const;

export type ClearingAction = (typeof clearingActions)[number];

interface Transition {
  from: readonly ClearingStatus[];
  to: ClearingStatus;
  /** The money goes back to the payer. */
  isRefund?: boolean;
}

const transitions: Readonly<Record<ClearingAction, Transition>> = {
  clear: { from: ['OPENED', 'CONTESTED'], to: 'CLEARED' },
  reject: { from: ['OPENED'], to: 'REJECTED', isRefund: true },
  contest: { from: ['CLEARED'], to: 'CONTESTED' },
  return: { from: ['OPENED', 'CLEARED', 'CONTESTED'], to: 'RETURNED', isRefund: true },
};

/** What a test account does when clearing ends, and what two business days later. */
const plans: Readonly<Record<Exclude<BankOutcome, 'declined'>, readonly ClearingAction[]>> = {
  clears: ['clear'],
  rejected: ['reject'],
  returned: ['clear', 'return'],
  contested: ['clear', 'contest'],
};
const afterClearingDays = 2;

/** Whether a transaction can be cleared, rejected, contested or returned as it stands. */
export function isPossible(transaction: BankTransaction, action: ClearingAction): boolean {
  const { paymentType, statusAuth, statusClearing } = transaction;
  return (
    paymentType === 'purchase' &&
    statusAuth !== 'DECLINED' &&
    transitions[action].from.includes(statusClearing)
  );
}

/** Throws Refused for a step that its clearing status does not allow. */
export function takeClearingStep(state: State, transaction: BankTransaction, action: ClearingAction): void {
  const { statusAuth, statusClearing, amountCents, invoiceNumber } = transaction;
  const is = statusAuth === 'DECLINED' ? 'declined' : statusClearing.toLowerCase();
  refuseUnless(isPossible(transaction, action), `Cannot ${action} a bank payment that is ${is}`);
  const { to, isRefund = false } = transitions[action];
  transaction.statusAuth = 'APPROVED';
  transaction.statusClearing = to;
  transaction.closedAt = state.clock.now();
  if (isRefund) bookOnInvoice(state, invoiceNumber, -amountCents);
}

/** Plans what the test account stands for; a step taken by hand before leaves the planned one without effect. */
export function planClearing(state: State, transaction: BankTransaction): void {
  const outcome = testBankAccounts.get(transaction.bankAccountNumber);
  if (outcome === undefined || outcome === 'declined' || transaction.paymentType === 'verify') return;
  const [first, second] = plans[outcome];
  const clearedAt = addBusinessDays(transaction.createdAt, state.clearingDays);
  planStep(state, transaction, clearedAt, first, 'OPENED');
  const laterAt = addBusinessDays(clearedAt, afterClearingDays);
  if (second) planStep(state, transaction, laterAt, second, 'CLEARED');
}

function planStep(
  state: State,
  transaction: BankTransaction,
  time: number,
  action: ClearingAction | undefined,
  from: ClearingStatus,
): void {
  state.timeline.at(time, () => {
    if (action && transaction.statusClearing === from) takeClearingStep(state, transaction, action);
  });
}
