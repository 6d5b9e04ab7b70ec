import { findTransaction } from '../card-transactions.js';
import { recordCharge } from '../charge-card.js';
import { createCustomer } from '../customers.js';
import { refundOnDevice } from '../follow-up.js';
import type { Device, DeviceRequest } from '../records/device.js';
import type { Transaction } from '../records/transaction.js';
import { debitTestCard, debitTypeOf } from '../rules/debit-cards.js';
import { declineByCents } from '../rules/device-cents.js';
import { Refused, refuseUnless } from '../rules/refused.js';
import { firstSixLastFour, testCardType } from '../rules/test-cards.js';
import type { State } from '../state.js';
import { cardTokenOf } from '../stored-cards.js';
import type { StoredCard } from '../stored-cards.js';
import { tellConnections } from './connections.js';
import { requestAtHand } from './requests.js';

/** What the customer holds to the device. */
export interface PresentedCard {
  /** A test card; absent: one by `cardType`, for a refund the card that paid. */
  cardNumber?: string | undefined;
  /** Of which card, where no number is given. Default: a credit card. */
  cardType?: 'credit' | 'debit' | undefined;
  /** Added to the amount of a purchase and charged with it. Default 0. */
  tipCents?: number | undefined;
}

const creditTestCard = '4242424242424242';
const expiry = '0128';
const wrongCard = 'INVALID CARD - Invalid Card';

/**
 * Holds a card to the device: approved, or declined by the cents of the final amount, tip included. Throws Refused, and
 * processes nothing, where no request waits, without network, while the device is asleep, and for all but test cards.
 */
export function tap(state: State, device: Device, card: PresentedCard = {}): void {
  presentCard(state, device, card);
}

/** The same with the chip of the card. */
export function insert(state: State, device: Device, card: PresentedCard = {}): void {
  presentCard(state, device, card);
}

function presentCard(state: State, device: Device, presented: PresentedCard): void {
  const request = requestAtHand(state, device);
  const { tipCents = 0 } = presented;
  refuseUnless(request.state === 'waiting', 'The card was declined: choose try again first.');
  refuseUnless(device.network, 'There is no network: nothing was charged.');
  refuseUnless(request.kind === 'purchase' || tipCents === 0, 'A refund has no tip.');
  const row =
    request.kind === 'purchase'
      ? purchase(state, device, request, { ...presented, tipCents })
      : refund(state, device, request, presented);
  request.transactionId = row.id;
  delete request.abandoned;
  if (row.declineReason === undefined) request.state = 'approved';
  else Object.assign(request, { state: 'declined', declineReason: row.declineReason });
  tellConnections(state, device);
}

function purchase(
  state: State,
  device: Device,
  request: DeviceRequest,
  { tipCents, ...presented }: PresentedCard & { tipCents: number },
): Transaction {
  const cardNumber = numberOf(presented);
  const card = cardOf(state, cardNumber, request);
  request.tipCents = tipCents;
  request.customerCode ||= createCustomer(state, {
    customerCode: undefined,
    contactName: card.cardHolderName,
    businessName: '',
  }).customerCode;
  const amountCents = request.amountCents + tipCents;
  const { currency, invoiceNumber, customerCode } = request;
  const declineReason = declineByCents(amountCents);
  return recordCharge(
    state,
    {
      type: 'purchase',
      amountCents,
      currency,
      invoiceNumber,
      card: { ...card, customerCode },
      deviceCode: device.code,
    },
    declineReason === undefined ? { avsResponse: '', cvvResponse: '' } : { declineReason },
  );
}

function refund(state: State, device: Device, request: DeviceRequest, presented: PresentedCard): Transaction {
  const payment = findTransaction(state, request.originalTransactionId ?? 0);
  if (!payment) throw new Refused('The payment is not known any more.');
  const isSame = isCardOf(state, payment, presented);
  return refundOnDevice(state, payment, request.amountCents, {
    deviceCode: device.code ?? '',
    declineReason: isSame ? declineByCents(request.amountCents) : wrongCard,
  });
}

/** A refund goes to the card that paid, which the customer holds unless another is named. */
function isCardOf(state: State, { cardToken }: Transaction, presented: PresentedCard): boolean {
  const isNamed = presented.cardNumber !== undefined || presented.cardType !== undefined;
  return !isNamed || cardTokenOf(state, numberOf(presented)) === cardToken;
}

function numberOf({ cardNumber, cardType }: PresentedCard): string {
  const number =
    cardNumber?.replaceAll(/[\s-]/g, '') ?? (cardType === 'debit' ? debitTestCard : creditTestCard);
  const isKnown = number === debitTestCard || testCardType(number) !== undefined;
  refuseUnless(isKnown, 'This is a simulator: only test cards are accepted.');
  return number;
}

function cardOf(state: State, cardNumber: string, { currency, customerCode }: DeviceRequest): StoredCard {
  return {
    cardToken: cardTokenOf(state, cardNumber),
    cardNumber: firstSixLastFour(cardNumber),
    cardType: testCardType(cardNumber) ?? debitTypeOf(currency),
    cardHolderName: 'CARDHOLDER/TEST',
    expiry,
    customerCode,
  };
}
