import { Router } from 'express';
import type { State } from '../state.js';
import { accessConfigurationRoutes } from './access-configuration-routes.js';
import { answerFailure } from './answer-failure.js';
import { bankPaymentRoutes } from './bank-payment-routes.js';
import { faultRoutes } from './fault-routes.js';
import { homePage } from './home-page.js';
import { allToolsPage, integrationsPage } from './menu-pages.js';
import { merchantCss } from './merchant-css.js';
import { merchantScript } from './merchant-script.js';
import { notFoundPage } from './not-found-page.js';
import { paths } from './paths.js';
import { sameOriginOnly } from './same-origin.js';
import { sendAsset, sendPage } from './send-page.js';
import { terminalRoutes } from './virtual-terminals/terminal-routes.js';
import { transactionRoutes } from './transaction-routes.js';
import { webhookRoutes } from './webhook-routes.js';

/**
 * The merchant's pages: what Helcim's own dashboard is to a real account. Mounted last: it answers every page address that
 * is left with "Not found".
 *
 * @param scriptUrl tells where start.js is, for the home page; it listens on another port, known only after the start.
 */
export function merchantPages(state: State, scriptUrl?: () => string): Router {
  const router = Router();
  router.use(sameOriginOnly);
  router.get(paths.home, (request, response) => {
    const apiUrl = `${request.protocol}://${request.get('host') ?? ''}/v2`;
    sendPage(response, { document: homePage({ apiUrl, scriptUrl: scriptUrl?.() }) });
  });
  router.get(paths.style, (_request, response) => sendAsset(response, 'css', merchantCss));
  router.get(paths.script, (_request, response) => sendAsset(response, 'js', merchantScript));
  router.get(paths.allTools, (_request, response) => sendPage(response, { document: allToolsPage() }));
  router.get(paths.integrations, (_request, response) =>
    sendPage(response, { document: integrationsPage() }),
  );
  router.use(accessConfigurationRoutes(state));
  router.use(webhookRoutes(state));
  router.use(transactionRoutes(state));
  router.use(bankPaymentRoutes(state));
  router.use(terminalRoutes(state));
  router.use(faultRoutes(state));
  router.use((_request, response) => sendPage(response, { document: notFoundPage(), status: 404 }));
  router.use(answerFailure);
  return router;
}
