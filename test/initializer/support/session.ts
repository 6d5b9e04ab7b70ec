import type { SessionRecord, TransactionFacts } from '../../../packages/initializer/src/index.js';
import { firstVersion } from '../../../packages/initializer/src/stores/first-version.js';
import { readTransaction } from '../../../packages/initializer/src/transaction.js';
import { start } from './manual-clock.js';
import { transaction } from './fake-helcim.js';

export const reference = 'HC-0123456789ABCDEF';

/** An open session for a purchase of 49.99 CAD; tests change what matters to them. */
export function session(changes: Partial<SessionRecord> = {}): SessionRecord {
  const beginning = {
    scope: 'default@api.helcim.com',
    sessionId: 'TAMcOZtfrwnlEdacEw2FQw',
    orderId: 'order-1',
    reference,
    createdAt: start,
    order: {
      amountCents: 4999,
      currency: 'CAD',
      paymentType: 'purchase',
      paymentMethod: null,
      invoiceNumber: null,
      customerCode: null,
      convenienceFee: false,
    },
  } as const;
  return {
    ...firstVersion(beginning),
    version: 2,
    state: 'open',
    checkoutToken: 'c0ffee00c0ffee00c0ffee',
    secretToken: '5ec2e75ec2e75ec2e75ec2',
    tokenIssuedAt: start,
    ...changes,
  };
}

/** A transaction that fits the session above. */
export function facts(changes: Record<string, string> = {}): TransactionFacts {
  const read = readTransaction(transaction({ invoiceNumber: reference, ...changes }));
  if (!read) throw new Error('The sample transaction cannot be read.');
  return read;
}
