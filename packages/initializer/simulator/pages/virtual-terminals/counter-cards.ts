import { debitTestCard } from '../../devices.js';

/** A card in the customer's hand. */
export interface CounterCard {
  /** Value of the radio button. */
  readonly value: string;
  readonly name: string;
  readonly cardType: 'credit' | 'debit';
  readonly cardNumber: string;
}

/** The cards to choose from; the first is in the hand at the start. */
export const counterCards: readonly CounterCard[] = [
  { value: 'visa', name: 'Visa', cardType: 'credit', cardNumber: '4242424242424242' },
  { value: 'mastercard', name: 'Mastercard', cardType: 'credit', cardNumber: '5413330089099130' },
  { value: 'amex', name: 'Amex', cardType: 'credit', cardNumber: '374245001751006' },
  { value: 'debit', name: 'Interac', cardType: 'debit', cardNumber: debitTestCard },
];
