import { day, hour, minute, second } from '../clock.js';
import type { Config } from '../read-options.js';
import type { SessionRecord, SessionState } from '../stores/session-store.js';
import { hasClaimed } from './claim-id.js';
import { isPaid, isReviewInDoubt } from './compare-transaction.js';
import { earliest, hasPassed, later, nextOf, offsets } from './look-times.js';
import {
  isOpenRefund,
  mayClerkAsk,
  refundLookAt,
  refundSettlesAt,
  tillLookAt,
  tillOverdueAt,
} from './till-timeline.js';

/** How long Helcim keeps a token alive. */
export const tokenLifeMs = 60 * minute;

const resumeForMs = 55 * minute;
const keepUndecidedMs = 72 * hour;
/** How long Helcim is asked in vain about a session that it may have money for. */
const longestAskingMs = 30 * day;
/** How long an order stays blocked because Helcim cannot be asked whether it is paid. */
const longestBlockMs = 6 * hour;
const clearingTakesMs = 10 * day;
const pendingLookMs = 6 * hour;
/** A bank payment that has cleared may still come back. */
const clearedLookMs = 24 * hour;

/** After a token was handed out, for the buyer who paid and vanished. Later than the grace: see `later`. */
const openLooks = [5, 15, 30, 55].map((minutes) => minutes * minute);
/** After a result that could not be verified; the first look is part of answering it. */
const undecidedLooks = [3 * second, 10 * second, 30 * second, 5 * minute, 15 * minute, 30 * minute];
const longestLaterLook = 12 * hour;
/** After a look that did not reach Helcim; doubled each time. */
const firstRetry = 30 * second;
/** After the grace, for a row that Helcim lists hours late: an empty list is never proof. */
const unpaidLateLooks = [1 * hour, 6 * hour, 24 * hour];
/** The token of a paid session could be charged once more until it died, and that row may be late too. */
const paidLateLooks = [0, 6 * hour];
/** Pauses between looks that buyers cause. */
const askPauses = [0, 3, 10, 30, 60, 120].map((seconds) => seconds * second);
const longestAskPause = 5 * minute;

type TimingConfig = Pick<Config, 'graceMs' | 'keepPaidMs' | 'readToken'>;

/** When nothing more can be paid on the session's token, with the grace for what Helcim shows late. */
export function graceEndsAt(session: SessionRecord, { graceMs }: Pick<Config, 'graceMs'>): number {
  return (session.tokenIssuedAt ?? session.createdAt) + tokenLifeMs + graceMs;
}

/** The state as of now: an open session stops being resumed five minutes before its token dies. */
export function stateAt(session: SessionRecord, now: number): SessionState | 'closing' {
  const closes =
    session.state === 'open' &&
    !session.terminal &&
    now >= (session.tokenIssuedAt ?? session.createdAt) + resumeForMs;
  return closes ? 'closing' : session.state;
}

/** Whether Helcim can be asked about the session: rows name our reference or the order's invoice, and a verify has neither. */
export function isReadable(session: SessionRecord, { readToken }: Pick<Config, 'readToken'>): boolean {
  const wasSent = session.tokenIssuedAt !== null || session.terminal !== undefined;
  return readToken !== undefined && session.order.paymentType !== 'verify' && wasSent;
}

/** Whether the session was paid by bank: such a transaction moves on for days, and is looked up by its id. */
export function isBankPayment(session: SessionRecord): boolean {
  const { transaction } = session;
  return transaction?.kind === 'ach' && hasClaimed(session, transaction);
}

/** Whether a buyer's question may cause a look at Helcim now: a few times, with growing pauses. */
export function mayAsk(session: SessionRecord, now: number): boolean {
  if (session.terminal) return mayClerkAsk(session, now);
  const wait = askPauses[session.lookups] ?? longestAskPause;
  return hasPassed(session, wait, now);
}

/** Pauses between looks because of results that prove nothing, once the session has expired. */
const claimPauseMs = 1 * hour;

/**
 * Whether a result that proves no new payment may cause a look: anyone can post one as often as they like, for as long as the record
 * is kept.
 */
export function mayAskForClaim(session: SessionRecord, now: number): boolean {
  if (session.state === 'expired') return hasPassed(session, claimPauseMs, now);
  return ['open', 'undecided', 'superseded'].includes(session.state) && mayAsk(session, now);
}

