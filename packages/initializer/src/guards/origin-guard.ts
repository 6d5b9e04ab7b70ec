import type { Request, RequestHandler, Response } from 'express';
import { InitializerError } from '../error.js';

/**
 * Refuses pages of other origins, unless they are listed. Browsers set both headers themselves: `Sec-Fetch-Site` must be
 * `same-origin`, `Origin` must be this host. Clients that are no browsers send neither.
 */
export function originGuard(allowedOrigins: ReadonlySet<string>, methods = 'GET, POST'): RequestHandler {
  return function originGuard(request, response, next) {
    const { origin } = request.headers;
    response.vary('Origin');
    if (origin !== undefined && allowedOrigins.has(origin)) {
      allowOrigin(request, response, origin, methods);
      if (request.method === 'OPTIONS') response.status(204).end();
      else next();
      return;
    }
    if (!isSameOrigin(request)) {
      const from = origin ?? request.get('sec-fetch-site') ?? 'unknown';
      throw new InitializerError(
        'origin_refused',
        `A request from another origin (${from.slice(0, 200)}) was refused: add it to allowedOrigins if it is a page of yours.`,
      );
    }
    next();
  };
}

function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.host;
}

function allowOrigin(request: Request, response: Response, origin: string, methods: string): void {
  response.set({
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After',
  });
  if (request.method !== 'OPTIONS') return;
  response.set({
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': request.get('access-control-request-headers') ?? 'content-type',
    'Access-Control-Max-Age': '600',
  });
}
