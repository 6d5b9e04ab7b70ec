import { randomUUID } from 'node:crypto';
import { formatCents } from '../amount.js';
import { second } from '../clock.js';
import { InitializerError } from '../error.js';
import { nextVersion } from '../sessions/apply-verdict.js';
import { changeSession } from '../sessions/change-session.js';
import type { Core } from '../sessions/core.js';
import { isOpenRefund } from '../sessions/till-timeline.js';
import type { RefundRecord, SessionRecord, TerminalFacts } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';

/** Money that a clerk wants to give back. */
export interface RefundRequest {
  readonly sessionId: string;
  readonly amountCents: number;
  /** Code of the device that gives it back; `null` for none. */
  readonly device: string | null;
  readonly clerk: string;
  /** Of the clerk's request. */
  readonly ipAddress: string;
  /** Names one refund among equal ones. Without it those of a minute are one. */
  readonly idempotencyKey?: string | undefined;
}

/** Two clicks so close to each other are one, unless each has a key of its own. */
const sameClickMs = 60 * second;
const mostRefunds = 20;
/** Interac and other debit: the card must be there. */
const debitCards: readonly string[] = ['IN', 'DB'];

/**
 * Records a refund before it is sent, so that none is ever sent twice: the same refund asked again is the one there is. Equal ones are
 * the same if they have the same key, or if one comes without a key within a minute.
 *
 * @throws InitializerError `refund_…`, `session_not_found`
 */
export async function beginRefund(
  core: Core,
  request: RefundRequest,
): Promise<{ session: SessionRecord; refund: RefundRecord; isNew: boolean }> {
  const startedAt = core.config.clock.now();
  const { amountCents, device, clerk, idempotencyKey } = request;
  const fresh: RefundRecord = {
    refundId: randomUUID(),
    amountCents,
    device,
    clerk,
    startedAt,
    state: 'starting',
    transactionId: null,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  };
  let refund = fresh;
  const { session, changed } = await changeSession(core, request.sessionId, (current) => {
    const { terminal } = refundable(current, request);
    const same = sameRefund(terminal, fresh);
    refund = same ?? fresh;
    if (same) return undefined;
    requireRoom(current, terminal, amountCents);
    const refunds = [...terminal.refunds, fresh];
    const where = device === null ? '' : ` on device ${device}`;
    const said = `refund of ${formatCents(amountCents)}${where} by ${clerk}`;
    const step = { at: startedAt, from: 'person', said } as const;
    return nextVersion(current, { terminal: { ...terminal, refunds } }, core.config, step);
  });
  return { session, refund, isNew: changed };
}

function refundable(
  { state, terminal, transaction }: SessionRecord,
  { device }: RefundRequest,
): { terminal: TerminalFacts; transaction: TransactionFacts } {
  if (!terminal)
    throw new InitializerError(
      'session_not_found',
      'The session was not paid at a till: refund it at Helcim.',
    );
  if (state !== 'approved' || !transaction) refuse(`the session is ${state}, not approved`);
  if (!Number.isSafeInteger(Number(transaction.transactionId)))
    refuse(`Helcim takes numbers only, and the transaction is ${transaction.transactionId}`);
  if (device === null && debitCards.includes(transaction.cardType)) {
    throw new InitializerError(
      'refund_needs_device',
      `A debit card (${transaction.cardType}) that was paid in person can only be refunded on a device, with the card present: ` +
        'name the device.',
    );
  }
  return { terminal, transaction };
}

/** One at a time: while one is open nobody knows how much is left. */
function sameRefund({ refunds }: TerminalFacts, fresh: RefundRecord): RefundRecord | undefined {
  const named = refunds.find((one) => fresh.idempotencyKey && one.idempotencyKey === fresh.idempotencyKey);
  if (named && !isEqual(named, fresh)) refuse('its idempotency key belongs to a refund of something else');
  // Also one that was refused: whoever missed that answer must not send it again without knowing.
  if (named) return named;
  const isSame = (one: RefundRecord) =>
    (fresh.idempotencyKey === undefined || one.idempotencyKey === undefined) &&
    isEqual(one, fresh) &&
    counts(one);
  const open = refunds.find(isOpenRefund);
  if (open && !isSame(open)) refuse('another refund of this payment is under way');
  return open ?? refunds.find((one) => isSame(one) && fresh.startedAt < one.startedAt + sameClickMs);
}

function isEqual(one: RefundRecord, other: RefundRecord): boolean {
  return one.amountCents === other.amountCents && one.device === other.device;
}

function requireRoom(
  { transaction, order }: SessionRecord,
  { refunds }: TerminalFacts,
  amountCents: number,
): void {
  const charged = transaction?.amountCents ?? order.amountCents;
  const given = refunds.filter(counts).reduce((sum, one) => sum + one.amountCents, 0);
  if (refunds.length >= mostRefunds) refuse(`it has ${refunds.length} refunds already`);
  if (given + amountCents <= charged) return;
  const doubtful = refunds.some(({ state }) => state === 'released')
    ? ' One that was released counts, because nobody knows whether it was made: what is left beside it is refunded at Helcim.'
    : '';
  throw new InitializerError(
    'refund_too_large',
    `${formatCents(amountCents)} is more than what is left of ${formatCents(charged)}: ${formatCents(charged - given)}.${doubtful}`,
  );
}

/** Whether its money is, or may be, with the customer. */
function counts({ state }: RefundRecord): boolean {
  return state !== 'refused' && state !== 'cancelled';
}

function refuse(why: string): never {
  throw new InitializerError('refund_not_possible', `The payment cannot be refunded: ${why}.`);
}
