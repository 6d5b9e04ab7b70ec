import { InitializerError } from '../error.js';
import type { SessionRecord } from '../stores/session-store.js';
import type { Core } from './core.js';

const mostTries = 50;

/**
 * Reads, changes and compares-and-sets until it fits. `change` may answer `undefined` to leave the record as it is; it runs again
 * with the newer record when another writer was faster.
 *
 * @returns The record as stored now, and whether this call changed it.
 */
export async function changeSession(
  { config: { store, scope } }: Core,
  sessionId: string,
  change: (session: SessionRecord) => SessionRecord | undefined,
): Promise<{ session: SessionRecord; changed: boolean }> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const session = await store.get(scope, sessionId);
    if (!session) throw new InitializerError('session_not_found', 'The session is not in the store.');
    const next = change(session);
    if (!next) return { session, changed: false };
    const outcome = await store.update(next);
    if (outcome === 'stored') return { session: next, changed: true };
    if (outcome !== 'stale')
      throw new InitializerError('internal', `The store refused a plain change: ${outcome}.`);
  }
  throw new InitializerError('busy', 'The session is being changed by too many at once.', {
    retryAfterSeconds: 1,
  });
}
