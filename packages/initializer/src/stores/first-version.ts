import type { SessionRecord } from './session-record.js';

/** What a session is about, from its beginning on. */
type SessionBeginning = Pick<
  SessionRecord,
  'scope' | 'sessionId' | 'orderId' | 'reference' | 'createdAt' | 'order'
>;

/** The record of a session that nothing has happened to yet. */
export function firstVersion(beginning: SessionBeginning): SessionRecord {
  return {
    ...beginning,
    version: 1,
    state: 'initializing',
    live: true,
    closesOrder: false,
    transactionIds: [],
    dueAt: null,
    keepUntil: null,
    leaseUntil: null,
    checkoutToken: null,
    secretToken: null,
    tokenIssuedAt: null,
    supersededAt: null,
    settledAt: null,
    declines: 0,
    lookups: 0,
    lookedAt: null,
    transaction: null,
    reason: null,
    callbacks: [],
    history: [],
  };
}
