import { second } from '../clock.js';
import { InitializerError } from '../error.js';
import { isRefusal } from '../helcim-error.js';
import { nextVersion } from '../sessions/apply-verdict.js';
import { changeSession } from '../sessions/change-session.js';
import { goOn, type Core } from '../sessions/core.js';
import { refundLeaseMs } from '../sessions/till-timeline.js';
import type { RefundRecord, SessionRecord } from '../stores/session-store.js';
import { upstreamDeadlineMs } from '../upstream.js';
import { beginRefund, type RefundRequest } from './begin-refund.js';
import { deviceError } from './device-client.js';
import { claimSlot, pairedDevice, requireIdle } from './device-slot.js';
import type { Till } from './till.js';

/** How a refund stands after it was asked for; `isNew` if this call sent it. */
export interface RefundAnswer {
  readonly refund: RefundRecord;
  readonly isNew: boolean;
}

/** Kept of the lease for recording what came back. */
const recordingMs = 5 * second;

type Change = Pick<RefundRecord, 'state'> & Partial<Pick<RefundRecord, 'transactionId'>>;

/**
 * Gives money of an approved payment back, on a device or, for cards that allow it, without. Sent once at most, whatever comes
 * back: what nobody knows is looked up.
 *
 * @throws InitializerError `refund_…`, `device_…`, or what Helcim refused: nothing was given back.
 */
export async function sendRefund(till: Till, request: RefundRequest): Promise<RefundAnswer> {
  if (request.device !== null) await requireIdleFor(till, request, request.device);
  const { session, refund, isNew } = await beginRefund(till.core, request);
  if (!isNew) return { refund, isNew };
  return { refund: await goOn(till.core, send(till, session, refund, request.ipAddress)), isNew };
}

/** Before anything is recorded; the slot decides again. Busy with this very refund is no obstacle. */
async function requireIdleFor(till: Till, { sessionId }: RefundRequest, code: string): Promise<void> {
  const device = await pairedDevice(till, code);
  if (device.slot?.sessionId !== sessionId) await requireIdle(till, device);
}

async function send(
  till: Till,
  session: SessionRecord,
  refund: RefundRecord,
  ipAddress: string,
): Promise<RefundRecord> {
  let change: Change;
  try {
    change = await (refund.device === null
      ? withoutDevice(till, session, refund, ipAddress)
      : onDevice(till, session, refund, refund.device));
  } catch (error) {
    return await recordFailure(till.core, session, refund, error);
  }
  return await recordSent(till.core, session, refund, change);
}

async function onDevice(
  till: Till,
  { sessionId, transaction }: SessionRecord,
  refund: RefundRecord,
  code: string,
): Promise<Change> {
  const { refundId, amountCents } = refund;
  await claimSlot(till, code, { sessionId, refundId });
  const transactionId = transaction?.transactionId ?? '';
  await till.helcim.refundOnDevice(code, { amountCents, transactionId, deadlineMs: timeLeft(till, refund) });
  return { state: 'handed_over' };
}

/** A process that was asleep for long must not send what others have given up meanwhile. */
function timeLeft({ core }: Till, { startedAt }: RefundRecord): number {
  const left = startedAt + refundLeaseMs - recordingMs - core.config.clock.now();
  // A clock that was set back must not lengthen it.
  if (left > 0) return Math.min(left, upstreamDeadlineMs);
  throw new InitializerError('busy', 'There was no time left to send the refund: nothing was sent.');
}

/** Its id is the idempotency key: should the network deliver it twice, Helcim does it once. */
async function withoutDevice(
  till: Till,
  { transaction }: SessionRecord,
  refund: RefundRecord,
  ipAddress: string,
): Promise<Change> {
  const { refundId: idempotencyKey, amountCents } = refund;
  const transactionId = transaction?.transactionId ?? '';
  const deadlineMs = timeLeft(till, refund);
  const row = await till.helcim.refund({
    ...{ amountCents, transactionId, deadlineMs, ipAddress, idempotencyKey },
  });
  if (row?.status === 'approved' && row.amountCents === amountCents)
    return { state: 'done', transactionId: row.transactionId };
  if (row?.status === 'declined')
    throw new InitializerError('helcim_refused', `Helcim declined the refund: ${row.declineReason ?? ''}`);
  return { state: 'unknown' };
}

/** A store that is away now says nothing about the refund, which has been sent. */
async function recordSent(
  core: Core,
  session: SessionRecord,
  refund: RefundRecord,
  change: Change,
): Promise<RefundRecord> {
  try {
    return await record(core, session, refund, change);
  } catch (error) {
    const { reference } = session;
    core.config.log.error({ reference, error }, 'A refund was sent, which could not be recorded.');
    return { ...refund, state: 'unknown' };
  }
}

/** Rows may have been faster: what is decided stays so. */
async function record(
  core: Core,
  { sessionId }: SessionRecord,
  { refundId }: RefundRecord,
  change: Change,
): Promise<RefundRecord> {
  const { session } = await changeSession(core, sessionId, (current) => {
    const { terminal } = current;
    const mine = terminal?.refunds.find((one) => one.refundId === refundId);
    const isWaiting = mine?.state === 'starting' || mine?.state === 'unknown';
    if (!terminal || !isWaiting) return undefined;
    const refunds = terminal.refunds.map((one) => (one === mine ? { ...one, ...change } : one));
    const step = {
      at: core.config.clock.now(),
      from: 'server',
      said: `refund is ${change.state.replace('_', ' ')}`,
    } as const;
    return nextVersion(current, { terminal: { ...terminal, refunds } }, core.config, step);
  });
  const recorded = session.terminal?.refunds.find((one) => one.refundId === refundId);
  if (!recorded) throw new InitializerError('internal', 'A refund is no longer in its session.');
  return recorded;
}

async function recordFailure(
  core: Core,
  session: SessionRecord,
  refund: RefundRecord,
  error: unknown,
): Promise<RefundRecord> {
  if (!isHarmless(error)) {
    const { reference } = session;
    core.config.log.error({ reference, error }, 'Nobody knows whether a refund was made. It is looked up.');
    return await recordSent(core, session, refund, { state: 'unknown' });
  }
  await record(core, session, refund, { state: 'refused' });
  throw isRefusal(error) ? explained(refund, error) : error;
}

function isHarmless(error: unknown): error is InitializerError {
  const early = ['device_busy', 'device_not_paired'];
  return isRefusal(error) || (error instanceof InitializerError && early.includes(error.code));
}

function explained({ device }: RefundRecord, error: InitializerError): InitializerError {
  if (error.code === 'helcim_refused' && /batch/i.test(error.message)) {
    return new InitializerError(
      'refund_batch_open',
      `${error.message} A payment can be refunded once its batch is closed, usually at the end of the day; until then it can only ` +
        "be reversed as a whole, on Helcim's pages.",
      { cause: error },
    );
  }
  if (device === null && error.code === 'helcim_refused' && /debit|on a device/i.test(error.message))
    return new InitializerError('refund_needs_device', error.message, { cause: error });
  if (device !== null) return deviceError(device, error);
  if (error.code !== 'helcim_refused') return error;
  return new InitializerError('device_refused', error.message, { cause: error });
}
