import { findProduct, type Product } from './products.js';
import type { ShopDatabase } from './shop-database.js';

/** The most of one product in a cart. */
export const MOST_OF_ONE = 9;

export interface CartLine {
  readonly product: Product;
  readonly quantity: number;
}

/** A visitor's cart: product ids and quantities, nothing else. Prices are looked up when they are shown or ordered. */
export class Cart {
  readonly #database: ShopDatabase;
  readonly #visitorId: string;

  constructor(database: ShopDatabase, visitorId: string) {
    this.#database = database;
    this.#visitorId = visitorId;
  }

  /** The order made from the cart as it is now; a change to the cart forgets it. */
  get orderId(): string | undefined {
    const row = this.#database.first('SELECT order_id FROM shop_visitor WHERE id = ?', this.#visitorId);
    return (row?.['order_id'] as string | null | undefined) ?? undefined;
  }

  set orderId(id: string | undefined) {
    this.#database.run('UPDATE shop_visitor SET order_id = ? WHERE id = ?', id ?? null, this.#visitorId);
  }

  get lines(): readonly CartLine[] {
    const rows = this.#database.rows(
      'SELECT product_id, quantity FROM shop_cart_line WHERE visitor_id = ? ORDER BY rowid',
      this.#visitorId,
    );
    return rows.flatMap((row) => {
      const product = findProduct(row['product_id']);
      return product ? [{ product, quantity: Number(row['quantity']) }] : [];
    });
  }

  get count(): number {
    return this.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  get cents(): number {
    return totalCents(this.lines);
  }

  add(product: Product, quantity: number): void {
    const present = this.lines.find((line) => line.product.id === product.id)?.quantity ?? 0;
    this.set(product, present + quantity);
  }

  /** Zero takes the product out. */
  set(product: Product, quantity: number): void {
    this.orderId = undefined;
    if (quantity <= 0) {
      const sql = 'DELETE FROM shop_cart_line WHERE visitor_id = ? AND product_id = ?';
      this.#database.run(sql, this.#visitorId, product.id);
      return;
    }
    this.#database.run(
      `INSERT INTO shop_cart_line (visitor_id, product_id, quantity) VALUES (?, ?, ?)
       ON CONFLICT (visitor_id, product_id) DO UPDATE SET quantity = excluded.quantity`,
      this.#visitorId,
      product.id,
      Math.min(quantity, MOST_OF_ONE),
    );
  }

  clear(): void {
    this.orderId = undefined;
    this.#database.run('DELETE FROM shop_cart_line WHERE visitor_id = ?', this.#visitorId);
  }
}

export function totalCents(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.product.cents * line.quantity, 0);
}
