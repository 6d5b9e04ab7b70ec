import { randomBytes } from 'node:crypto';
import type { ErrorRequestHandler, Response } from 'express';
import { InitializerError } from '../error.js';
import type { Config } from '../read-options.js';
import type { RateLimits } from './rate-limits.js';
import { refusalLog } from './refusal-log.js';

/** Answers every error with generic text and an id; the cause goes to the merchant's log under the same id. */
export function answerErrors(
  { log, clock }: Pick<Config, 'log' | 'clock'>,
  limits: Pick<RateLimits, 'isKnown'>,
): ErrorRequestHandler {
  const refusals = refusalLog({ log, clock });

  return function answerErrors(thrown: unknown, request, response, next) {
    const requestId = randomBytes(9).toString('base64url');
    const error = toInitializerError(thrown);
    const fields = { requestId, method: request.method, route: routeOf(request.path) };
    if (error.status >= 500) log.error({ ...fields, code: error.code, error }, 'A request failed.');
    else if (!limits.isKnown(error)) refusals.write(error, fields);
    if (response.headersSent) next(thrown);
    else sendError(response, error, requestId);
  };
}

function sendError(response: Response, error: InitializerError, requestId: string): void {
  const { code, status, buyerText, sale, retryAfterSeconds = status === 503 ? 5 : undefined } = error;
  if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds));
  response.status(status).json({ error: { code, message: buyerText, requestId, ...(sale && { sale }) } });
}

/** What Express' body parser says of a body that the client spoiled. */
const bodyParserTypes: ReadonlySet<unknown> = new Set([
  'request.aborted',
  'request.size.invalid',
  'entity.parse.failed',
  'charset.unsupported',
]);

/** Ours as they are; those of the body parser by their type; all else is our own failure. */
function toInitializerError(thrown: unknown): InitializerError {
  if (thrown instanceof InitializerError) return thrown;
  const { type, status } = (thrown instanceof Error ? thrown : {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large')
    return new InitializerError('body_too_large', 'The body is too large.', { cause: thrown });
  if (type === 'encoding.unsupported') {
    return new InitializerError('unsupported_media_type', 'The body is compressed.', { cause: thrown });
  }
  // A status alone proves nothing: the client of some other service, called by the shop, may have set it.
  const isPathUnreadable = thrown instanceof URIError && status === 400;
  if (bodyParserTypes.has(type) || isPathUnreadable) {
    return new InitializerError('invalid_body', 'The request could not be read.', { cause: thrown });
  }
  return new InitializerError('internal', 'Something threw that was not expected to.', { cause: thrown });
}

/** Session ids are a buyer's handle on a payment: not for logs, however the path is written. Express takes it in any case. */
function routeOf(path: string): string {
  return path
    .replace(/^\/sessions\/[^/]+/i, '/sessions/:id')
    .replace(/[^/]{22,}/g, ':id')
    .slice(0, 60);
}
