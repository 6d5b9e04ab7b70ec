import { formatCents } from '../amount.js';
import type { Currency } from '../order.js';
import type { DeviceRecord, RefundRecord, RefundState, SessionRecord } from '../stores/session-store.js';
import { releasableAt } from './release.js';

/** What a clerk is told of a state. `unknown`: it may be paid, and is looked up; never send it again. */
export type TerminalOutcome =
  'open' | 'approved' | 'pending' | 'review' | 'unknown' | 'cancelled' | 'asleep' | 'expired' | 'superseded';

/** A refund as a clerk sees it. */
export interface RefundView {
  readonly refundId: string;
  /** Dollars, for example `"49.99"`. */
  readonly amount: string;
  readonly state: RefundState;
  readonly device: string | null;
  /** Cards that its device was refused so far. One refused is not the end: another may be tried there. */
  readonly declines: number;
  /** Why the last one was, in Helcim's words. */
  readonly lastDecline?: string;
}

/** A payment at a till as a clerk sees it. */
export interface TerminalAnswer {
  readonly sessionId: string;
  readonly outcome: TerminalOutcome;
  /** Dollars of the order, for example `"49.99"`. */
  readonly amount: string;
  readonly currency: Currency;
  readonly reference: string;
  /** Code and name of the device; `null` if the order is held by a payment online. */
  readonly device: string | null;
  readonly deviceName: string | null;
  /** Cards that were refused so far. */
  readonly declines: number;
  /** Why the last one was, in Helcim's words. */
  readonly lastDecline?: string;
  /** Dollars that were charged, with tip and fee. */
  readonly charged?: string;
  readonly last4?: string;
  /** A clerk who sees the device idle may end it now. */
  readonly releasable?: true;
  /** From when on, in milliseconds since the Unix epoch; absent if nothing is under way. */
  readonly releasableAt?: number;
  readonly refunds: readonly RefundView[];
}

export function terminalAnswer(
  session: SessionRecord,
  device: DeviceRecord | undefined,
  now: number,
): TerminalAnswer {
  const { order, terminal } = session;
  const lastDecline = terminal?.declined?.at(-1)?.reason;
  const from = terminal && releasableAt(session);
  return {
    sessionId: session.sessionId,
    outcome: outcomeOf(session),
    amount: formatCents(order.amountCents),
    currency: order.currency,
    reference: session.reference,
    device: terminal?.device ?? null,
    deviceName: terminal ? (device?.name ?? terminal.device) : null,
    declines: session.declines,
    ...(lastDecline && { lastDecline }),
    ...chargedOf(session),
    ...(from !== undefined && { releasableAt: from, ...(now >= from && { releasable: true }) }),
    refunds: (terminal?.refunds ?? []).map(refundView),
  };
}

export function refundView({
  refundId,
  amountCents,
  state,
  device,
  declined = [],
}: RefundRecord): RefundView {
  const lastDecline = declined.at(-1)?.reason;
  return {
    refundId,
    amount: formatCents(amountCents),
    state,
    device,
    declines: declined.length,
    ...(lastDecline && { lastDecline }),
  };
}

function chargedOf({
  state,
  transaction,
}: SessionRecord): Pick<TerminalAnswer, 'charged' | 'last4'> | undefined {
  if (!transaction || (state !== 'approved' && state !== 'review')) return undefined;
  const { amountCents, last4 } = transaction;
  return { ...(amountCents !== null && { charged: formatCents(amountCents) }), ...(last4 && { last4 }) };
}

function outcomeOf({ state }: SessionRecord): TerminalOutcome {
  if (state === 'undecided') return 'unknown';
  if (state === 'returned') return 'expired';
  return state === 'initializing' ? 'open' : state;
}
