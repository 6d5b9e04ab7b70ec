import { InitializerError } from '../error.js';
import type { PostedResult } from '../read-result.js';
import type { SessionRecord } from '../stores/session-store.js';
import { verifyHash } from '../verify-hash.js';
import { claimId } from './claim-id.js';
import { movesMoney } from './compare-transaction.js';
import type { Core } from './core.js';
import type { Evidence } from './evidence.js';
import { claimLook, readAll, settleLook } from './look-up.js';
import { settle } from './settle.js';
import { supersedeOthers } from './supersede.js';
import { mayAskForClaim } from './timeline.js';

/**
 * Settles a session with the result that the browser posted.
 *
 * @throws InitializerError `transaction_taken` if the transaction belongs to another session and nothing proves otherwise;
 *   `session_not_found` if it is no session of HelcimPay.js.
 */
export async function settleResult(
  core: Core,
  session: SessionRecord,
  posted: PostedResult,
): Promise<SessionRecord> {
  const { store, scope, clock } = core.config;
  // A device posts nothing: whoever does has made it up.
  if (session.terminal)
    throw new InitializerError('session_not_found', 'A result was posted for a session at a till.');
  const { transaction, transactionText } = posted;
  const owner = await store.byTransactionId(scope, claimId(transaction));
  const hash = verifyHash(transactionText, posted.hash, session.secretToken ?? '');
  const isElsewhere = owner !== undefined && owner.sessionId !== session.sessionId;
  if (isElsewhere && hash !== 'valid') {
    throw new InitializerError(
      'transaction_taken',
      `Transaction ${transaction.transactionId} has settled another session.`,
    );
  }
  const at = clock.now();
  if (isElsewhere) {
    // Rows gave it to another order on the same invoice; the hash proves that the money is this one's.
    const result = { hash, transaction, claimedBy: owner.reference };
    return await settle(core, session.sessionId, { from: 'result', at, result, rows: 'not_asked' });
  }
  // The same result again: the stored verdict is the answer. Only a proven bank payment has news under a known id.
  if (owner && (hash !== 'valid' || transaction.kind === 'card')) {
    // The first try may have failed between the verdict and this.
    if (owner.closesOrder) await supersedeOthers(core, owner);
    return owner;
  }
  const isNewPayment = hash === 'valid' && movesMoney(transaction) && !owner;
  const asked = await rowsFor(core, session, isNewPayment, at);
  return await settleLook(core, session, {
    from: 'result',
    at,
    result: { hash, transaction },
    ...asked,
  });
}

/**
 * A proven payment is checked against its row before it is believed. Everything else can be posted as often as anyone likes, a
 * known payment and a refused card included: it causes a look only now and then, and a whole one, since the next is later for it.
 */
async function rowsFor(
  core: Core,
  session: SessionRecord,
  isNewPayment: boolean,
  at: number,
): Promise<Pick<Evidence, 'rows' | 'doubtful' | 'bankHints' | 'look'>> {
  if (!isNewPayment && !mayAskForClaim(session, at)) return { rows: 'not_asked' };
  const { look } = await claimLook(core, session, at);
  if (look === undefined && !isNewPayment) return { rows: 'not_asked' };
  return { look, ...(await readAll(core, session, { at, priority: 'buyer' })) };
}
