import { MOST_OF_ONE, type CartLine } from '../cart.js';
import { products } from '../products.js';
import { counterSale } from './counter-sale.js';

const MOST_CENTS = 999_999;

/** What is wrong with the form of a new sale. */
export type SaleFault = 'empty' | 'amount';

/** The lines of a new sale, from its form: `quantity-<product>` and `amount`. Prices come from the catalogue. */
export function readSale(body: unknown): { lines: readonly CartLine[] } | { fault: SaleFault } {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const lines: CartLine[] = products.flatMap((product) => {
    const quantity = Number(fields[quantityField(product.id)] ?? 0);
    return Number.isInteger(quantity) && quantity > 0 && quantity <= MOST_OF_ONE
      ? [{ product, quantity }]
      : [];
  });
  const text = typeof fields['amount'] === 'string' ? fields['amount'].trim() : '';
  const cents = text === '' ? 0 : readCents(text);
  if (cents === undefined) return { fault: 'amount' };
  if (cents > 0) lines.push({ product: counterSale(cents), quantity: 1 });
  return lines.length > 0 ? { lines } : { fault: 'empty' };
}

export function quantityField(productId: string): string {
  return `quantity-${productId}`;
}

/** `12`, `12.5`, `12.50` and, as one writes in French, `12,50`. */
function readCents(text: string): number | undefined {
  const [, dollars, cents = ''] = /^(\d{1,5})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  const amount = dollars === undefined ? 0 : Number(dollars) * 100 + Number(cents.padEnd(2, '0'));
  return amount > 0 && amount <= MOST_CENTS ? amount : undefined;
}
