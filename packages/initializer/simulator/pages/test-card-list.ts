import { isExpired } from '../rules/card-expiry.js';
import { declines } from '../rules/cvv-verdict.js';
import { cvvLength, testCards, type CardType } from '../rules/test-cards.js';

const names: Readonly<Record<CardType, string>> = {
  MC: 'Mastercard',
  VI: 'Visa',
  AX: 'Amex',
  DI: 'Discover',
};

/** Helcim publishes its test cards with 01/28; once the clock has passed that, any later month serves. */
export function testExpiry(now: number): string {
  const published = '0128';
  if (!isExpired(published, now)) return published;
  return `12${String((new Date(now).getUTCFullYear() + 2) % 100).padStart(2, '0')}`;
}

/** The cards the simulator takes, each with the code that approves. */
export const testCardList = [...testCards].map(([number, type]) => ({
  number,
  printed: printed(number),
  name: names[type],
  approvingCvv: '100'.padEnd(cvvLength(type), '0'),
}));

/** What can be made of a test card by its security code, the approval first. */
export const testOutcomes = [
  { cvv: '100', text: 'Approve' },
  ...Object.entries(declines).map(([cvv, reason]) => ({ cvv, text: `Decline ${cvv}: ${reason}` })),
] as const;

/** In groups, as on the card. */
function printed(number: string): string {
  return number.length === 15
    ? number.replace(/^(\d{4})(\d{6})(\d{5})$/, '$1 $2 $3')
    : number.replace(/(\d{4})(?=\d)/g, '$1 ');
}
