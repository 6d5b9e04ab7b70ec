import { html } from '../html.js';
import type { Product } from '../products.js';

/** In place of a product's id: an amount that a clerk typed in. */
export const COUNTER_SALE = 'counter-sale';

const tag = html`<svg viewBox="0 0 320 240" aria-hidden="true" focusable="false">
  <rect width="320" height="240" fill="#c9d6c8" />
  <path d="M0 176h320v64H0z" fill="#8a6a47" />
  <path d="M0 176h320v10H0z" fill="#a5825b" />
  <g transform="rotate(-14 160 120)">
    <path d="M92 84h112l40 36-40 36H92c-6 0-10-4-10-10V94c0-6 4-10 10-10z" fill="#f7efdc" />
    <circle cx="214" cy="120" r="8" fill="#8a6a47" />
    <path d="M102 108h70M102 132h48" stroke="#17504d" stroke-width="7" stroke-linecap="round" />
  </g>
  <path d="M216 102c18-34 50-40 70-22" fill="none" stroke="#b93a22" stroke-width="4" stroke-linecap="round" />
</svg>`;

/** A line of a sale for what is not in the catalogue. */
export function counterSale(cents: number): Product {
  return {
    id: COUNTER_SALE,
    cents,
    illustration: tag,
    name: { en: 'Counter sale', fr: 'Vente au comptoir' },
    line: { en: 'Amount typed in', fr: 'Montant saisi' },
    story: { en: '', fr: '' },
  };
}
