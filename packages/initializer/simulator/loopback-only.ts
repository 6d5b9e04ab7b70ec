import type { NextFunction, Request, Response } from 'express';

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Refuses requests for any other host name. Listening on loopback alone does not stop a web page whose own name was made to
 * point at 127.0.0.1 (DNS rebinding): to the browser it would be of the same origin as the simulator.
 */
export function loopbackOnly(request: Request, response: Response, next: NextFunction): void {
  if (loopbackNames.has(hostNameOf(request.get('host')))) {
    next();
    return;
  }
  response.status(403).json({ errors: 'The simulator answers on loopback names only' });
}

function hostNameOf(host = ''): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}
