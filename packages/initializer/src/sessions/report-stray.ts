import { hour } from '../clock.js';
import { InitializerError } from '../error.js';
import type { TransactionFacts } from '../transaction.js';
import type { Core } from './core.js';
import { merchantTransaction } from './merchant-view.js';

const keepNoticeMs = 72 * hour;

/**
 * Money under a reference of ours that no session knows: the store was lost, or another server shares the account. A person is
 * told once; Helcim is asked to send the webhook again, because the right server may take it yet.
 *
 * @throws InitializerError `session_missing`, always.
 */
export async function reportStray(core: Core, row: TransactionFacts): Promise<never> {
  const { store, scope, clock } = core.config;
  const key = `stray-${row.transactionId}`;
  if (!(await store.hasReceipt(scope, key, clock.now()))) {
    await tell(core, row, key);
    await store.addReceipt(scope, key, clock.now() + keepNoticeMs);
  }
  throw new InitializerError(
    'session_missing',
    `Transaction ${row.transactionId} carries the reference ${row.invoiceNumber}, but no session in the store does.`,
  );
}

async function tell({ config, closing }: Core, row: TransactionFacts, idempotencyKey: string): Promise<void> {
  const { transactionId, invoiceNumber: reference } = row;
  config.log.error({ transactionId, reference }, 'A payment needs a person: no session knows its reference.');
  await config.callbacks.onReview?.({
    order: undefined,
    sessionId: undefined,
    reference,
    idempotencyKey,
    signal: closing,
    reason: 'session_missing',
    transaction: merchantTransaction({ ...row, cardToken: '' }),
  });
}
