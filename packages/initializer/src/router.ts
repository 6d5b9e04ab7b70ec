import express, { type Router } from 'express';
import { InitializerError } from './error.js';
import { answerErrors } from './guards/answer-error.js';
import { mountGuard } from './guards/mount-guard.js';
import { originGuard } from './guards/origin-guard.js';
import { rateLimits } from './guards/rate-limits.js';
import { readBody } from './guards/read-body.js';
import { readRawBody } from './guards/read-raw-body.js';
import { securityHeaders } from './guards/security-headers.js';
import { getHealth } from './routes/get-health.js';
import { getSession } from './routes/get-session.js';
import { postResult } from './routes/post-result.js';
import { postSession } from './routes/post-session.js';
import { postWebhook } from './routes/post-webhook.js';
import type { Core } from './sessions/core.js';
import type { Reconciler } from './sessions/reconcile.js';

/** The routes in the order in which a request meets them: what every answer needs, who may ask, then what is asked. */
export function createRouter(core: Core, reconciler: Reconciler): Router {
  const { log, allowedOrigins } = core.config;
  const limits = rateLimits(core.config);
  const router = express.Router();

  router.use(securityHeaders, mountGuard(log));
  router.get('/health', getHealth(core, reconciler));
  // Helcim is no page and comes from few addresses: its signature is the guard.
  router.post('/webhook', readRawBody(), postWebhook(core));
  router.use(originGuard(allowedOrigins), limits.perAddress);
  router.post('/sessions', ...readBody(), postSession(core, limits));
  router.post('/sessions/:id/result', ...readBody(), postResult(core, limits));
  router.get('/sessions/:id', getSession(core, limits));
  router.use(() => {
    throw new InitializerError('not_found', 'There is no such route.');
  });
  router.use(answerErrors(core.config, limits));
  return router;
}
