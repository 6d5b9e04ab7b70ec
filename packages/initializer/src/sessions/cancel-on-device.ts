import { second } from '../clock.js';
import { InitializerError } from '../error.js';
import type { TerminalCancel } from '../read-terminal-cancel.js';
import type { RefundRecord, SessionRecord } from '../stores/session-store.js';
import { nextVersion } from './apply-verdict.js';
import { changeSession } from './change-session.js';
import { goOn, type Core } from './core.js';
import { lookUp } from './look-up.js';
import { runCallbacks } from './run-callbacks.js';
import { isOpenRefund } from './till-timeline.js';

/** What a cancelled request was for. */
type Target = { readonly session: SessionRecord; readonly refund: RefundRecord | undefined };

/**
 * Ends the request that was cancelled on a device, unless the rows show that it was paid: an approval always wins, also one
 * that comes later. A cancel that fits no request of ours is somebody else's.
 *
 * @throws InitializerError `transaction_unreadable` if the rows cannot be read: Helcim should send it again.
 */
export async function cancelOnDevice(core: Core, cancel: TerminalCancel): Promise<'settled' | 'ignored'> {
  const target = await targetOf(core, cancel);
  if (!target) return 'ignored';
  const looked = await lookUp(core, target.session, 'buyer');
  if ((looked.failedLooks ?? 0) > 0) {
    throw new InitializerError(
      'transaction_unreadable',
      `A request on device ${cancel.deviceCode} was cancelled, but whether it was paid first cannot be read.`,
    );
  }
  const session = target.refund
    ? await cancelRefund(core, looked, target.refund)
    : await cancelPayment(core, looked);
  void goOn(core, runCallbacks(core, session));
  return 'settled';
}

/**
 * By the number if there is one, which no other request has; else by what the device was busy with, if amount, currency and time
 * fit.
 */
async function targetOf(core: Core, cancel: TerminalCancel): Promise<Target | undefined> {
  const { store, scope } = core.config;
  const { deviceCode, invoiceNumber } = cancel;
  const named = invoiceNumber === undefined ? undefined : await store.byReference(scope, invoiceNumber);
  const slot = (await store.devices?.get(scope, deviceCode))?.slot;
  const busy = slot ? await store.get(scope, slot.sessionId) : undefined;
  const session = named ?? busy;
  if (session?.terminal === undefined || session.order.currency !== cancel.currency) return undefined;
  const refund = session.terminal.refunds.find(
    (candidate) =>
      isOpenRefund(candidate) &&
      candidate.device === deviceCode &&
      candidate.amountCents === cancel.amountCents &&
      isAfterStart(cancel, candidate.startedAt),
  );
  if (refund) return { session, refund };
  // A number that we do not know is that of a payment that is not ours.
  const isOurs = invoiceNumber === undefined || named !== undefined;
  const isTimely = named !== undefined || isAfterStart(cancel, session.createdAt);
  return isOurs && isTimely && isPayment(session, cancel) ? { session, refund: undefined } : undefined;
}

function isPayment(session: SessionRecord, cancel: TerminalCancel): boolean {
  return (
    isUnderWay(session) &&
    session.terminal?.device === cancel.deviceCode &&
    session.order.amountCents === cancel.amountCents
  );
}

/** Helcim writes whole seconds. */
function isAfterStart({ cancelledAt }: TerminalCancel, startedAt: number): boolean {
  return cancelledAt >= Math.floor(startedAt / second) * second;
}

function isUnderWay({ state }: SessionRecord): boolean {
  return state === 'initializing' || state === 'open' || state === 'undecided';
}

async function cancelPayment(core: Core, { sessionId }: SessionRecord): Promise<SessionRecord> {
  const at = core.config.clock.now();
  const step = { at, from: 'webhook', said: 'cancelled on the device' } as const;
  const { session } = await changeSession(core, sessionId, (current) =>
    isUnderWay(current)
      ? nextVersion(current, { state: 'cancelled', settledAt: at }, core.config, step)
      : undefined,
  );
  return session;
}

async function cancelRefund(
  core: Core,
  { sessionId }: SessionRecord,
  { refundId }: RefundRecord,
): Promise<SessionRecord> {
  const step = {
    at: core.config.clock.now(),
    from: 'webhook',
    said: 'refund cancelled on the device',
  } as const;
  const { session } = await changeSession(core, sessionId, (current) => {
    const { terminal } = current;
    const mine = terminal?.refunds.find((refund) => refund.refundId === refundId);
    if (!terminal || !mine || !isOpenRefund(mine)) return undefined;
    const refunds = terminal.refunds.map((refund) =>
      refund === mine ? { ...refund, state: 'cancelled' as const } : refund,
    );
    return nextVersion(current, { terminal: { ...terminal, refunds } }, core.config, step);
  });
  return session;
}
