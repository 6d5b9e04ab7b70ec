import type { NextFunction, Request, Response } from 'express';
import type { LoggedRequest } from '../records/logged-request.js';
import type { State } from '../state.js';

const maximumEntries = 100_000;
const entries = new WeakMap<Request, LoggedRequest>();

/** Keeps method, path and status of every call; never headers, query or body, where tokens are. */
export function logRequests(state: State) {
  return function logRequest(request: Request, response: Response, next: NextFunction): void {
    const path = request.baseUrl + request.path;
    const entry = { at: state.clock.now(), method: request.method, path, status: 0, warnings: [] };
    entries.set(request, entry);
    if (state.requests.length >= maximumEntries) state.requests.shift();
    state.requests.push(entry);
    response.on('finish', () => (entry.status = response.statusCode));
    next();
  };
}

/** The log entry of a call that passed {@link logRequests}. */
export function logEntryOf(request: Request): LoggedRequest {
  const entry = entries.get(request);
  if (!entry) throw new Error('The request log comes first');
  return entry;
}
