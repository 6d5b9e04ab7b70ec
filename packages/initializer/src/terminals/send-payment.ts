import { second } from '../clock.js';
import { InitializerError } from '../error.js';
import { isRefusal } from '../helcim-error.js';
import type { SessionRecord } from '../stores/session-store.js';
import { upstreamDeadlineMs } from '../upstream.js';
import { deviceError } from './device-client.js';
import { claimSlot } from './device-slot.js';
import { recordAnswer } from './record-answer.js';
import type { Till } from './till.js';

/** Kept of the lease for recording what came back. */
const recordingMs = 5 * second;

/**
 * Sends the payment of a session that was just recorded. It goes out once at most, whatever happens.
 *
 * @throws InitializerError what Helcim refused, or kept it from being sent: nothing was charged.
 */
export async function sendPayment(till: Till, session: SessionRecord): Promise<SessionRecord> {
  const { sessionId, reference, order, terminal } = session;
  const code = terminal?.device ?? '';
  try {
    await claimSlot(till, code, { sessionId, refundId: null });
    await requireOrder(till, session);
    await till.helcim.purchase({
      code,
      currency: order.currency,
      amountCents: order.amountCents,
      invoiceNumber: reference,
      customerCode: order.customerCode,
      deadlineMs: timeLeft(till, session),
    });
  } catch (error) {
    return await recordFailure(till, session, error);
  }
  return await recordSent(till, session, 'handed_over');
}

/** A store that is away now must not make anybody believe that nothing was sent. */
async function recordSent(
  { core }: Till,
  session: SessionRecord,
  outcome: 'handed_over' | 'unknown',
): Promise<SessionRecord> {
  try {
    return await recordAnswer(core, session.sessionId, outcome);
  } catch (error) {
    const { reference } = session;
    core.config.log.error({ reference, error }, 'A payment was sent, which could not be recorded.');
    return { ...session, state: 'undecided' };
  }
}

/** The order may have been paid online, or cancelled, while the device was claimed. */
async function requireOrder({ core }: Till, { sessionId }: SessionRecord): Promise<void> {
  const current = await core.config.store.get(core.config.scope, sessionId);
  if (current?.state === 'initializing') return;
  throw new InitializerError('busy', 'The order was taken from the device meanwhile: nothing was sent.', {
    retryAfterSeconds: 1,
  });
}

/** A process that was asleep for long must not send what others have given up meanwhile. */
function timeLeft({ core }: Till, { leaseUntil }: SessionRecord): number {
  const left = (leaseUntil ?? 0) - recordingMs - core.config.clock.now();
  // A clock that was set back must not lengthen it.
  if (left > 0) return Math.min(left, upstreamDeadlineMs);
  throw new InitializerError('busy', 'There was no time left to send the payment: nothing was sent.');
}

/** Before it was sent, or by Helcim's word, nothing happened; anything else leaves open what did. */
async function recordFailure(till: Till, session: SessionRecord, error: unknown): Promise<SessionRecord> {
  const { core } = till;
  const { sessionId, reference, terminal } = session;
  const code = terminal?.device ?? '';
  if (!isHarmless(error)) {
    core.config.log.warn({ reference, device: code, error }, 'Nobody knows whether a device got a payment.');
    return await recordSent(till, session, 'unknown');
  }
  const cause = isRefusal(error) ? deviceError(code, error) : error;
  if (cause.code === 'device_asleep') return await recordAnswer(core, sessionId, 'asleep');
  await recordAnswer(core, sessionId, 'refused', `not sent to the device: ${cause.code}`);
  throw cause;
}

function isHarmless(error: unknown): error is InitializerError {
  const early = ['device_busy', 'device_not_paired'];
  return isRefusal(error) || (error instanceof InitializerError && early.includes(error.code));
}
