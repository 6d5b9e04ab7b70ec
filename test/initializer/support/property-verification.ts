import assert from 'node:assert/strict';
import type {
  ApprovedInput,
  OrderSnapshot,
  ReviewInput,
  ReviewReason,
  Transaction,
} from '../../../packages/initializer/src/index.js';
import { dollarsOf, type Charge } from './helcim-charge.js';
import type { Call } from './property-merchant.js';

/** A session whose token a buyer has had. */
export interface Opened {
  readonly sessionId: string;
  readonly orderId: string;
  readonly checkoutToken: string;
  readonly createdAt: number;
  readonly order: OrderSnapshot;
}

/** What Helcim, the buyers and the merchant know when all is over. */
export interface Books {
  readonly charges: readonly Charge[];
  /** Payments on an existing invoice that no token of ours made. */
  readonly foreign: readonly Charge[];
  readonly opened: readonly Opened[];
  /** Charges whose genuine result was posted to their own session. */
  readonly posted: ReadonlySet<Charge>;
  /** Those whose result the server has lived to take. */
  readonly proven: ReadonlySet<Charge>;
  readonly calls: readonly Call[];
  /** Of a bank payment. */
  readonly clearedAt: (charge: Charge) => number | undefined;
  readonly cameBackAt: (charge: Charge) => number | undefined;
  /** Whether Helcim has shown a card payment before any of it went back. */
  readonly wasSeenWhole: (charge: Charge) => boolean;
}

const mostFee = 0.05;
/** From the start of a session to the end of its grace: then somebody looks for a bank payment whose result never came. */
const graceMs = 70 * 60_000;
const hour = 60 * 60_000;
const day = 24 * hour;
/** Twice what thousands of stories needed. */
const mostReviewsPerSession = 8;
/** A bank payment may turn round more than once. */
const turns: readonly ReviewReason[] = ['money_was_returned', 'cleared_after_return'];
const callbackOf = { purchase: 'fulfill', preauth: 'onAuthorized', verify: 'onVerified' } as const;

/** Every charge is told as paid once, or to a person, or comes back, and nothing else is told as paid. */
export function verifyBooks(books: Books): void {
  verifyTries(books.calls);
  verifyReviews(firstTries(books.calls).filter(isReviewCall));
  for (const call of firstTries(books.calls).filter(isPaidCall)) verifyPaid(books, call);
  for (const charge of books.charges) verifyEnd(books, charge);
}

/** What is told again was not told before, as far as anyone could know. */
function verifyTries(calls: readonly Call[]): void {
  for (const tries of byKey(calls).values()) {
    const [first] = tries;
    const last = tries.at(-1);
    for (const call of tries) {
      assert.ok(call.isOwed, `${describe(call)} is called again`);
      assert.deepEqual([call.name, idOf(call)], [first?.name, first && idOf(first)]);
    }
    if (!last || last.ended === 'returned') continue;
    const isWithdrawn = calls.some(
      ({ name, input }) => name === 'onReturned' && input.sessionId === last.input.sessionId,
    );
    assert.ok(isWithdrawn, `${describe(last)} is owed and never returned`);
  }
}

/**
 * A person who is told the same again and again stops reading. Among payments that may be the order's are some that a browser had
 * named before: each is told once more when it is found.
 */
function verifyReviews(reviews: readonly ReviewCall[]): void {
  const told = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const call of reviews) {
    const { sessionId, reason, transaction, transactionIds } = call.input;
    const count = (counts.get(sessionId) ?? 0) + 1;
    counts.set(sessionId, count);
    assert.ok(count <= mostReviewsPerSession, `${describe(call)}: ${count} reviews of one session`);
    if (turns.includes(reason)) continue;
    // A card and a bank payment may have one id.
    const about = transaction && `${kindOf(transaction)} ${transaction.transactionId}`;
    const content = [sessionId, reason, about, ...[...transactionIds].sort()].join(' ');
    const times = (told.get(content) ?? 0) + 1;
    told.set(content, times);
    const most = transaction ? 1 : Math.max(1, transactionIds.length);
    assert.ok(times <= most, `${describe(call)}: told again as ${reason}`);
  }
}

