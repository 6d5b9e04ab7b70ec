import type { RequestHandler } from 'express';
import type { RateLimits } from '../guards/rate-limits.js';
import { goOn, type Core } from '../sessions/core.js';
import { findSession } from '../sessions/find-session.js';
import { freshen } from '../sessions/look-up.js';
import { sessionAnswer } from '../sessions/outcome.js';
import { runCallbacks } from '../sessions/run-callbacks.js';

/** `GET /sessions/:id`: the outcome as known now; asking may cause a fresh look at Helcim, a few times with growing pauses. */
export function getSession(core: Core, limits: RateLimits): RequestHandler<{ id: string }> {
  return async function getSession(request, response) {
    const found = await findSession(core, request.params.id);
    limits.countSession(found.sessionId);
    const session = await freshen(core, found);
    void goOn(core, runCallbacks(core, session));
    response.json(sessionAnswer(session));
  };
}
