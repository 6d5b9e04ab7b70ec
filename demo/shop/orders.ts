import { randomBytes } from 'node:crypto';
import { totalCents, type CartLine } from './cart.js';
import { findProduct } from './products.js';
import type { ShopDatabase } from './shop-database.js';
import { counterSale, COUNTER_SALE } from './till/counter-sale.js';

export interface Order {
  /** 128 random bits: whoever knows it still has to be the visitor who placed it. */
  readonly id: string;
  /** For people: "1001". */
  readonly number: string;
  readonly visitorId: string;
  readonly lines: readonly CartLine[];
  readonly cents: number;
  readonly placedAt: Date;
  readonly paid?: Payment & { readonly at: Date };
}

export interface Payment {
  readonly transactionId: string;
  /** What the buyer quotes. */
  readonly reference: string;
}

/** A row of the table, as SQLite answers it. */
interface OrderRow {
  readonly serial: number;
  readonly id: string;
  readonly visitor_id: string;
  readonly lines: string;
  readonly cents: number;
  readonly placed_at: number;
  readonly transaction_id: string | null;
  readonly reference: string | null;
  readonly paid_at: number | null;
}

/** An order keeps the price of its day, whatever the shop asks later. */
interface KeptLine {
  readonly product: string;
  readonly quantity: number;
  readonly cents: number;
}

/** The first order is one more. */
const FIRST_NUMBER = 1000;

/** The shop's orders. One never changes but for being paid. */
export class Orders {
  readonly #database: ShopDatabase;

  constructor(database: ShopDatabase) {
    this.#database = database;
  }

  place(visitorId: string, lines: readonly CartLine[]): Order {
    const kept: KeptLine[] = lines.map(({ product, quantity }) => ({
      product: product.id,
      quantity,
      cents: product.cents,
    }));
    const id = randomBytes(16).toString('hex');
    this.#database.run(
      'INSERT INTO shop_order (id, visitor_id, lines, cents, placed_at) VALUES (?, ?, ?, ?, ?)',
      id,
      visitorId,
      JSON.stringify(kept),
      totalCents(lines),
      Date.now(),
    );
    return this.#find(id);
  }

  /** The order, if this visitor placed it. Another visitor's order is not there at all. */
  findOwn(id: unknown, visitorId: string | undefined): Order | undefined {
    const order = typeof id === 'string' ? this.find(id) : undefined;
    return order && order.visitorId === visitorId ? order : undefined;
  }

  /** Whoever's it is: for staff, never for a visitor. */
  find(id: string): Order | undefined {
    const row = this.#database.first('SELECT * FROM shop_order WHERE id = ?', id);
    return row && toOrder(row as unknown as OrderRow);
  }

  /** Newest first. */
  allOf(visitorId: string | undefined): readonly Order[] {
    const sql = 'SELECT * FROM shop_order WHERE visitor_id = ? ORDER BY serial DESC';
    return this.#database.rows(sql, visitorId ?? '').map((row) => toOrder(row as unknown as OrderRow));
  }

  /** Anyone's, by the number that people call it: for staff. */
  findByNumber(number: number): Order | undefined {
    const row = this.#database.first('SELECT * FROM shop_order WHERE serial = ?', number - FIRST_NUMBER);
    return row && toOrder(row as unknown as OrderRow);
  }

  /** Anyone's, newest first: for staff. */
  latest(kind: 'paid' | 'unpaid', most: number): readonly Order[] {
    const order = kind === 'paid' ? 'NOT NULL ORDER BY paid_at' : 'NULL ORDER BY serial';
    const sql = `SELECT * FROM shop_order WHERE paid_at IS ${order} DESC LIMIT ?`;
    return this.#database.rows(sql, most).map((row) => toOrder(row as unknown as OrderRow));
  }

  /** Idempotent: answers the order if this call paid it, undefined if it was paid before. */
  markPaid(id: string, { transactionId, reference }: Payment): Order | undefined {
    const changed = this.#database.run(
      'UPDATE shop_order SET transaction_id = ?, reference = ?, paid_at = ? WHERE id = ? AND paid_at IS NULL',
      transactionId,
      reference,
      Date.now(),
      id,
    );
    const order = this.#find(id);
    return changed === 1 ? order : undefined;
  }

  #find(id: string): Order {
    const order = this.find(id);
    if (!order) throw new Error(`no order ${id}`);
    return order;
  }
}

function toOrder(row: OrderRow): Order {
  const { transaction_id: transactionId, reference, paid_at: paidAt } = row;
  return {
    id: row.id,
    number: String(FIRST_NUMBER + row.serial),
    visitorId: row.visitor_id,
    lines: (JSON.parse(row.lines) as KeptLine[]).flatMap(toLine),
    cents: row.cents,
    placedAt: new Date(row.placed_at),
    ...(transactionId !== null &&
      reference !== null &&
      paidAt !== null && { paid: { transactionId, reference, at: new Date(paidAt) } }),
  };
}

function toLine({ product: id, quantity, cents }: KeptLine): CartLine[] {
  const product = id === COUNTER_SALE ? counterSale(cents) : findProduct(id);
  return product ? [{ product: { ...product, cents }, quantity }] : [];
}
