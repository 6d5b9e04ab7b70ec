const largestCents = 99_999_999_999;

/**
 * Exact cents of an amount in dollars, or `undefined` if it is none.
 *
 * Text may have any scale (`"100"`, `"15.4"`, `"15.450"`) as long as nothing is left below the cent. A number is accepted
 * within 1e-6 of a whole cent: 4.35 is 435 although 4.35 × 100 is not, and 4.355 is refused.
 */
export function parseCents(amount: unknown): number | undefined {
  if (typeof amount === 'number') return centsOfNumber(amount);
  if (typeof amount === 'string') return centsOfText(amount);
  return undefined;
}

function centsOfNumber(amount: number): number | undefined {
  const cents = Math.round(amount * 100);
  if (!Number.isFinite(amount) || amount < 0 || cents > largestCents) return undefined;
  return Math.abs(amount * 100 - cents) <= 1e-6 ? Math.abs(cents) : undefined;
}

function centsOfText(amount: string): number | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2})0*)?$/.exec(amount);
  if (!match) return undefined;
  const [, dollars = '', fraction = ''] = match;
  return Number(dollars) * 100 + Number(fraction.padEnd(2, '0'));
}

/** Cents as the decimal string of the wire: 4999 is `"49.99"`. */
export function formatCents(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** Cents as the JSON number of dollars that Helcim's API takes: 4999 is `49.99`. */
export function dollars(cents: number): number {
  return cents / 100;
}
