import { mountainDate } from './mountain-time.js';

/** True for `MMYY` with a month from 01 to 12. */
export function isExpiry(expiry: string): boolean {
  return /^(0[1-9]|1[0-2])\d\d$/.test(expiry);
}

/** A card is good through the last day of its month. */
export function isExpired(expiry: string, now: number): boolean {
  const month = `20${expiry.slice(2)}-${expiry.slice(0, 2)}`;
  return month < mountainDate(now).slice(0, 7);
}
