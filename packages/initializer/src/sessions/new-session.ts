import { randomBytes } from 'node:crypto';
import { second } from '../clock.js';
import { upstreamDeadlineMs } from '../upstream.js';
import type { OrderSnapshot } from '../order.js';
import type { Config } from '../read-options.js';
import { firstVersion } from '../stores/first-version.js';
import type { SessionRecord, TerminalFacts } from '../stores/session-store.js';
import type { TransactionFacts } from '../transaction.js';
import { claimId } from './claim-id.js';
import { stamp } from './timeline.js';

/** Begins every reference: tells our transactions from the rest of the merchant's account. */
export const referencePrefix = 'HC-';

/** Crockford's base32: nothing in it is confused when read out on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A record to be written before Helcim is called, so that no payment can exist without one. */
export function newSession(orderId: string, order: OrderSnapshot, config: Config): SessionRecord {
  const now = config.clock.now();
  const session = firstVersion({
    scope: config.scope,
    sessionId: randomBytes(16).toString('base64url'),
    orderId,
    reference: newReference(),
    createdAt: now,
    order,
  });
  return stamp({ ...session, leaseUntil: now + upstreamDeadlineMs + 5 * second }, config);
}

/** The same for a payment on a device: it can be charged from the moment it is sent. */
export function newTillSession(
  orderId: string,
  order: OrderSnapshot,
  terminal: TerminalFacts,
  said: string,
  config: Config,
): SessionRecord {
  const session = newSession(orderId, order, config);
  const { createdAt: at } = session;
  const history = [{ at, from: 'person', said }] as const;
  return stamp({ ...session, tokenIssuedAt: at, terminal, history }, config);
}

/**
 * The beginning of a record for a payment that belongs to no session. Its orderId is none that a shop can have, and the same for the
 * same transaction: the store then keeps one.
 */
export function newStray(row: TransactionFacts, config: Config): SessionRecord {
  const { amountCents, currency, invoiceNumber } = row;
  const order: OrderSnapshot = {
    amountCents: amountCents ?? 0,
    currency: currency ?? 'CAD',
    paymentType: 'purchase',
    paymentMethod: null,
    invoiceNumber: invoiceNumber || null,
    customerCode: null,
    convenienceFee: false,
  };
  const session = newSession(`stray\t${claimId(row)}`, order, config);
  return stamp({ ...session, isStray: true, leaseUntil: null }, config);
}

function newReference(): string {
  return referencePrefix + Array.from(randomBytes(16), (byte) => alphabet[byte % 32]).join('');
}
