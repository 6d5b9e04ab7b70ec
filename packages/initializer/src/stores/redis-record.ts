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
  return `${JSON.stringify({ ...head, dueAt, keepUntil, createdAt })}\n${JSON.stringify(rest)}`;
}

/** The session, or `undefined` for the empty answer. */
export function readRedisRecord(value: unknown): SessionRecord | undefined {
  if (typeof value !== 'string') return undefined;
  const end = value.indexOf('\n');
  return { ...JSON.parse(value.slice(0, end)), ...JSON.parse(value.slice(end)) } as SessionRecord;
}

export function readRedisRecords(values: unknown): SessionRecord[] {
  return (values as unknown[]).flatMap((value) => readRedisRecord(value) ?? []);
}
