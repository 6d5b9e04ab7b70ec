import { InitializerError } from '../error.js';
import type { CallbackName, SessionRecord } from '../stores/session-store.js';
import { readTransaction, type TransactionFacts } from '../transaction.js';
import { nextVersion, withoutApprovals } from './apply-verdict.js';
import { claimId, hasClaimed } from './claim-id.js';
import { cameBack } from './compare-transaction.js';
import type { Core } from './core.js';
import { supersedeOthers } from './supersede.js';

/**
 * What a person found out about a session in review: `approved` takes the payment as it is and runs the callback that is
 * still owed, `returned` says that the money went back, `expired` that none moved. The last two free the order.
 */
export type Decision = (typeof decisions)[number];

const decisions = ['approved', 'returned', 'expired'] as const;

/** @throws InitializerError `session_not_found`, or `invalid_decision` with the reason. */
export async function resolveReview(
  core: Core,
  sessionId: string,
  decision: Decision,
  { transactionId }: { transactionId?: string } = {},
): Promise<SessionRecord> {
  const { store, scope, clock } = core.config;
  // From JavaScript it may be anything, and a state that is none would free the order.
  if (!decisions.includes(decision)) refuse(`"${decision}" is none of ${decisions.join(', ')}`);
  for (;;) {
    const session = await store.get(scope, sessionId);
    if (!session) throw new InitializerError('session_not_found', `There is no session ${sessionId}.`);
    if (session.state !== 'review') refuse(`session ${sessionId} is ${session.state}, not in review`);
    const at = clock.now();
    const changes =
      decision === 'approved' ? approval(session, transactionId, at) : release(session, decision, at);
    const step = { at, from: 'person', said: `resolved as ${decision}` } as const;
    const next = nextVersion(session, changes, core.config, step);
    const outcome = await store.update(next);
    if (outcome === 'stored') {
      if (next.closesOrder) await supersedeOthers(core, next);
      return next;
    }
    if (outcome === 'order_closed')
      refuse('another session of the order is paid: resolve this one as returned');
    if (outcome === 'transaction_taken') refuse('this transaction has settled another session');
  }
}

function approval(
  session: SessionRecord,
  transactionId: string | undefined,
  at: number,
): Partial<SessionRecord> {
  const transaction = session.transaction ?? statedByPerson(session, transactionId);
  if (cameBack(transaction))
    refuse('the bank payment came back: resolve it as returned, or wait until it clears');
  const name = ({ purchase: 'fulfill', preauth: 'onAuthorized', verify: 'onVerified' } as const)[
    session.order.paymentType
  ];
  return {
    state: 'approved',
    reason: null,
    settledAt: at,
    closesOrder: true,
    transaction,
    transactionIds: claims(session, transaction),
    // Without an order there is nothing to fulfill.
    callbacks: session.isStray
      ? session.callbacks
      : [...session.callbacks, ...owed(session, name, transaction, at)],
  };
}

/** A payment that the rows gave to another order stays that order's: each id belongs to one session, ever. */
function claims(session: SessionRecord, transaction: TransactionFacts): string[] {
  const { reason, transactionIds } = session;
  const isClaimed = reason === 'transaction_claimed_elsewhere' || hasClaimed(session, transaction);
  return isClaimed ? [...transactionIds] : [...transactionIds, claimId(transaction)];
}

function owed(session: SessionRecord, name: CallbackName, transaction: TransactionFacts, at: number) {
  if (session.callbacks.some((callback) => callback.name === name && !callback.withdrawn)) return [];
  const idempotencyKey = `${session.reference}-${session.callbacks.length + 1}`;
  return [{ name, idempotencyKey, reason: null, transaction, tries: 0, nextTryAt: at }];
}

function release(
  { callbacks }: SessionRecord,
  decision: 'returned' | 'expired',
  at: number,
): Partial<SessionRecord> {
  return {
    state: decision,
    reason: null,
    settledAt: at,
    closesOrder: false,
    callbacks: withoutApprovals(callbacks),
  };
}

/** Only a person has seen this payment: its id is all we know. */
function statedByPerson(session: SessionRecord, transactionId: string | undefined): TransactionFacts {
  const { order, reference } = session;
  const transaction = readTransaction({
    transactionId,
    status: 'APPROVED',
    type: order.paymentType,
    amount: order.amountCents / 100,
    currency: order.currency,
    invoiceNumber: order.invoiceNumber ?? reference,
  });
  if (!transaction) refuse('no transaction is known: give the transactionId that Helcim shows');
  return isBankHint(session, transaction) ? { ...transaction, kind: 'ach' } : transaction;
}

/** Whether it is the payment by bank that the person was told of. */
function isBankHint({ order, listedIds = [] }: SessionRecord, { transactionId }: TransactionFacts): boolean {
  return order.paymentMethod === 'ach' || listedIds.includes(claimId({ kind: 'ach', transactionId }));
}

function refuse(why: string): never {
  throw new InitializerError('invalid_decision', `The review cannot be resolved like this: ${why}.`);
}
