/** Largest amount accepted, in cents: Helcim states no maximum, this one keeps sums exact. */
const maximumCents = 9_999_999_999;

/**
 * Dollars, as the number or the decimal text Helcim accepts, in whole cents.
 * Undefined for anything else: more than two decimals, negative, not finite, too large.
 */
export function toCents(dollars: number | string): number | undefined {
  if (typeof dollars === 'string' && !/^\d{1,10}(\.\d{1,2})?$/.test(dollars)) return undefined;
  const value = Number(dollars);
  const cents = Math.round(value * 100);
  const isExact = Math.abs(value * 100 - cents) < 1e-4;
  return isExact && cents >= 0 && cents <= maximumCents ? cents : undefined;
}

/** The form of amounts in REST answers: a number without fixed scale. */
export function toDollars(cents: number): number {
  return cents / 100;
}

/** The form of amounts in events: text without fixed scale, such as `100`, `15.45` or `0`. */
export function toAmountText(cents: number): string {
  return String(toDollars(cents));
}
