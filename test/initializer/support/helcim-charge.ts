/** How Helcim may write of a payment so that it cannot be understood: in the event and the row, in the row alone, or its time. */
export type Oddity = 'status' | 'row status' | 'date' | undefined;

/** Money, or a stored card, that Helcim has given, as it stands in its own books. */
export interface Charge {
  readonly kind: 'card' | 'ach';
  readonly transactionId: string;
  /** `null` for other business of the merchant. */
  readonly checkoutToken: string | null;
  /** Empty for a verify. */
  readonly invoiceNumber: string;
  readonly type: 'purchase' | 'preauth' | 'verify';
  readonly cents: number;
  readonly madeAt: number;
  readonly listedAt: number;
  readonly oddity: Oddity;
}

const mountainTimeBehindMs = 7 * 3_600_000;

/** As Helcim writes it in winter. */
export function mountainText(instant: number): string {
  return new Date(instant - mountainTimeBehindMs).toISOString().slice(0, 19).replace('T', ' ');
}

export function dollarsOf(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** Cards and banks number apart, from the same beginning: each id may be used twice. */
export function idOf(number: number): string {
  return String(44_000_000 + number);
}
