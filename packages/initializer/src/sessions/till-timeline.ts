import { hour, minute, second } from '../clock.js';
import type { RefundRecord, SessionRecord } from '../stores/session-store.js';
import { earliest, hasPassed, later, nextOf, offsets } from './look-times.js';

/** After a request was sent to a device, for the webhook that never came. */
const tillLooks = [
  ...[15, 30, 60].map((seconds) => seconds * second),
  ...[2, 5, 10, 15, 30, 55].map((minutes) => minutes * minute),
];
/** After a request whose fate is unknown. */
const soonLooks = [3 * second, 10 * second, 30 * second];
/** After the planned looks at a refund the pauses grow. */
const refundLooksMs = 70 * minute;
/** What no row, cancel or clerk has ended by then is for a person to find out: a device knows no time limit of its own. */
const overdueAfterMs = 24 * hour;
const keepLookingMs = 72 * hour;
/** A creator that has not said by then what Helcim answered counts as dead: the request may have been sent. */
export const refundLeaseMs = 20 * second;
/** From when on a clerk who sees the device idle may end what nobody has answered. */
export const releasableAfterMs = 10 * minute;

const openRefundStates: readonly RefundRecord['state'][] = ['starting', 'handed_over', 'unknown'];

/** Pauses between looks that clerks cause: what they see on the device they want to see on the till. */
export function mayClerkAsk(session: SessionRecord, now: number): boolean {
  const { createdAt, terminal } = session;
  const beganAt = Math.max(createdAt, ...(terminal?.refunds ?? []).map(({ startedAt }) => startedAt));
  const age = now - beganAt;
  const pause = age < 2 * minute ? 5 * second : age < 10 * minute ? 15 * second : minute;
  return hasPassed(session, pause, now);
}

/**
 * When a request on a device is looked up next without anyone asking. Ended ones are looked up too: the device knows no time
 * limit, and cannot be told that nobody waits any more.
 */
export function tillLookAt(session: SessionRecord, graceEndsAt: number): number | null {
  if (session.tokenIssuedAt === null) return null;
  const planned = [...offsets(session.tokenIssuedAt, tillLooks), graceEndsAt];
  const soon = offsets(session.settledAt, soonLooks);
  switch (session.state) {
    case 'undecided':
      return lookBefore(tillOverdueAt(session), session, [...soon, ...planned], graceEndsAt);
    case 'open':
      return lookBefore(tillOverdueAt(session), session, planned, graceEndsAt);
    case 'superseded':
    case 'cancelled':
    case 'expired':
      return nextOf(session, planned) ?? later(session, graceEndsAt);
    default:
      return null;
  }
}

/** The next planned look, or after `end` one of growing pauses; none of them skips the time when a person has to decide. */
function lookBefore(
  overdueAt: number,
  session: SessionRecord,
  planned: readonly number[],
  end: number,
): number {
  const next = nextOf(session, planned) ?? later(session, end);
  return Math.min(next, nextOf(session, [overdueAt]) ?? Infinity);
}

/** When what no device has answered becomes a person's. */
export function tillOverdueAt({ createdAt, tokenIssuedAt }: SessionRecord): number {
  return (tokenIssuedAt ?? createdAt) + overdueAfterMs;
}

/** When an open refund of the session is looked up next. */
export function refundLookAt(session: SessionRecord): number | null {
  const looks = (session.terminal?.refunds ?? []).filter(isLookedUp).map((refund) => {
    const { startedAt } = refund;
    const end = startedAt + refundLooksMs;
    const soon = refund.state === 'unknown' ? soonLooks : [];
    const planned = [...offsets(startedAt, [...soon, ...tillLooks]), end];
    const next = lookBefore(refundOverdueAt(refund), session, planned, end);
    return next < startedAt + keepLookingMs ? next : null;
  });
  return earliest(looks);
}

/** One that has ended without a row as well: nothing keeps the device from giving the money back later. */
function isLookedUp({ state }: RefundRecord): boolean {
  return ['handed_over', 'unknown', 'released', 'cancelled'].includes(state);
}

/** When time alone moves a refund on. */
export function refundSettlesAt({ terminal }: SessionRecord): number | null {
  const starting = (terminal?.refunds ?? []).filter(({ state }) => state === 'starting');
  return earliest(starting.map(({ startedAt }) => startedAt + refundLeaseMs));
}

export function refundOverdueAt({ startedAt }: RefundRecord): number {
  return startedAt + overdueAfterMs;
}

/** Whether money may still be on its way back. */
export function isOpenRefund({ state }: RefundRecord): boolean {
  return openRefundStates.includes(state);
}

/** Whether a refund counts as being on the screen of its device. */
export function mayRefundOccupyDevice(refund: RefundRecord, now: number): boolean {
  return isOpenRefund(refund) && now < refundOverdueAt(refund);
}

/**
 * Whether a session may be on the screen of its device. One that nobody answered for a day is, until a person has decided; one that
 * lost its order still may be, for a while.
 */
export function mayOccupyDevice(session: SessionRecord, now: number): boolean {
  const { state, reason, createdAt, tokenIssuedAt } = session;
  if (state === 'review') return reason === 'undecided_in_time';
  if (state === 'superseded') return tokenIssuedAt !== null && now < createdAt + releasableAfterMs;
  return ['initializing', 'open', 'undecided'].includes(state);
}
