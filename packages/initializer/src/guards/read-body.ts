import express, { type Request, type RequestHandler } from 'express';
import { InitializerError } from '../error.js';

const largestBody = 64 * 1024;

/**
 * Reads a JSON body as text, because a hash covers the very characters of it. A body that the shop's own `express.json()` has
 * parsed already is accepted too: written again, its strings and the order of their keys are the same.
 */
export function readBody(): RequestHandler[] {
  return [requireJson, express.raw({ type: () => true, limit: largestBody, inflate: false })];
}

const requireJson: RequestHandler = function requireJson(request, _response, next) {
  if (!request.is('application/json')) {
    throw new InitializerError(
      'unsupported_media_type',
      'A POST must have the content type application/json.',
    );
  }
  next();
};

/** The text of the body. @throws InitializerError `invalid_body` if it is no JSON object in UTF-8. */
export function bodyText({ body }: Request): string {
  const parsed: unknown = body;
  const text = parsed instanceof Uint8Array ? decode(parsed) : JSON.stringify(parsed);
  if (typeof text !== 'string' || !isObject(text)) {
    throw new InitializerError('invalid_body', 'The body is not a JSON object.');
  }
  return text;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
