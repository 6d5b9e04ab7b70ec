import type { NextFunction, Request, Response } from 'express';

interface Foreign {
  /** Where Helcim's script and modal come from: the simulator's second listener, or https://secure.helcim.app. */
  readonly modalOrigin?: string;
  /** Where a frame may come from besides. */
  readonly frameOrigin?: string | undefined;
}

/** Middleware: what a page of this shop may load, and from where. Besides its own files that is what is named, and no more. */
export function securityHeaders({ modalOrigin = '', frameOrigin = '' }: Foreign) {
  const frames = [modalOrigin, frameOrigin].filter((origin) => origin !== '');
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${modalOrigin}`.trim(),
    `frame-src ${frames.join(' ') || "'none'"}`,
    "connect-src 'self'",
    "style-src 'self'",
    // Helcim's script places its iframe with a style of its own; style attributes run no code.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  return function setSecurityHeaders(request: Request, response: Response, next: NextFunction): void {
    response.set({
      'Content-Security-Policy': policy,
      'Permissions-Policy': `payment=(self${modalOrigin && ` "${modalOrigin}"`}), camera=(), geolocation=(), microphone=()`,
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      'Cache-Control': 'private, no-cache',
    });
    if (request.secure) response.set('Strict-Transport-Security', 'max-age=86400');
    next();
  };
}
