import { HelcimCheckoutError } from './helcim-checkout-error.js';
import { isTooOld, park, type ParkedResult, unpark } from './parked-results.js';
import { pause } from './pause.js';
import type { SessionAnswer, SessionClient } from './session-client.js';

const pausesSeconds = [1, 2.5, 5, 10, 20, 40];
const longestPauseSeconds = 60;
const triesBeforeUnknown = 4;

const underWay = new Map<string, Promise<SessionAnswer | undefined>>();

/**
 * Brings a result to the server, again and again, because money has moved. Nothing aborts it but an answer or time.
 * Undefined: the server refused it, or never answered. `onDelay` is called when it takes long. A result already under
 * way is not sent twice.
 */
export function reportResult(
  client: SessionClient,
  result: ParkedResult,
  onDelay?: () => void,
): Promise<SessionAnswer | undefined> {
  const { sessionId } = result;
  let report = underWay.get(sessionId);
  if (report) onDelay?.();
  else {
    report = send(client, result, onDelay);
    underWay.set(sessionId, report);
  }
  return report;
}

async function send(
  client: SessionClient,
  result: ParkedResult,
  onDelay?: () => void,
): Promise<SessionAnswer | undefined> {
  const { sessionId, eventMessage } = result;
  park(result);
  try {
    for (let tries = 1; !isTooOld(result); tries++) {
      try {
        return await client.sendResult(sessionId, eventMessage);
      } catch (error) {
        const known = error instanceof HelcimCheckoutError ? error : undefined;
        if (known?.recoverable === false) break;
        if (tries === triesBeforeUnknown) onDelay?.();
        await pause(
          1000 * Math.max(pausesSeconds[tries - 1] ?? longestPauseSeconds, known?.retryAfterSeconds ?? 0),
        );
      }
    }
    return undefined;
  } finally {
    underWay.delete(sessionId);
    unpark(sessionId);
  }
}