/** The record with the fields that follow from the others: `live`, `dueAt`, `keepUntil`. Every write passes here. */
export function stamp(session: SessionRecord, config: TimingConfig): SessionRecord {
  const holdsNothing = ['superseded', 'expired', 'returned', 'cancelled', 'asleep'].includes(session.state);
  return {
    ...session,
    live: session.live && !holdsNothing,
    dueAt: earliest([
      ...callbackTimes(session),
      nextLookAt(session, config),
      settlesByTimeAt(session, config),
      refundSettlesAt(session),
    ]),
    keepUntil: keepUntil(session, config),
  };
}

function callbackTimes(session: SessionRecord): (number | null)[] {
  return session.callbacks.map((callback) => callback.nextTryAt);
}

/** When Helcim should be asked next without anyone asking us. */
export function nextLookAt(session: SessionRecord, config: TimingConfig): number | null {
  if (!isReadable(session, config)) return null;
  const retry = retryAt(session, config);
  const next = earlier(regularLookAt(session, config), retry);
  const isEndless = ['open', 'undecided', 'pending'].includes(session.state) || isBankPayment(session);
  const own = isEndless ? next : withinReason(session, next, config);
  return earliest([own, earlier(refundLookAt(session), retry)]);
}

/** The earlier of a planned look and its repetition. What is not planned is not repeated. */
function earlier(planned: number | null, retry: number): number | null {
  return planned === null ? null : Math.min(planned, retry);
}

/** When a look that did not reach Helcim is repeated: not later than its failing would free the order. */
function retryAt(session: SessionRecord, config: TimingConfig): number {
  const { failedLooks = 0, lookedAt, state } = session;
  if (failedLooks === 0) return Infinity;
  const last = lookedAt ?? 0;
  const next = last + Math.min(longestLaterLook, firstRetry * 2 ** (failedLooks - 1));
  const free = blockEndsAt(session, config);
  return state === 'open' && last < free ? Math.min(next, free) : next;
}

/** Looks end after three days; while they have not reached Helcim, after thirty, and the last one is then. */
function withinReason(session: SessionRecord, next: number | null, config: TimingConfig): number | null {
  const { createdAt, supersededAt } = session;
  if (next === null || isGivenUp(session, config)) return null;
  if (isUnheard(session, config)) return Math.min(next, createdAt + longestAskingMs);
  return next < (supersededAt ?? createdAt) + keepUndecidedMs ? next : null;
}

/** Whether nothing that Helcim said since the session's end tells what became of it. */
function isUnheard(session: SessionRecord, config: TimingConfig): boolean {
  return (session.failedLooks ?? 0) > 0 && (session.lookedAt ?? 0) >= graceEndsAt(session, config);
}

/** Whether the last look at a session has been made, and has not reached Helcim either. */
export function isGivenUp(session: SessionRecord, config: TimingConfig): boolean {
  return isUnheard(session, config) && (session.lookedAt ?? 0) >= session.createdAt + longestAskingMs;
}

function regularLookAt(session: SessionRecord, config: TimingConfig): number | null {
  const end = graceEndsAt(session, config);
  const failed = (session.failedLooks ?? 0) > 0;
  if (session.terminal && !['approved', 'review', 'pending', 'returned'].includes(session.state))
    return tillLookAt(session, end);
  switch (session.state) {
    // Its state would not show whether the last look reached Helcim, so that it is looked at until it is dropped.
    case 'superseded':
    case 'open':
      return nextOf(session, [...offsets(session.tokenIssuedAt, openLooks), end]) ?? later(session, end);
    case 'undecided':
      return nextOf(session, [...offsets(session.settledAt, undecidedLooks), end]) ?? later(session, end);
    case 'pending':
      return bankLook(session, pendingLookMs, end);
    case 'approved':
      return isBankPayment(session) ? bankLook(session, clearedLookMs, end) : secondChargeLook(session, end);
    case 'review':
      if (isReviewInDoubt(session)) return later(session, end);
      return isBankPayment(session) ? bankLook(session, clearedLookMs, end) : chargedAgainLook(session, end);
    case 'returned':
      return isBankPayment(session) ? bankLook(session, clearedLookMs, end) : chargedAgainLook(session, end);
    case 'expired':
      return failed ? later(session, end) : nextOf(session, offsets(end, unpaidLateLooks));
    default:
      return null;
  }
}

/** A person who decides about one payment must hear of another on the same token. */
function chargedAgainLook(session: SessionRecord, end: number): number | null {
  return isPaid(session) ? secondChargeLook(session, end) : null;
}

