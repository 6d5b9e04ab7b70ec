import type { NextFunction, Request, Response } from 'express';

/**
 * Refuses writes that another site's page makes in the visitor's browser. Browsers send at least one of the two headers with
 * every write; a program without them is let through, since it carries nobody's session.
 */
export function sameOriginOnly(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD' || isSameOrigin(request)) {
    next();
    return;
  }
  response.status(403).type('text').send('Refused: this request came from another site.');
}

function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = request.get('origin');
  return origin === undefined || origin === `${request.protocol}://${request.get('host') ?? ''}`;
}
