import type { Config } from '../read-options.js';
import type { CallbackName, CallbackRecord, EvidenceSource, SessionRecord } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import type { Verdict } from './verdict.js';
import { stamp } from './timeline.js';

const longestHistory = 8;
/** Anyone can make a claim up: more of them say nothing, and a record must not grow by them. */
const mostHintsOfClaims = 20;

/** The next version of a record, with its derived fields and one more step in its history. */
export function nextVersion(
  session: SessionRecord,
  changes: Partial<SessionRecord>,
  config: Config,
  step?: { at: number; from: EvidenceSource; said: string },
): SessionRecord {
  const history = step ? [...session.history, step].slice(-longestHistory) : session.history;
  const next = { ...session, ...changes, history, version: session.version + 1 };
  return stamp(withoutSpentCard(next), config);
}

/** A stored card rests in the record while a callback is owed, or a person may still decide that one is. */
function withoutSpentCard(session: SessionRecord): SessionRecord {
  const { transaction, callbacks, state } = session;
  const isNeeded = state === 'review' || callbacks.some(({ nextTryAt }) => nextTryAt !== null);
  if (!transaction || transaction.cardToken === '' || isNeeded) return session;
  return { ...session, transaction: { ...transaction, cardToken: '' } };
}

/** Once the money went back, nobody is told any more that it has come. One that is running hears it by its signal. */
export function withoutApprovals(callbacks: readonly CallbackRecord[]): CallbackRecord[] {
  return callbacks.map((callback) =>
    callback.nextTryAt === null || callback.name === 'onReview' || callback.name === 'onReturned'
      ? callback
      : { ...callback, nextTryAt: null, transaction: null, withdrawn: true },
  );
}

/** What a verdict makes of the record. Pure; the store decides whether it still fits. */
export function applyVerdict(
  session: SessionRecord,
  verdict: Verdict,
  {
    at,
    from,
    orderClosed,
    config,
  }: { at: number; from: EvidenceSource; orderClosed: boolean; config: Config },
): SessionRecord {
  const step = { at, from, said: verdict.said };
  if (verdict.to === 'unchanged') return nextVersion(session, {}, config);
  if (verdict.to === 'declined')
    return nextVersion(session, { declines: session.declines + 1 }, config, step);
  const transaction = verdict.transaction ? keepable(verdict.transaction, session) : null;
  const callback = owedCallback(session, verdict, transaction, at);
  const earlier = verdict.to === 'returned' ? withoutApprovals(session.callbacks) : session.callbacks;
  const changes: Partial<SessionRecord> = {
    state: verdict.to,
    // A second review of the same session is no new state.
    settledAt: verdict.to === session.state ? session.settledAt : at,
    reason: verdict.reason ?? null,
    closesOrder: closesOrder(session, verdict, orderClosed),
    transactionIds: [...session.transactionIds, ...(verdict.claims ?? [])],
    transaction:
      session.transactionIds.length > 0
        ? movedOn(session.transaction, transaction)
        : (transaction ?? session.transaction),
    callbacks: callback ? [...earlier, callback] : earlier,
    ...hinted(session, verdict),
    ...listed(session, verdict),
  };
  return nextVersion(session, changes, config, step);
}

/** The transaction that settled the session, with what has become of it since. */
function movedOn(known: TransactionFacts | null, seen: TransactionFacts | null): TransactionFacts | null {
  return known && known.transactionId === seen?.transactionId ? { ...known, status: seen.status } : known;
}

function closesOrder(session: SessionRecord, verdict: Verdict, orderClosed: boolean): boolean {
  if (verdict.to === 'returned') return false;
  // Its money has come, although the rows gave it to another order, or the bank once took it back.
  const hasMoney =
    (verdict.claims?.length ?? 0) > 0 ||
    verdict.reason === 'transaction_claimed_elsewhere' ||
    verdict.reason === 'cleared_after_return';
  return session.closesOrder || (!orderClosed && hasMoney);
}

/** What a person will be shown besides the claims. */
function hinted(
  { hintedIds = [] }: SessionRecord,
  { to, transaction, hints = [] }: Verdict,
): Pick<SessionRecord, 'hintedIds'> {
  if (to === 'undecided' && hintedIds.length >= mostHintsOfClaims) return {};
  const told = to === 'review' && transaction ? [transaction.transactionId] : [];
  const ids = [...new Set([...hintedIds, ...hints, ...told])];
  return ids.length > hintedIds.length ? { hintedIds: ids } : {};
}

/** What a person will not be told again. */
function listed(
  { listedIds: known = [] }: SessionRecord,
  { listed: ids = [] }: Verdict,
): Pick<SessionRecord, 'listedIds'> {
  return ids.length > 0 ? { listedIds: [...new Set([...known, ...ids])] } : {};
}

/** A stored card may rest in the record only where the merchant is owed it. */
function keepable(transaction: TransactionFacts, { order }: SessionRecord): TransactionFacts {
  return order.paymentType === 'purchase' ? { ...transaction, cardToken: '' } : transaction;
}

function owedCallback(
  session: SessionRecord,
  verdict: Verdict,
  transaction: TransactionFacts | null,
  at: number,
): CallbackRecord | undefined {
  const name = callbackName(session, verdict);
  if (!name) return undefined;
  const number = session.callbacks.length + 1;
  return {
    name,
    idempotencyKey: `${session.reference}-${number}`,
    reason: verdict.reason ?? null,
    transaction,
    tries: 0,
    nextTryAt: at,
  };
}

function callbackName({ order }: SessionRecord, { to }: Verdict): CallbackName | undefined {
  if (to === 'review') return 'onReview';
  if (to === 'returned') return 'onReturned';
  if (to !== 'approved') return undefined;
  return ({ purchase: 'fulfill', preauth: 'onAuthorized', verify: 'onVerified' } as const)[order.paymentType];
}
