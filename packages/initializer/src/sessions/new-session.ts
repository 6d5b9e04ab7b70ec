import { randomBytes } from 'node:crypto';
import { second } from '../clock.js';
import { upstreamDeadlineMs } from '../helcim-client.js';
import type { OrderSnapshot } from '../order.js';
import type { Config } from '../read-options.js';
import type { SessionRecord } from '../stores/session-store.js';
import { stamp } from './timeline.js';

/** Begins every reference: tells our transactions from the rest of the merchant's account. */
export const referencePrefix = 'HC-';

/** Crockford's base32: nothing in it is confused when read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A record to be written before Helcim is called, so that no payment can exist without one. */
export function newSession(orderId: string, order: OrderSnapshot, config: Config): SessionRecord {
  const now = config.clock.now();
  const session: SessionRecord = {
    scope: config.scope,
    sessionId: randomBytes(16).toString('base64url'),
    orderId,
    reference: newReference(),
    version: 1,
    state: 'initializing',
    live: true,
    closesOrder: false,
    transactionIds: [],
    dueAt: null,
    keepUntil: null,
    createdAt: now,
    leaseUntil: now + upstreamDeadlineMs + 5 * second,
    checkoutToken: null,
    secretToken: null,
    tokenIssuedAt: null,
    order,
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
  return stamp(session, config);
}

function newReference(): string {
  return referencePrefix + Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('');
}
