import type { Language } from './language.js';

/** Every price in this shop is in Canadian dollars, counted in cents. */
export const CURRENCY = 'CAD';

const formats: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en-CA', { style: 'currency', currency: CURRENCY }),
  fr: new Intl.NumberFormat('fr-CA', { style: 'currency', currency: CURRENCY }),
};

/** 435 → "$4.35" or "4,35 $", for people. */
export function formatMoney(cents: number, language: Language): string {
  return formats[language].format(cents / 100);
}

/** 435 → "4.35", for the payment route. */
export function decimalAmount(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** "4.35", as the payment route and the terminals say it → 435. */
export function centsOf(dollars: string | undefined): number | undefined {
  return dollars === undefined ? undefined : Math.round(Number(dollars) * 100);
}
