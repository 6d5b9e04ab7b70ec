import express, { type Request, type RequestHandler } from 'express';
import { InitializerError } from '../error.js';

const largestBody = 256 * 1024;

/** Reads a body as bytes, whatever its type: a signature covers the very bytes. */
export function readRawBody(): RequestHandler {
  return express.raw({ type: () => true, limit: largestBody, inflate: false });
}

/**
 * The bytes of the body.
 *
 * @throws InitializerError `body_already_parsed` if somebody else has read them before.
 */
export function rawBody(request: Request): Uint8Array {
  const body: unknown = request.body;
  if (body instanceof Uint8Array) return body;
  const wasSent =
    Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding') !== undefined;
  if (body === undefined && !wasSent) return new Uint8Array();
  throw new InitializerError(
    'body_already_parsed',
    'The body of a webhook was parsed before it came here, so that its signature cannot be checked: mount initializer.router ' +
      "before express.json(), or give express.json() to your own routes only, as in app.use('/api', express.json()).",
  );
}
