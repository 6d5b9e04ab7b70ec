import { hour } from '../clock.js';
import { InitializerError } from '../error.js';
import type { TransactionFacts } from '../transaction.js';
import type { Core } from './core.js';
import { merchantTransaction } from './merchant-view.js';
import type { ReviewReason } from '../stores/session-store.js';

const keepNoticeMs = 72 * hour;

/**
 * Money under a reference of ours that no session knows: the store was lost, or another server shares the account. A person is
 * told once; Helcim is asked to send the webhook again, because the right server may take it yet.
 *
 * @throws InitializerError `session_missing`, always.
 */
export async function reportStray(core: Core, row: TransactionFacts): Promise<never> {
  await tellOfPayment(core, row, 'session_missing');
  throw new InitializerError(
    'session_missing',
    `Transaction ${row.transactionId} carries the reference ${row.invoiceNumber}, but no session in the store does.`,
  );
}

/** Tells a person once of a payment that cannot be given to one session; again as long as that fails. */
export async function tellOfPayment(core: Core, row: TransactionFacts, reason: ReviewReason): Promise<void> {
  const { store, scope, clock } = core.config;
  const key = `stray-${row.transactionId}`;
  if (await store.hasReceipt(scope, key, clock.now())) return;
  await tell(core, row, reason, key);
  await store.addReceipt(scope, key, clock.now() + keepNoticeMs);
}

async function tell(
  { config, closing }: Core,
  row: TransactionFacts,
  reason: ReviewReason,
  idempotencyKey: string,
): Promise<void> {
  const { transactionId, invoiceNumber: reference } = row;
  config.log.error(
    { transactionId, reference, reason },
    'A payment needs a person: no one session can be given it.',
  );
  await config.callbacks.onReview?.({
    order: undefined,
    sessionId: undefined,
    reference,
    idempotencyKey,
    signal: closing,
    reason,
    transaction: merchantTransaction({ ...row, cardToken: '' }),
    transactionIds: [transactionId],
  });
}
