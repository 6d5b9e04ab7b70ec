import { createHmac } from 'node:crypto';
import type { StoredCard } from './records/customer.js';
import type { State } from './state.js';

export type { StoredCard } from './records/customer.js';

/** 22 characters, the same for the same card number. */
export function cardTokenOf(state: State, cardNumber: string): string {
  return createHmac('sha256', state.tokenKey).update(cardNumber).digest('base64url').slice(0, 22);
}

/** Remembers a card whose payment was approved, so that its token can be charged. */
export function storeCard(state: State, card: StoredCard): void {
  state.storedCards.set(card.cardToken, card);
}

export function findStoredCard(state: State, cardToken: string): StoredCard | undefined {
  return state.storedCards.get(cardToken);
}
