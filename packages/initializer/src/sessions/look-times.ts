import { hour, minute } from '../clock.js';
import type { SessionRecord } from '../stores/session-store.js';

const shortestLaterLook = 5 * minute;
const longestLaterLook = 12 * hour;

/** Planned times, each so long after `from`. */
export function offsets(from: number | null, list: readonly number[]): number[] {
  return list.map((offset) => (from ?? 0) + offset);
}

/** Whether the last look is so long ago. One of a time that has not come yet is left from before the clock was set back. */
export function hasPassed({ lookedAt }: Pick<SessionRecord, 'lookedAt'>, ms: number, now: number): boolean {
  return lookedAt === null || now < lookedAt || now >= lookedAt + ms;
}

/** The first planned time after the last look. */
export function nextOf(
  { lookedAt }: Pick<SessionRecord, 'lookedAt'>,
  times: readonly number[],
): number | null {
  const last = lookedAt ?? -Infinity;
  return earliest(times.filter((time) => time > last));
}

/** After the planned times: each pause as long as all the time since their end, from 5 minutes to 12 hours. */
export function later({ lookedAt }: Pick<SessionRecord, 'lookedAt'>, end: number): number {
  const last = lookedAt ?? end;
  return last + Math.min(longestLaterLook, Math.max(shortestLaterLook, last - end));
}

export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
}
