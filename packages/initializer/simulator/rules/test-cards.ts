export type CardType = 'MC' | 'VI' | 'AX' | 'DI';

/** Helcim's published test cards, and one Visa that a test account was seen to approve. No other number is accepted. */
export const testCards: ReadonlyMap<string, CardType> = new Map([
  ['5413330089099130', 'MC'],
  ['5413330089020011', 'MC'],
  ['4124939999999990', 'VI'],
  ['4000000000000028', 'VI'],
  ['4242424242424242', 'VI'],
  ['374245001751006', 'AX'],
  ['6011973700000005', 'DI'],
  ['6011450103333333', 'DI'],
]);

/** The brand of a test card; undefined for any other number. */
export function testCardType(cardNumber: string): CardType | undefined {
  return testCards.get(cardNumber);
}

/** Amex prints four digits, the others three. */
export function cvvLength(cardType: CardType): 3 | 4 {
  return cardType === 'AX' ? 4 : 3;
}

/** First six and last four: ten digits, the only form in which a card number is kept or shown. */
export function firstSixLastFour(cardNumber: string): string {
  return cardNumber.slice(0, 6) + cardNumber.slice(-4);
}
