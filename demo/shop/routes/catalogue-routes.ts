import { Router } from 'express';
import { pageContext } from '../page-context.js';
import { homePage } from '../pages/home-page.js';
import { productPage } from '../pages/product-page.js';
import { findProduct } from '../products.js';
import { sendPage } from '../send-page.js';
import type { Visitors } from '../visitors.js';

/** `GET /`, `GET /products/:id`. */
export function catalogueRoutes(visitors: Visitors): Router {
  const router = Router();

  router.get('/', function showHome(request, response) {
    sendPage(response, homePage(pageContext(request, visitors)));
  });

  router.get('/products/:id', function showProduct(request, response, next) {
    const product = findProduct(request.params.id);
    if (product) sendPage(response, productPage(pageContext(request, visitors), product));
    else next();
  });

  return router;
}
