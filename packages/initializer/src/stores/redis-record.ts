import { createHash } from 'node:crypto';
import type { SessionRecord } from './session-store.js';

/** A session as two lines of JSON: the fields that the scripts read, and the rest. */
export function writeRedisRecord(record: SessionRecord): string {
  const {
    scope,
    sessionId,
    orderId,
    reference,
    version,
    state,
    live,
    closesOrder,
    transactionIds,
    ...others
  } = record;
  const { dueAt, keepUntil, createdAt, ...rest } = others;
  const head = { scope, sessionId, orderId, reference, version, state, live, closesOrder, transactionIds };
  const { invoiceNumber } = record.order;
  const invoice = invoiceNumber === null ? {} : { invoiceKey: invoiceKey(invoiceNumber) };
  return `${JSON.stringify({ ...head, dueAt, keepUntil, createdAt, ...invoice })}\n${JSON.stringify(rest)}`;
}

/** What the scripts know an invoice by: numbers that differ only in case have one, and none holds a blank. */
export function invoiceKey(invoiceNumber: string): string {
  return createHash('sha256').update(invoiceNumber.toUpperCase()).digest('base64url').slice(0, 22);
}

/** The session, or `undefined` for the empty answer. */
export function readRedisRecord(value: unknown): SessionRecord | undefined {
  if (typeof value !== 'string') return undefined;
  const end = value.indexOf('\n');
  const head = JSON.parse(value.slice(0, end)) as { invoiceKey?: string };
  delete head.invoiceKey;
  return { ...head, ...JSON.parse(value.slice(end)) } as SessionRecord;
}

export function readRedisRecords(values: unknown): SessionRecord[] {
  return (values as unknown[]).flatMap((value) => readRedisRecord(value) ?? []);
}
