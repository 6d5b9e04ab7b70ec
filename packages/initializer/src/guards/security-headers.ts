import type { RequestHandler } from 'express';

const headers = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** Headers for every answer: JSON that is not cached, sniffed, framed or embedded. */
export const securityHeaders: RequestHandler = function securityHeaders(_request, response, next) {
  response.set(headers);
  next();
};
