import type { NextFunction, Request, Response } from 'express';
import { Refused } from '../rules/refused.js';
import { ValidationError } from '../rules/validation.js';
import { ApiError } from './api-error.js';

/** Every failure of the API as JSON: `{"errors": …}`, of devices a list, of bank payments `{"message": "…"}`. */
export function answerErrors(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, errors } = toApiError(error);
  response.status(status).json(bodyOf(request.path, errors));
}

function bodyOf(path: string, errors: ApiError['errors']): object {
  if (path.startsWith('/ach/')) return { message: toList(errors).join('; ') };
  return { errors: /^\/devices(\/|$)/.test(path) ? toList(errors) : errors };
}

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof ValidationError) return new ApiError(400, error.fields);
  if (error instanceof Refused) return new ApiError(400, error.message);
  const status = statusOf(error);
  if (status === 413) return new ApiError(413, 'Request body is too large');
  return status < 500 ? new ApiError(status, 'Malformed request') : new ApiError(500, 'Internal error');
}

/** Express marks what it could not read with a status. */
function statusOf(error: unknown): number {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
}

function toList(errors: ApiError['errors']): string[] {
  if (typeof errors === 'string') return [errors];
  return Object.entries(errors).map(([field, reason]) =>
    reason.endsWith(` ${field}`) ? reason : `${field} ${reason}`,
  );
}
