import { InitializerError } from '../error.js';
import type { TransactionFacts } from '../transaction.js';
import { nextVersion } from './apply-verdict.js';
import { claimId, toldId } from './claim-id.js';
import { goOn, type Core } from './core.js';
import { newStray } from './new-session.js';
import { runCallbacks } from './run-callbacks.js';
import type { ReviewReason, SessionRecord } from '../stores/session-store.js';

/**
 * Money under a reference of ours that no session knows: the store was lost, or another server shares the account. A person is
 * told once; Helcim is asked to send the webhook again, because the right server may take it yet.
 *
 * @throws InitializerError `session_missing`, always.
 */
export async function reportStray(core: Core, row: TransactionFacts): Promise<never> {
  await recordStray(core, row, 'session_missing');
  throw sessionMissing(row);
}

/** The same for a webhook that comes again, until a person has decided, or the session is there after all. */
export async function refuseStray({ config }: Core, owner: SessionRecord): Promise<void> {
  const { isStray, state, reason, transaction } = owner;
  if (!isStray || state !== 'review' || reason !== 'session_missing' || !transaction) return;
  if (await config.store.byReference(config.scope, transaction.invoiceNumber)) return;
  throw sessionMissing(transaction);
}

/**
 * Records a payment that cannot be given to one session as a review of its own, once. Written in two steps, because a store takes
 * claims with an update only; whoever finds the first step alone does the second.
 */
export async function recordStray(core: Core, row: TransactionFacts, reason: ReviewReason): Promise<void> {
  const { config } = core;
  for (const claim of new Set([claimId(row), claimOf(row, reason)]))
    if (await config.store.byTransactionId(config.scope, claim)) return;
  const stray = newStray(row, config);
  const outcome = await config.store.create(stray);
  const recorded = outcome.created ? stray : outcome.holder;
  if (recorded.state !== 'initializing') return;
  const next = asReview(core, recorded, row, reason);
  // If not, another process has recorded it, or a session has claimed the payment meanwhile.
  if ((await config.store.update(next)) !== 'stored') return;
  const { transactionId, invoiceNumber: reference } = row;
  config.log.error(
    { transactionId, reference, reason },
    'A payment needs a person: no one session can be given it.',
  );
  void goOn(core, runCallbacks(core, next));
}

/** An order may still prove that the payment is its own. */
function claimOf(row: TransactionFacts, reason: ReviewReason): string {
  return reason === 'session_missing' ? claimId(row) : toldId(row);
}

function asReview(
  { config }: Core,
  recorded: SessionRecord,
  row: TransactionFacts,
  reason: ReviewReason,
): SessionRecord {
  const at = config.clock.now();
  const { transactionId } = row;
  const transaction = { ...row, cardToken: '' };
  const idempotencyKey = `stray-${claimId(row)}`;
  const changes: Partial<SessionRecord> = {
    state: 'review',
    live: false,
    settledAt: at,
    reason,
    transaction,
    transactionIds: [claimOf(row, reason)],
    callbacks: [{ name: 'onReview', idempotencyKey, reason, transaction, tries: 0, nextTryAt: at }],
  };
  const said = `${reason}: transaction ${transactionId}`;
  return nextVersion(recorded, changes, config, { at, from: 'rows', said });
}

function sessionMissing({ transactionId, invoiceNumber }: TransactionFacts): InitializerError {
  return new InitializerError(
    'session_missing',
    `Transaction ${transactionId} carries the reference ${invoiceNumber}, but no session in the store does.`,
  );
}
