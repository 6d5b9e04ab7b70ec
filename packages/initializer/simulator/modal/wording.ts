import type { CheckoutSession } from '../checkout-sessions.js';

/** Stands where Helcim shows the name of the merchant's account. */
export const merchantName = 'Simulated Merchant';

/** An amount with its currency apart, since both merchants' currencies print as `$`. */
export function money(cents: number, currency: string): { amount: string; currency: string } {
  const amount = new Intl.NumberFormat('en-CA', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return { amount: amount.format(cents / 100), currency };
}

/** `$49.99 CAD` */
export function moneyText(cents: number, currency: string): string {
  return `${money(cents, currency).amount} ${currency}`;
}

/** The heading's small line, the note under it, and the button, for a session's payment type. */
export function wordingOf(session: CheckoutSession): { action: string; note?: string; button: string } {
  const { paymentType, paymentMethod, currency, customStyling } = session.request;
  const amount = moneyText(session.amountCents, currency);
  const asked = customStyling?.ctaButtonText;
  const button = asked && asked.charAt(0).toUpperCase() + asked.slice(1);
  switch (paymentType) {
    case 'purchase':
      return { action: 'Amount to pay', button: `${button ?? 'Pay'} ${amount}` };
    case 'preauth':
      return {
        action: 'Amount to authorize',
        note: 'Held on your card now, charged later.',
        button: `${button ?? 'Authorize'} ${amount}`,
      };
    case 'verify': {
      const action = { cc: 'Save card', ach: 'Save bank account', 'cc-ach': 'Save card or bank account' }[
        paymentMethod
      ];
      return { action, note: 'Nothing is charged now.', button: button ?? action };
    }
  }
}

/** The first six and last four digits as people know them from receipts: `Visa ending in 4242`. */
export function cardText(firstSixLastFour: string): string {
  return `${brandOf(firstSixLastFour)} ending in ${firstSixLastFour.slice(-4)}`;
}

function brandOf(digits: string): string {
  if (/^3[47]/.test(digits)) return 'Amex';
  if (digits.startsWith('4')) return 'Visa';
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'Mastercard';
  return digits.startsWith('6') ? 'Discover' : 'Card';
}
