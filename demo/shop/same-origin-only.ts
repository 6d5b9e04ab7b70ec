import type { NextFunction, Request, Response } from 'express';

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD'];

/**
 * Middleware against cross-site request forgery: what changes something must come from a page of this shop. Browsers say so
 * by Sec-Fetch-Site, older ones by Origin; a request with neither is no browser's form, and is refused too.
 */
export function sameOriginOnly(request: Request, response: Response, next: NextFunction): void {
  if (SAFE_METHODS.includes(request.method) || comesFromThisShop(request)) next();
  else response.status(403).type('text/plain').send('This request did not come from a page of the shop.');
}

function comesFromThisShop(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  return request.get('origin') === `${request.protocol}://${request.get('host') ?? ''}`;
}
