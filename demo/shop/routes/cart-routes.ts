import { Router, type Request } from 'express';
import { MOST_OF_ONE } from '../cart.js';
import { pageContext } from '../page-context.js';
import { cartPage } from '../pages/cart-page.js';
import { findProduct } from '../products.js';
import { sendPage } from '../send-page.js';
import type { Visitors } from '../visitors.js';

/** `GET /cart`, `POST /cart` (put in), `POST /cart/:id` (change or take out). Forms name products and quantities, never prices. */
export function cartRoutes(visitors: Visitors): Router {
  const router = Router();

  router.get('/cart', function showCart(request, response) {
    sendPage(response, cartPage(pageContext(request, visitors), visitors.of(request)?.cart));
  });

  router.post('/cart', function addToCart(request, response, next) {
    const product = findProduct(field(request, 'product'));
    const quantity = asQuantity(field(request, 'quantity') ?? '1');
    if (!product) {
      next();
      return;
    }
    if (quantity !== undefined) visitors.welcome(request, response).cart.add(product, quantity);
    response.redirect(303, '/cart');
  });

  router.post('/cart/:id', function changeCart(request, response, next) {
    const product = findProduct(request.params.id);
    const quantity = field(request, 'remove') === undefined ? asQuantity(field(request, 'quantity')) : 0;
    if (!product) {
      next();
      return;
    }
    if (quantity !== undefined) visitors.of(request)?.cart.set(product, quantity);
    response.redirect(303, '/cart');
  });

  return router;
}

function field(request: Request, name: string): unknown {
  return (request.body as Record<string, unknown> | undefined)?.[name];
}

function asQuantity(value: unknown): number | undefined {
  const quantity = typeof value === 'string' && /^\d$/.test(value) ? Number(value) : undefined;
  return quantity !== undefined && quantity <= MOST_OF_ONE ? quantity : undefined;
}