function verifyPaid(books: Books, call: PaidCall): void {
  const { orderId } = call.input.order;
  const charge = chargeOf(books, call);
  assert.ok(charge, `${describe(call)}: paid by nothing`);
  assert.equal(call.name, callbackOf[charge.type], `${describe(call)}: a ${charge.type}`);
  verifyAmount(books, call, charge);
  verifyOwner(books, call, charge);
  assert.ok(isReceived(books, call, charge), `${describe(call)}: the money is not there`);

  const paid = firstTries(books.calls).filter(isPaidCall);
  for (const other of paid.slice(0, paid.indexOf(call))) {
    const earlier = chargeOf(books, other);
    assert.notEqual(earlier, charge, `${describe(call)}: told as paid under two keys`);
    if (other.input.order.orderId !== orderId) continue;
    const backAt = (earlier && books.cameBackAt(earlier)) ?? Infinity;
    assert.ok(backAt <= call.at, `${orderId} is paid twice: ${describe(other)} and ${describe(call)}`);
  }
}

function verifyAmount({ opened }: Books, call: PaidCall, charge: Charge): void {
  const { order, transaction, sessionId } = call.input;
  const session = opened.find((candidate) => candidate.sessionId === sessionId);
  const amountCents = Math.round(Number(order.amount) * 100);
  const convenienceFee = session?.order.convenienceFee ?? transaction.convenienceFee !== undefined;
  const isEnough = isWithin({ amountCents, convenienceFee }, charge);
  assert.ok(isEnough, `${describe(call)}: ${charge.cents} cents for ${amountCents}`);
  assert.equal(transaction.amount, dollarsOf(charge.cents));
  const feeCents = charge.cents - amountCents;
  assert.equal(transaction.convenienceFee, feeCents > 0 ? dollarsOf(feeCents) : undefined);
}

/** Only on a shared invoice can a payment be taken for another order's, where its own does not wait for such a one. */
function verifyOwner(books: Books, call: PaidCall, charge: Charge): void {
  const { order, sessionId } = call.input;
  const owner = ownerOf(books, charge);
  if (owner?.orderId === order.orderId) return;
  const createdAt = books.opened.find((opened) => opened.sessionId === sessionId)?.createdAt ?? 0;
  const isOnInvoice = charge.invoiceNumber === order.invoiceNumber && charge.madeAt >= createdAt - 1_000;
  assert.ok(isOnInvoice, `${describe(call)}: paid by another order's payment`);
  const isAwaited =
    owner !== undefined &&
    isWithin(owner.order, charge) &&
    isAlone(books, charge) &&
    !books.calls.some(({ input }) => input.sessionId === owner.sessionId);
  assert.ok(!isAwaited, `${describe(call)}: paid by a payment that ${owner?.orderId ?? ''} waits for`);
}

/** A bank payment has cleared; a card payment had not gone back already, unless its result alone was believed. */
function isReceived({ posted, clearedAt, wasSeenWhole }: Books, { at }: Call, charge: Charge): boolean {
  if (charge.type === 'verify') return true;
  if (charge.kind === 'ach') return (clearedAt(charge) ?? Infinity) <= at;
  return posted.has(charge) || wasSeenWhole(charge);
}

function verifyEnd(books: Books, charge: Charge): void {
  const { opened, calls, cameBackAt } = books;
  const owner = ownerOf(books, charge);
  const backAt = cameBackAt(charge) ?? Infinity;
  const paidAt = calls.find((call) => isPaidCall(call) && chargeOf(books, call) === charge)?.at;
  const mentions = calls.filter(
    (call) => call.ended === 'returned' && (isReviewOf(books, call, charge) || isReturnOf(call, charge)),
  );
  const title = `${charge.kind} ${charge.transactionId} of ${owner?.orderId ?? 'nobody'}`;
  if (paidAt !== undefined) {
    const isBackUntold = backAt < Infinity && paidAt < backAt && !mentions.some(({ at }) => at >= backAt);
    assert.ok(!isBackUntold, `${title} was told as paid, came back, and nobody knows`);
    return;
  }
  if (mentions.length > 0) return;
  const demand = demandOf(books, charge, owner);
  if (demand === 'nothing') return;
  assert.ok(demand === 'its session', `${title} is lost: nobody was told`);
  const tokens = opened.filter(({ checkoutToken }) => checkoutToken === charge.checkoutToken);
  assert.ok(
    calls.some(({ input }) => tokens.some(({ sessionId }) => sessionId === input.sessionId)),
    `${title} is lost: nobody was told of its session`,
  );
}

/**
 * Whether the payment itself must be told. What cannot be found by any means: a verify or a bank payment of another amount without
 * its result, and what the bank took back before anyone looked for it or Helcim showed it. What nobody looks for once its session
 * is settled by something else: on a shared invoice a bank payment without its result and a row of other terms, and anywhere a row
 * that cannot be understood.
 */
