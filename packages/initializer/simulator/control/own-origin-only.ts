import type { NextFunction, Request, Response } from 'express';

/** Lets programs and the simulator's own pages in; a page of any other origin, same site or not, is refused. */
export function ownOriginOnly(request: Request, response: Response, next: NextFunction): void {
  const site = request.get('sec-fetch-site') ?? 'none';
  const origin = request.get('origin') ?? ownOrigin(request);
  if ((site === 'none' || site === 'same-origin') && origin === ownOrigin(request)) {
    next();
    return;
  }
  response.status(403).json({ errors: 'Pages of other origins may not control the simulator' });
}

function ownOrigin(request: Request): string {
  return `http://${request.get('host') ?? ''}`;
}
