import express, { type Request, type RequestHandler, type Router } from 'express';
import { InitializerError } from '../error.js';
import { answerErrors } from '../guards/answer-error.js';
import { originGuard } from '../guards/origin-guard.js';
import { readBody } from '../guards/read-body.js';
import { securityHeaders } from '../guards/security-headers.js';
import { clerkGuard } from './clerk-guard.js';
import type { Counter } from './counter.js';
import { readDeviceCode } from './device-code.js';
import { listDevices, pairDevice, unpairDevice } from './pair-device.js';
import { readPair, readRefund, readRelease, readStart } from './read-requests.js';
import type { Till } from './till.js';

/** The routes of the till, in the order in which a request meets them. Nothing is answered to anyone but a clerk. */
export function tillRouter(till: Till, counter: Counter): Router {
  const { core, helcim } = till;
  const clerks = clerkGuard(till);
  const clerkOf: ClerkOf = (request) => clerks.clerkOf(request);
  const router = express.Router();

  router.use(securityHeaders, originGuard(core.config.allowedOrigins, 'GET, POST, DELETE'), clerks.guard);
  router.get('/devices', async (_request, response) => {
    response.json({ devices: await listDevices(till) });
  });
  router.post('/devices', ...readBody(), async (request, response) => {
    const { device, isNew } = await pairDevice(till, { ...readPair(request), clerk: clerkOf(request) });
    response.status(isNew ? 201 : 200).json({ device });
  });
  router.delete('/devices/:code', async (request, response) => {
    response.json({ device: await unpairDevice(till, readDeviceCode(request.params.code)) });
  });
  router.post('/devices/:code/ping', async (request, response) => {
    const code = readDeviceCode(request.params.code);
    await helcim.ping(code);
    response.json({ code });
  });
  router.post('/sessions', ...readBody(), postSession(counter, clerkOf));
  router.get('/sessions/:id', async (request, response) => {
    response.json(await counter.find(request.params.id));
  });
  router.post('/sessions/:id/release', ...readBody(), async (request: Request<{ id: string }>, response) => {
    readRelease(request);
    response.json(await counter.release(request.params.id, clerkOf(request)));
  });
  router.post('/sessions/:id/refunds', ...readBody(), postRefund(counter, clerkOf));
  router.get('/sessions/:id/refunds/:refundId', async (request, response) => {
    const { id, refundId } = request.params;
    response.json({ refund: await counter.findRefund(id, refundId) });
  });
  router.use(() => {
    throw new InitializerError('not_found', 'There is no such route.');
  });
  router.use(answerErrors(core.config, { isKnown: () => false }));
  return router;
}

type ClerkOf = (request: Request) => string;

/**
 * `POST /sessions`: 201 for a payment that was sent, 200 for one under way and for a device asleep, 409 if it is paid or
 * unknown.
 */
function postSession(counter: Counter, clerkOf: ClerkOf): RequestHandler {
  return async function postSession(request, response) {
    const clerk = clerkOf(request);
    const { kind, answer } = await counter.start({ ...readStart(request), clerk, request });
    const isSent = kind === 'new' && answer.outcome !== 'asleep';
    response.status(kind === 'settled' ? 409 : isSent ? 201 : 200).json(answer);
  };
}

/** `POST /sessions/:id/refunds`: 201 for one that was sent, 200 for one that was there. */
function postRefund(counter: Counter, clerkOf: ClerkOf): RequestHandler<{ id: string }> {
  return async function postRefund(request, response) {
    const { isNew, refund } = await counter.refund({
      ...readRefund(request),
      sessionId: request.params.id,
      clerk: clerkOf(request as Request),
      ipAddress: plainAddress(request.ip),
    });
    response.status(isNew ? 201 : 200).json({ refund });
  };
}

/** Helcim takes no IPv4 address in the clothes of IPv6. */
export function plainAddress(address = ''): string {
  return address.replace(/^::ffff:/, '') || '127.0.0.1';
}
