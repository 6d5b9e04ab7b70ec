import { Router } from 'express';
import { orderStatus } from '../order-status.js';
import type { Orders } from '../orders.js';
import { pageContext } from '../page-context.js';
import { checkoutPage } from '../pages/checkout-page.js';
import { orderPage } from '../pages/order-page.js';
import { ordersPage } from '../pages/orders-page.js';
import { sendPage } from '../send-page.js';
import type { PaymentSurroundings } from '../surroundings.js';
import type { Visitors } from '../visitors.js';

/** What the payment route knows about an order's payment. */
export type FindPayment = (
  orderId: string,
) => Promise<{ readonly state: string; readonly reference: string } | null | undefined>;

interface OrderRoutesParts {
  readonly visitors: Visitors;
  readonly orders: Orders;
  readonly surroundings: PaymentSurroundings;
  readonly findPayment: FindPayment;
}

/** `POST /orders`, `GET /orders`, `GET /orders/:id`, `GET /orders/:id/checkout`. */
export function orderRoutes({ visitors, orders, surroundings, findPayment }: OrderRoutesParts): Router {
  const router = Router();

  router.post('/orders', function placeOrder(request, response) {
    const visitor = visitors.of(request);
    if (!visitor || visitor.cart.lines.length === 0) {
      response.redirect(303, '/cart');
      return;
    }
    // The same cart again is the same order: going back and forth must not make a second one to pay.
    visitor.cart.orderId ??= orders.place(visitor.id, visitor.cart.lines).id;
    response.redirect(303, `/orders/${visitor.cart.orderId}/checkout`);
  });

  router.get('/orders', async function listOrders(request, response) {
    const own = orders.allOf(visitors.of(request)?.id);
    const entries = await Promise.all(
      own.map(async (order) => ({ order, status: orderStatus(order, (await findPayment(order.id))?.state) })),
    );
    sendPage(response, ordersPage(pageContext(request, visitors), entries));
  });

  router.get('/orders/:id', async function showOrder(request, response, next) {
    const order = orders.findOwn(request.params.id, visitors.of(request)?.id);
    if (!order) {
      next();
      return;
    }
    const payment = await findPayment(order.id);
    const verdict = { status: orderStatus(order, payment?.state), reference: payment?.reference };
    sendPage(response, orderPage(pageContext(request, visitors), order, verdict));
  });

  router.get('/orders/:id/checkout', function showCheckout(request, response, next) {
    const order = orders.findOwn(request.params.id, visitors.of(request)?.id);
    if (!order) {
      next();
      return;
    }
    if (order.paid) {
      response.redirect(303, `/orders/${order.id}`);
      return;
    }
    sendPage(response, checkoutPage(pageContext(request, visitors), order, surroundings));
  });

  return router;
}
