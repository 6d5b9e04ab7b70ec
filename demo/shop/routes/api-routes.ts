import express, { Router } from 'express';
import { languageOf } from '../language.js';
import { formatMoney } from '../money.js';
import type { Order, Orders } from '../orders.js';
import { findProduct } from '../products.js';
import type { PaymentSurroundings } from '../surroundings.js';
import type { Visitors } from '../visitors.js';

interface ApiRoutesParts {
  readonly visitors: Visitors;
  readonly orders: Orders;
  readonly surroundings: PaymentSurroundings;
}

/** For the React page: `POST /api/orders {product}` and `GET /api/orders/:id`, both answering what there is to show of an order. */
export function apiRoutes({ visitors, orders, surroundings }: ApiRoutesParts): Router {
  const router = Router();

  router.post('/api/orders', express.json({ limit: '1kb' }), function placeOrder(request, response) {
    const product = findProduct((request.body as { product?: unknown } | undefined)?.product);
    if (!product) {
      response.status(400).json({ error: 'unknown product' });
      return;
    }
    const visitor = visitors.welcome(request, response);
    const order = orders.place(visitor.id, [{ product, quantity: 1 }]);
    response.status(201).json(shown(order, languageOf(request), surroundings));
  });

  router.get('/api/orders/:id', function showOrder(request, response) {
    const order = orders.findOwn(request.params.id, visitors.of(request)?.id);
    if (!order) {
      response.status(404).json({ error: 'unknown order' });
      return;
    }
    response.json(shown(order, languageOf(request), surroundings));
  });

  return router;
}

function shown(order: Order, language: 'en' | 'fr', { scriptUrl }: PaymentSurroundings) {
  return {
    id: order.id,
    number: order.number,
    total: formatMoney(order.cents, language),
    lines: order.lines.map(({ product, quantity }) => `${quantity} × ${product.name[language]}`),
    paid: order.paid !== undefined,
    scriptUrl,
  };
}
