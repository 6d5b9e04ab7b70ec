import type { RequestHandler } from 'express';
import { z } from 'zod';
import { second, within } from '../clock.js';
import { InitializerError } from '../error.js';
import { bodyText } from '../guards/read-body.js';
import type { RateLimits } from '../guards/rate-limits.js';
import { memberTexts } from '../json-text.js';
import { readResult } from '../read-result.js';
import { goOn, type Core } from '../sessions/core.js';
import { findSession } from '../sessions/find-session.js';
import { sessionAnswer } from '../sessions/outcome.js';
import { runCallbacks } from '../sessions/run-callbacks.js';
import { settleResult } from '../sessions/settle-result.js';

/** The money has moved whatever the callbacks do: the buyer waits for their first try no longer than this. */
const waitForCallbacksMs = 3 * second;

const bodyShape = z.strictObject({ eventMessage: z.union([z.string(), z.record(z.string(), z.unknown())]) });

/** `POST /sessions/:id/result {eventMessage}`: settles with what the modal posted, exactly as it was posted. */
export function postResult(core: Core, limits: RateLimits): RequestHandler<{ id: string }> {
  return async function postResult(request, response) {
    const text = bodyText(request);
    const posted = readResult(eventMessageText(text));
    const session = await findSession(core, request.params.id);
    limits.countSession(session.sessionId);
    const settled = await settleResult(core, session, posted);
    await within(core.config.clock, waitForCallbacksMs, goOn(core, runCallbacks(core, settled)));
    response.json(sessionAnswer(settled));
  };
}

/** The characters of the value as they stand in the body: the hash would not survive another spelling. */
function eventMessageText(body: string): string {
  const text = memberTexts(body)?.get('eventMessage');
  if (text !== undefined && bodyShape.safeParse(JSON.parse(body)).success) return text;
  throw new InitializerError(
    'invalid_body',
    'The body must be {"eventMessage": text or object} and nothing else.',
  );
}
