import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { Cart } from './cart.js';
import { readCookie } from './cookies.js';
import type { ShopDatabase } from './shop-database.js';

/** Someone with a browser: known by a random cookie. */
export interface Visitor {
  readonly id: string;
  readonly cart: Cart;
}

const COOKIE = 'petit_huard_visitor';
/** Of those who never ordered. */
const MOST_VISITORS = 10_000;

export class Visitors {
  readonly #database: ShopDatabase;

  constructor(database: ShopDatabase) {
    this.#database = database;
  }

  /** The visitor who sent this request, if the shop knows them. */
  of(request: Request): Visitor | undefined {
    const id = readCookie(request, COOKIE);
    return id === undefined ? undefined : this.find(id);
  }

  /** The visitor who sent this request; a new one gets a cookie. An id that the shop did not make is never taken over. */
  welcome(request: Request, response: Response): Visitor {
    const known = this.of(request);
    if (known) return known;
    const id = randomBytes(16).toString('hex');
    this.#database.run('INSERT INTO shop_visitor (id) VALUES (?)', id);
    this.#forgetOldest();
    response.cookie(COOKIE, id, { httpOnly: true, sameSite: 'lax', secure: request.secure });
    return { id, cart: new Cart(this.#database, id) };
  }

  find(id: string): Visitor | undefined {
    const known = this.#database.first('SELECT id FROM shop_visitor WHERE id = ?', id);
    return known && { id, cart: new Cart(this.#database, id) };
  }

  #forgetOldest(): void {
    const oldest = `SELECT id FROM shop_visitor WHERE id NOT IN (SELECT visitor_id FROM shop_order)
      ORDER BY rowid DESC LIMIT -1 OFFSET ${MOST_VISITORS}`;
    for (const { id } of this.#database.rows(oldest)) {
      this.#database.run('DELETE FROM shop_cart_line WHERE visitor_id = ?', String(id));
      this.#database.run('DELETE FROM shop_visitor WHERE id = ?', String(id));
    }
  }
}
