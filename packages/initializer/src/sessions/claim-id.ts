import type { SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';

type Named = Pick<TransactionFacts, 'kind' | 'transactionId'>;

/**
 * What a session claims a transaction by. Helcim numbers card and bank transactions apart, so that one of each may carry the same
 * id: under the bare id the payment by bank of one order would swallow the card payment of another. For the store alone.
 */
export function claimId({ kind, transactionId }: Named): string {
  return kind === 'ach' ? `ach:${transactionId}` : transactionId;
}

/**
 * What a record of a payment claims that a person was told of, and no more: whose it is may still come out, and its session has
 * to be free to claim it then. For the store alone.
 */
export function toldId(transaction: Named): string {
  return `told:${claimId(transaction)}`;
}

/** The claim's transaction, as Helcim writes it and people look it up. */
export function plainId(claim: string): string {
  return claim.replace(/^(told:)?(ach:)?/, '');
}

/** Whether the transaction is one of those that the session has claimed. */
export function hasClaimed(session: SessionRecord, transaction: Named): boolean {
  const { transactionIds } = session;
  return transactionIds.includes(claimId(transaction)) || isOlderClaim(session, transaction);
}

/** Records of earlier releases name a bank payment by its bare id, and one may be pending for days. */
function isOlderClaim({ transaction: known, transactionIds }: SessionRecord, { kind, transactionId }: Named) {
  const isKnown = known?.kind === kind && known.transactionId === transactionId;
  return isKnown && transactionIds.includes(transactionId);
}
