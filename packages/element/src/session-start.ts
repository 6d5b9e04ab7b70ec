import type { FlowSettings } from './flow-settings.js';
import { HelcimCheckoutError } from './helcim-checkout-error.js';
import { pause } from './pause.js';
import type { SessionAnswer } from './session-client.js';

/** So long a prefetched session may be opened without asking again. */
const freshMs = 60_000;
/** A server that is busy for a moment is asked again without troubling the buyer. */
const shortWaitSeconds = 10;
const shortWaits = 3;

/** Gets the session to open: the prefetched one if it is fresh, else the server's answer to this click. */
export interface SessionStart {
  /** At most one request a minute for an order; a failed one counts. */
  prefetch(settings: FlowSettings, onAnswer: (answer: SessionAnswer) => void): void;
  /** `onWaiting` tells when the server asked for a moment and when it is over. */
  answer(
    settings: FlowSettings,
    signal: AbortSignal,
    onWaiting: (waiting: boolean) => void,
  ): Promise<SessionAnswer>;
}

export function createSessionStart(): SessionStart {
  let prefetched: Promise<SessionAnswer> | undefined;
  let prefetchedFor: string;
  let prefetchedAt: number;
  const fresh = ({ key }: FlowSettings) =>
    key === prefetchedFor && Date.now() - prefetchedAt < freshMs ? prefetched : undefined;

  return {
    prefetch(settings, onAnswer) {
      if (fresh(settings)) return;
      prefetched = settings.client.createSession(settings.orderId);
      prefetchedFor = settings.key;
      prefetchedAt = Date.now();
      prefetched.then(onAnswer, () => undefined);
    },

    async answer(settings, signal, onWaiting) {
      const answer = await fresh(settings)?.catch(() => undefined);
      prefetched = undefined;
      if (answer?.checkoutToken) return answer;
      for (let tries = 1; ; tries++) {
        try {
          return await settings.client.createSession(settings.orderId, signal);
        } catch (error) {
          const seconds = error instanceof HelcimCheckoutError ? error.retryAfterSeconds : undefined;
          if (!seconds || seconds > shortWaitSeconds || tries > shortWaits) throw error;
          onWaiting(true);
          await pause(seconds * 1000);
          onWaiting(false);
        }
      }
    },
  };
}
