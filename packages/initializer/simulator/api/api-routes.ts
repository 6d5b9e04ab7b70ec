import express, { Router } from 'express';
import type { Request, Response } from 'express';
import type { State } from '../state.js';
import { answerErrors } from './answer-errors.js';
import { ApiError } from './api-error.js';
import { aboutCall } from './about-call.js';
import { authenticate, requirePermission } from './authenticate.js';
import { loseAnswerByFault, refuseByFault } from './faulty-answer.js';
import { handlers } from './handlers.js';
import { limitRate } from './limit-rate.js';
import { logEntryOf, logRequests } from './log-requests.js';
import { permissions } from './permissions.js';
import type { EndpointName } from './permissions.js';

/** Helcim's API v2: log, token, limits, permission, then the endpoint's handler. */
export function apiRoutes(state: State): Router {
  const router = Router({ caseSensitive: true });
  const limit = limitRate(state);
  const endpoints = Object.keys(permissions) as EndpointName[];

  router.use(logRequests(state));
  for (const endpoint of endpoints) {
    const { method, path } = partsOf(endpoint);
    router[method](
      path,
      authenticate(state),
      limit,
      express.json({ limit: '1mb' }),
      requirePermission(endpoint, permissions[endpoint]),
      answerWith(state, endpoint),
    );
  }
  for (const path of new Set(endpoints.map((endpoint) => partsOf(endpoint).path))) {
    router.all(path, refuseMethod(endpoints.filter((endpoint) => partsOf(endpoint).path === path)));
  }
  router.use(() => {
    throw new ApiError(404, 'Not found');
  });
  router.use(answerErrors);
  return router;
}

function answerWith(state: State, endpoint: EndpointName) {
  return async function answer(request: Request<Record<string, string>>, response: Response): Promise<void> {
    const { warnings, accessConfigurationId = '' } = logEntryOf(request);
    const place = { endpoint, about: aboutCall(state, request) };
    refuseByFault(state, place, response);
    const { status, body } = handlers[endpoint]({
      state,
      accessConfigurationId,
      path: request.path,
      params: request.params,
      query: request.query,
      body: request.body,
      header: (name) => request.get(name),
      warn: (text) => void warnings.push(text),
    });
    if (await loseAnswerByFault(state, place, response)) return;
    if (body === undefined) response.status(status).end();
    else response.status(status).json(body);
  };
}

function refuseMethod(endpoints: readonly EndpointName[]) {
  const allowed = endpoints.map((endpoint) => partsOf(endpoint).method.toUpperCase()).join(', ');
  return function refuse(_request: Request, response: Response): void {
    response.set('allow', allowed);
    throw new ApiError(405, 'Method not allowed');
  };
}

function partsOf(endpoint: EndpointName): { method: 'get' | 'post'; path: string } {
  const [method = '', path = ''] = endpoint.split(' ');
  return { method: method === 'GET' ? 'get' : 'post', path };
}
