import { isExpired, isExpiry } from './card-expiry.js';
import { isEncodable } from './php-json.js';
import { cvvLength } from './test-cards.js';
import type { CardType } from './test-cards.js';

/** What the payer typed into the modal. Spaces in the card number do not count. */
export interface CardInput {
  cardNumber: string;
  /** `MMYY` */
  expiry: string;
  /** Four digits for Amex, three for the others. */
  cvv: string;
  cardHolderName: string;
  street: string;
  postalCode: string;
  email?: string;
}

const longestText = 200;

/** Why a card is not even tried, by field; empty when it may be. `cardType` is undefined for all but test cards. */
export function cardRefusals(
  card: CardInput,
  cardType: CardType | undefined,
  now: number,
): Record<string, string> {
  const refusals: Record<string, string | undefined> = {
    cardNumber: cardType ? undefined : 'This is a simulator: only test cards are accepted',
    expiry: expiryRefusal(card.expiry, now),
    cvv: cvvRefusal(card.cvv, cardType),
    cardHolderName: textRefusal(card.cardHolderName),
    street: textRefusal(card.street),
    postalCode: textRefusal(card.postalCode),
  };
  return Object.fromEntries(Object.entries(refusals).flatMap(([field, why]) => (why ? [[field, why]] : [])));
}

function expiryRefusal(expiry: string, now: number): string | undefined {
  if (!isExpiry(expiry)) return 'Enter the expiry date as MMYY';
  return isExpired(expiry, now) ? 'This card has expired' : undefined;
}

function cvvRefusal(cvv: string, cardType: CardType | undefined): string | undefined {
  const [digits, form] = cardType && cvvLength(cardType) === 4 ? ['four', /^\d{4}$/] : ['three', /^\d{3}$/];
  return form.test(cvv) ? undefined : `Enter the ${digits} digits of the security code`;
}

function textRefusal(text: string): string | undefined {
  if (!text.trim()) return 'This field is needed';
  return isEncodable(text) && text.length <= longestText ? undefined : 'This text is not valid';
}
