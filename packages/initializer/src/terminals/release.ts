import { second } from '../clock.js';
import { InitializerError } from '../error.js';
import { nextVersion } from '../sessions/apply-verdict.js';
import { changeSession } from '../sessions/change-session.js';
import { lookUp } from '../sessions/look-up.js';
import { isOpenRefund, releasableAfterMs } from '../sessions/till-timeline.js';
import type { RefundRecord, SessionRecord } from '../stores/session-store.js';
import type { Till } from './till.js';

/** From when on a clerk may end what is under way; `undefined` if nothing is. */
export function releasableAt(session: SessionRecord): number | undefined {
  const refund = session.terminal?.refunds.find(isOpenRefund);
  if (isUnderWay(session)) return session.createdAt + releasableAfterMs;
  return refund && refund.startedAt + releasableAfterMs;
}

/**
 * Ends a payment or refund that nobody has answered, on the word of a clerk who sees that the device is idle. Not before ten
 * minutes, and never what the rows show to be paid. An approval that comes later still settles.
 *
 * @throws InitializerError `too_early`, `helcim_unavailable`
 */
export async function release({ core }: Till, session: SessionRecord, clerk: string): Promise<SessionRecord> {
  const { config } = core;
  const { clock } = config;
  const from = releasableAt(session);
  if (from === undefined) return session;
  if (clock.now() < from) {
    throw new InitializerError('too_early', 'Less than ten minutes have passed since the device got it.', {
      retryAfterSeconds: Math.ceil((from - clock.now()) / second),
    });
  }
  const looked = await lookUp(core, session, 'buyer');
  if ((looked.failedLooks ?? 0) > 0) {
    throw new InitializerError('helcim_unavailable', 'Helcim could not be asked whether it was paid.');
  }
  const at = clock.now();
  const { session: released } = await changeSession(core, session.sessionId, (current) => {
    const changes = endOf(current, at);
    const step = { at, from: 'person', said: `released by ${clerk}: the device is idle` } as const;
    return changes && nextVersion(current, changes, config, step);
  });
  return released;
}

function endOf(current: SessionRecord, at: number): Partial<SessionRecord> | undefined {
  const { terminal } = current;
  if (isUnderWay(current)) return { state: 'expired', leaseUntil: null, settledAt: at };
  // A newer one may have begun since the clerk looked.
  const isOver = (refund: RefundRecord) => isOpenRefund(refund) && at >= refund.startedAt + releasableAfterMs;
  if (!terminal?.refunds.some(isOver)) return undefined;
  const refunds = terminal.refunds.map((refund) =>
    isOver(refund) ? { ...refund, state: 'released' as const } : refund,
  );
  return { terminal: { ...terminal, refunds } };
}

function isUnderWay({ state }: SessionRecord): boolean {
  return state === 'initializing' || state === 'open' || state === 'undecided';
}