/** For a second charge on the token of a paid session; a look that fails is repeated. */
function secondChargeLook(session: SessionRecord, end: number): number | null {
  if (session.lookedAt === null || session.lookedAt < end) return end;
  return (session.failedLooks ?? 0) > 0 ? later(session, end) : nextOf(session, offsets(end, paidLateLooks));
}

/** What has become of a bank payment, and whether its token was charged by card as well. */
function bankLook(session: SessionRecord, pauseMs: number, end: number): number | null {
  const both = takesCardsToo(session) ? nextOf(session, offsets(end, paidLateLooks)) : null;
  return earliest([nextBankLook(session, pauseMs), both]);
}

function takesCardsToo(session: SessionRecord): boolean {
  return session.order.paymentMethod === 'cc-ach';
}

/** Whether a look at a bank payment has to ask for cards too. */
export function mayBeChargedByCard(session: SessionRecord, now: number, config: TimingConfig): boolean {
  return takesCardsToo(session) && seeksSecondCharge(session, now, config);
}

/**
 * Whether a look is for a second charge on the session's token too: from the grace's end on, until the last planned one has
 * reached Helcim.
 */
export function seeksSecondCharge(session: SessionRecord, now: number, config: TimingConfig): boolean {
  const end = graceEndsAt(session, config);
  const last = Math.max(...offsets(end, paidLateLooks));
  const isDone = (session.lookedAt ?? 0) >= last && (session.failedLooks ?? 0) === 0;
  return now >= end && !isDone;
}

/** For ten days after a bank payment was accepted, and again after it was cleared, came back or went to a person. */
function nextBankLook(session: SessionRecord, pauseMs: number): number | null {
  const end = clearingOverdueAt(session);
  const last = Math.max(session.settledAt ?? session.createdAt, session.lookedAt ?? -Infinity);
  if (last < end) return Math.min(last + pauseMs, end);
  // Only an answer ends it: the look at the end may have died with its process.
  return session.state === 'pending' ? last + pauseMs : null;
}

/** When time alone changes the state, or the record can be made smaller. */
function settlesByTimeAt(session: SessionRecord, config: TimingConfig): number | null {
  switch (session.state) {
    case 'initializing':
      return session.leaseUntil;
    case 'open':
    case 'undecided':
      if (isReadable(session, config)) return null;
      return session.terminal ? tillOverdueAt(session) : graceEndsAt(session, config);
    case 'pending':
      return isReadable(session, config) ? null : clearingOverdueAt(session);
    case 'approved':
      return isSettledForGood(session) && hasSpares(session) ? session.createdAt + keepUndecidedMs : null;
    default:
      return null;
  }
}

/** When an order whose payment Helcim cannot be asked about is free again. */
export function blockEndsAt(session: SessionRecord, config: Pick<Config, 'graceMs'>): number {
  return graceEndsAt(session, config) + longestBlockMs;
}

/** When a bank payment that was accepted should long have cleared. */
export function clearingOverdueAt(session: SessionRecord): number {
  return (session.settledAt ?? session.createdAt) + clearingTakesMs;
}

/** Whether a paid order needs nothing but to be remembered as paid. */
export function canShrink(session: SessionRecord, now: number): boolean {
  return (
    session.state === 'approved' &&
    hasSpares(session) &&
    isSettledForGood(session) &&
    now >= session.createdAt + keepUndecidedMs
  );
}

/** Whether it still holds what only an undecided session needs. */
function hasSpares({ secretToken, terminal, history }: SessionRecord): boolean {
  return terminal ? history.length > 0 && !terminal.refunds.some(isOpenRefund) : secretToken !== null;
}

function isSettledForGood(session: SessionRecord): boolean {
  return session.callbacks.every((callback) => callback.nextTryAt === null);
}

function keepUntil(session: SessionRecord, { keepPaidMs }: TimingConfig): number | null {
  const since = session.settledAt ?? session.supersededAt ?? session.createdAt;
  if (!isSettledForGood(session)) return null;
  switch (session.state) {
    case 'initializing':
    case 'open':
      // What a device may show is never forgotten.
      return session.terminal ? null : session.createdAt + keepUndecidedMs;
    case 'superseded':
    case 'expired':
    case 'returned':
    case 'cancelled':
    case 'asleep':
      // Without a token nothing was ever payable: nothing to remember. A clerk still wants to read what a device said, and Helcim
      // sends the webhook of a stray again.
      return session.tokenIssuedAt === null && !session.terminal && !session.isStray
        ? since
        : since + keepUndecidedMs;
    case 'approved':
      return since + keepPaidMs;
    default:
      return null;
  }
}
