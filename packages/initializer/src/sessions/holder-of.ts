import type { SessionRecord } from '../stores/session-store.js';

/** The session that speaks for the order: money first, then what may be money, then the running one. */
export function holderOf(sessions: readonly SessionRecord[]): SessionRecord | undefined {
  const states = ['approved', 'pending', 'review', 'undecided'] as const;
  const decisive = states.map((state) => sessions.find((session) => session.state === state));
  return decisive.find((session) => session !== undefined) ?? sessions.find((session) => session.live);
}
