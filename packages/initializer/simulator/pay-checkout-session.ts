import { chargeAgain, chargeCard } from './charge-card.js';
import { customerOfCheckout } from './customers.js';
import { takeFault } from './faults.js';
import { approved, declined, payableSession } from './pay-result.js';
import type { PayResult } from './pay-result.js';
import type { CheckoutSession } from './records/checkout-session.js';
import type { Transaction } from './records/transaction.js';
import { cardRefusals } from './rules/card-refusals.js';
import type { CardInput } from './rules/card-refusals.js';
import { toAmountText } from './rules/money.js';
import { firstSixLastFour, testCardType } from './rules/test-cards.js';
import type { CardType } from './rules/test-cards.js';
import { eventTransaction } from './rules/transaction-format.js';
import type { State } from './state.js';
import { cardTokenOf } from './stored-cards.js';

export type { CardInput } from './rules/card-refusals.js';

/** Pays an open checkout session by card: one successful charge for each session, any number of declines before it. */
export function payCheckoutSession(state: State, checkoutToken: string, card: CardInput): PayResult {
  const payable = payableSession(state, checkoutToken);
  if ('result' in payable) return payable.result;
  const { session } = payable;
  const cardNumber = card.cardNumber.replaceAll(/[\s-]/g, '');
  const cardType = testCardType(cardNumber);
  const fields = cardRefusals(card, cardType, state.clock.now());
  if (session.request.paymentMethod === 'ach') fields['paymentMethod'] = 'This session takes no cards';
  if (!cardType || Object.keys(fields).length > 0) return { kind: 'refused', fields };
  return resultOf(state, session, chargeSession(state, session, { ...card, cardNumber }, cardType));
}

function chargeSession(
  state: State,
  session: CheckoutSession,
  card: CardInput,
  cardType: CardType,
): Transaction {
  const { request, amountCents } = session;
  session.customerCode ??= customerOfCheckout(state, request, card.cardHolderName).customerCode;
  const transaction = chargeCard(state, {
    type: request.paymentType,
    amountCents,
    currency: request.currency,
    card: {
      cardToken: cardTokenOf(state, card.cardNumber),
      cardNumber: firstSixLastFour(card.cardNumber),
      cardType,
      cardHolderName: card.cardHolderName,
      expiry: card.expiry,
      customerCode: session.customerCode,
    },
    cvv: card.cvv,
    invoiceNumber: request.invoiceNumber ?? request.invoiceRequest?.invoiceNumber?.trim(),
  });
  if (transaction.status !== 'APPROVED') return transaction;
  session.approvedTransactionId = transaction.id;
  if (takeFault(state, 'charge-twice', { about: session.amountCents })) chargeAgain(state, transaction);
  return transaction;
}

function resultOf(state: State, session: CheckoutSession, transaction: Transaction): PayResult {
  const { declineReason, currency, approvalCode, cardNumber } = transaction;
  if (declineReason !== undefined) return declined(state, session, declineReason);
  const receipt = { amount: toAmountText(transaction.amountCents), currency, approvalCode, cardNumber };
  return approved(state, session, eventTransaction(transaction, state.switches), receipt);
}
