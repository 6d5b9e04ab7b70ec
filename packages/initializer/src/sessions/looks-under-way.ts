import { second } from '../clock.js';
import type { LookRecord, SessionRecord } from '../stores/session-store.js';
import { upstreamDeadlineMs } from '../upstream.js';

/** The longest that a look waits for two lists, one after the other, and for its answer to be written. */
const lookTakesMs = 2 * upstreamDeadlineMs + 5 * second;

/** The looks whose answers may still come: of one that was begun too long ago the process has died. */
export function looksUnderWay({ looksUnderWay: looks = [] }: SessionRecord, now: number): LookRecord[] {
  return looks.filter(({ lostAt }) => now < lostAt && now >= lostAt - lookTakesMs);
}

/** What one more look, begun now, changes. It counts as failed until its answer is settled. */
export function withLook(session: SessionRecord, now: number): Partial<SessionRecord> {
  const number = session.lookups + 1;
  return {
    lookups: number,
    lookedAt: now,
    failedLooks: (session.failedLooks ?? 0) + 1,
    looksUnderWay: [...looksUnderWay(session, now), { number, lostAt: now + lookTakesMs }],
  };
}
