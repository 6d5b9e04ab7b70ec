import type { NextFunction, Request, Response } from 'express';

/** Answers what could not be read, or went wrong, in one plain line: neither stack nor input. */
export function answerFailure(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const told = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  const status = told >= 400 && told < 500 ? told : 500;
  response
    .status(status)
    .type('text')
    .send(status === 500 ? 'The simulator failed.' : 'This request could not be read.');
}
