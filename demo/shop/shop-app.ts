import { fileURLToPath } from 'node:url';
import type { Initializer } from '@helcim-checkout/initializer';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { rememberLanguage } from './language.js';
import type { Orders } from './orders.js';
import { pageContext } from './page-context.js';
import { messagePage } from './pages/message-page.js';
import { apiRoutes } from './routes/api-routes.js';
import { cartRoutes } from './routes/cart-routes.js';
import { catalogueRoutes } from './routes/catalogue-routes.js';
import { orderRoutes } from './routes/order-routes.js';
import { reactPage } from './routes/react-page.js';
import { staffRoutes } from './routes/staff-routes.js';
import { tillRoutes, type Till } from './routes/till-routes.js';
import { sameOriginOnly } from './same-origin-only.js';
import { securityHeaders } from './security-headers.js';
import { sendPage } from './send-page.js';
import type { StaffDoor } from './staff/staff-door.js';
import type { PaymentSurroundings } from './surroundings.js';
import type { Visitors } from './visitors.js';

const ASSETS = fileURLToPath(new URL('./assets', import.meta.url));
const ELEMENTS = fileURLToPath(new URL('../../packages/element/dist/cdn', import.meta.url));

interface ShopParts {
  readonly visitors: Visitors;
  readonly orders: Orders;
  readonly surroundings: PaymentSurroundings;
  readonly payments: Initializer;
  readonly till: Till;
  readonly staff: StaffDoor;
  /** A tunnel or proxy on this machine stands in front: its word on protocol and host is taken. */
  readonly behindProxy: boolean;
}

/** The shop: payment route, pages, and what they load. */
export function createShop({
  visitors,
  orders,
  surroundings,
  payments,
  till,
  staff,
  behindProxy,
}: ShopParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', behindProxy && 'loopback');
  app.use(securityHeaders({ modalOrigin: surroundings.modalOrigin }));
  app.use('/pay', payments.router);
  app.use('/till', securityHeaders({ frameOrigin: surroundings.virtualTerminal?.origin }));
  if ('terminals' in till) app.use('/till/api', till.terminals.router);

  app.use('/assets', express.static(ASSETS, { cacheControl: false }));
  app.get(['/helcim-checkout.js', '/helcim-terminal.js'], (request, response) =>
    response.sendFile(request.path, { root: ELEMENTS, cacheControl: false }),
  );
  app.use(sameOriginOnly, rememberLanguage, express.urlencoded({ extended: false, limit: '1kb' }));
  app.use(catalogueRoutes(visitors));
  app.use(cartRoutes(visitors));
  app.use(
    orderRoutes({
      visitors,
      orders,
      surroundings,
      findPayment: (orderId) => payments.find({ orderId }),
    }),
  );
  app.use(apiRoutes({ visitors, orders, surroundings }));
  app.use(reactPage());
  app.use(staffRoutes({ visitors, orders, staff, payments, surroundings }));
  app.use(tillRoutes({ visitors, orders, staff, payments, till, surroundings }));

  app.use(function notFound(request, response) {
    const context = pageContext(request, visitors);
    const { notFoundTitle: title, notFoundText: text } = context.texts;
    sendPage(response, messagePage(context, { title, text }), 404);
  });
  app.use(function failed(error: unknown, request: Request, response: Response, next: NextFunction) {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status === 500) console.error(error);
    const context = pageContext(request, visitors);
    const { errorTitle: title, errorText: text } = context.texts;
    sendPage(response, messagePage(context, { title, text }), status);
  });
  return app;
}

/** Express marks a bad request with a status of 4xx; everything else is our own failure. */
function statusOf(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