function demandOf(
  books: Books,
  charge: Charge,
  owner: Opened | undefined,
): 'itself' | 'its session' | 'nothing' {
  const { kind, type, oddity, invoiceNumber } = charge;
  if (books.proven.has(charge) && oddity !== 'status') return 'itself';
  if (type === 'verify') return 'nothing';
  const meetsTerms = owner !== undefined && isWithin(owner.order, charge);
  const isShared = owner?.order.invoiceNumber === invoiceNumber;
  if (kind === 'ach') {
    if (!meetsTerms) return 'nothing';
    // A story's clock makes steps of more than an hour, and a session that was paid by bank is looked at once a day.
    const patienceMs = isAlone(books, charge) ? 2 * hour : day;
    const soughtAt = Math.max(owner.createdAt + graceMs, charge.listedAt) + patienceMs;
    if ((books.cameBackAt(charge) ?? Infinity) <= soughtAt) return 'nothing';
    return isShared ? 'its session' : 'itself';
  }
  if (isShared) return meetsTerms && oddity === undefined ? 'itself' : 'its session';
  return isAlone(books, charge) || oddity === undefined || oddity === 'date' ? 'itself' : 'its session';
}

/** Whether its token was charged once. */
function isAlone({ charges }: Books, { checkoutToken }: Charge): boolean {
  return charges.filter((charge) => charge.checkoutToken === checkoutToken).length === 1;
}

function isWithin(
  { amountCents, convenienceFee }: Pick<OrderSnapshot, 'amountCents' | 'convenienceFee'>,
  { cents }: Charge,
): boolean {
  return cents >= amountCents && cents <= Math.round(amountCents * (convenienceFee ? 1 + mostFee : 1));
}

/** On a shared invoice a payment may be told of by another order's session. */
function isReviewOf(books: Books, call: Call, charge: Charge): boolean {
  if (!isReviewCall(call)) return false;
  const { order, transactionIds } = call.input;
  const isItsOrder =
    order === undefined ||
    order.orderId === ownerOf(books, charge)?.orderId ||
    order.invoiceNumber === charge.invoiceNumber;
  return isItsOrder && transactionIds.includes(charge.transactionId) && mayBeOfKind(books, call, charge);
}

/** Cards and banks number apart: of two payments with one id, the review of one tells nothing of the other. */
function mayBeOfKind(books: Books, { input: { reason, transaction } }: ReviewCall, charge: Charge): boolean {
  if (transaction?.transactionId !== charge.transactionId)
    return reason !== 'bank_payment_found' || charge.kind === 'ach';
  // On one token the id stands for both, and the reason says that there are two.
  return kindOf(transaction) === charge.kind || (reason === 'second_approval' && hasNamesake(books, charge));
}

function hasNamesake({ charges }: Books, { kind, transactionId, checkoutToken }: Charge): boolean {
  return charges.some(
    (other) =>
      other.kind !== kind && other.transactionId === transactionId && other.checkoutToken === checkoutToken,
  );
}

function isReturnOf(call: Call, charge: Charge): boolean {
  return call.name === 'onReturned' && charge.kind === 'ach' && idOf(call) === charge.transactionId;
}

function ownerOf({ opened }: Books, { checkoutToken }: Charge): Opened | undefined {
  return opened.find((session) => session.checkoutToken === checkoutToken);
}

type PaidCall = Call & { readonly input: ApprovedInput };

function isPaidCall(call: Call): call is PaidCall {
  return call.name !== 'onReview' && call.name !== 'onReturned';
}

type ReviewCall = Call & { readonly input: ReviewInput };

function isReviewCall(call: Call): call is ReviewCall {
  return call.name === 'onReview';
}

/** Of a card and a bank payment with the same id, the one that the merchant sees. */
function chargeOf({ charges, foreign }: Books, { input: { transaction } }: PaidCall): Charge | undefined {
  const kind = kindOf(transaction);
  return [...charges, ...foreign].find(
    (charge) => charge.kind === kind && charge.transactionId === transaction.transactionId,
  );
}

function kindOf({ cardType }: Transaction): Charge['kind'] {
  return cardType === '' ? 'ach' : 'card';
}

function firstTries(calls: readonly Call[]): Call[] {
  return [...byKey(calls).values()].flatMap((tries) => tries.slice(0, 1));
}

function byKey(calls: readonly Call[]): Map<string, Call[]> {
  const found = new Map<string, Call[]>();
  for (const call of calls) {
    const { idempotencyKey } = call.input;
    found.set(idempotencyKey, [...(found.get(idempotencyKey) ?? []), call]);
  }
  return found;
}

function idOf({ input }: Call): string | undefined {
  return input.transaction?.transactionId;
}

function describe(call: Call): string {
  return `${call.name} of ${call.input.order?.orderId ?? 'no order'} with ${idOf(call) ?? 'nothing'}`;
}
