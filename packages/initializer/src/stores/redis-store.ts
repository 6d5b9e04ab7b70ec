import { InitializerError } from '../error.js';
import { checkRedis } from './redis-check.js';
import { checkRedisClient, scriptRunner } from './redis-client.js';
import type { RedisClient, RunScript } from './redis-client.js';
import { redisDevices } from './redis-devices.js';
import { redisKeys } from './redis-keys.js';
import { redisLimits } from './redis-limits.js';
import { invoiceKey, readRedisRecord, readRedisRecords, writeRedisRecord } from './redis-record.js';
import * as scripts from './redis-scripts.js';
import type { CreateOutcome, SessionStore, UpdateOutcome } from './session-store.js';

export interface RedisStoreOptions {
  /** Begins every key, to tell them from others in the same Redis. Default: `helcim-checkout`. */
  prefix?: string | undefined;
  /** After how many milliseconds without an answer an operation counts as failed. Default: 5000. */
  timeoutMs?: number | undefined;
}

/**
 * Keeps sessions in Redis, for servers on several machines.
 *
 * Redis must write to disk before it answers (`appendonly yes`, `appendfsync always`) and must not evict
 * (`maxmemory-policy noeviction`): `check()` tells what differs, and the initializer logs it at its start. Replication in Redis
 * is asynchronous, so a failover may still lose the latest writes.
 *
 * @param client A connected client of node-redis, with a listener for `error` events. The caller closes it, after
 *   `initializer.close()`. All keys of a scope share a hash tag, so a cluster serves.
 * @throws InitializerError `invalid_option` for something else than a client, and for a prefix with braces or spaces.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): SessionStore {
  const { prefix = 'helcim-checkout', timeoutMs = 5_000 } = options;
  checkRedisClient(client);
  const run = scriptRunner(client, redisKeys(prefix), timeoutMs);
  const one = async (...call: Parameters<RunScript>) => readRedisRecord(await run(...call));
  const list = async (...call: Parameters<RunScript>) => readRedisRecords(await run(...call));

  return Object.freeze<SessionStore>({
    durable: true,
    devices: redisDevices(client, prefix, timeoutMs),
    limits: redisLimits(client, prefix, timeoutMs),
    create: async (record) =>
      readCreateOutcome(await run(scripts.createScript, record.scope, writeRedisRecord(record))),
    get: (scope, sessionId) => one(scripts.getScript, scope, sessionId),
    ofOrder: (scope, orderId) => list(scripts.ofOrderScript, scope, orderId),
    byReference: (scope, reference) => one(scripts.byReferenceScript, scope, reference),
    byInvoice: (scope, invoiceNumber, createdSince, limit) =>
      list(scripts.byInvoiceScript, scope, invoiceKey(invoiceNumber), createdSince, wholeLimit(limit)),
    byTransactionId: (scope, transactionId) => one(scripts.byTransactionIdScript, scope, transactionId),
    update: async (next) =>
      readUpdateOutcome(await run(scripts.updateScript, next.scope, writeRedisRecord(next))),
    due: (scope, now, limit) => list(scripts.dueScript, scope, now, wholeLimit(limit)),
    inState: (scope, state, limit, after) => {
      const position = after ? [after.createdAt, after.sessionId] : [];
      return list(scripts.inStateScript, scope, state, wholeLimit(limit), ...position);
    },
    addReceipt: async (scope, webhookId, keepUntil) => {
      await run(scripts.addReceiptScript, scope, webhookId, keepUntil);
    },
    hasReceipt: async (scope, webhookId, now) =>
      (await run(scripts.hasReceiptScript, scope, webhookId, now)) !== null,
    check: async () => {
      await one(scripts.getScript, 'check', 'check');
      return await checkRedis(client, timeoutMs);
    },
  });
}

function readCreateOutcome(reply: unknown): CreateOutcome {
  const [outcome, value] = reply as [string, unknown];
  if (outcome === 'created') return { created: true };
  const holder = outcome === 'held' ? readRedisRecord(value) : undefined;
  if (holder) return { created: false, holder };
  throw refusal(outcome);
}

const updateOutcomes: readonly unknown[] = [
  'stored',
  'stale',
  'transaction_taken',
  'order_closed',
] satisfies UpdateOutcome[];

function readUpdateOutcome(reply: unknown): UpdateOutcome {
  if (updateOutcomes.includes(reply)) return reply as UpdateOutcome;
  throw refusal(reply);
}

/** A breach of the contract by the caller. */
function refusal(reason: unknown): InitializerError {
  return new InitializerError('internal', `The Redis store refused a session: ${String(reason)}.`);
}

/** Redis takes whole numbers only. */
function wholeLimit(limit: number): number {
  return Math.min(limit, Number.MAX_SAFE_INTEGER);
}
