import { InitializerError } from '../error.js';
import type { SessionRecord } from '../stores/session-store.js';
import type { Core } from './core.js';
import { lookUp } from './look-up.js';
import { settle } from './settle.js';
import { isReadable } from './timeline.js';

/**
 * Asks Helcim about one session now, whatever is due. It decides nothing that other looks would not.
 *
 * @throws InitializerError `session_not_found`; `helcim_unavailable` if Helcim did not answer: it is asked again later.
 */
export async function lookAgain(core: Core, sessionId: string): Promise<SessionRecord> {
  const { store, scope, clock } = core.config;
  const known = await store.get(scope, sessionId);
  if (!known) throw new InitializerError('session_not_found', `There is no session ${sessionId}.`);
  if (!isReadable(known, core.config))
    return await settle(core, sessionId, { from: 'time', at: clock.now(), rows: 'not_asked' });
  const session = await lookUp(core, known, 'buyer');
  if ((session.failedLooks ?? 0) > 0) {
    throw new InitializerError(
      'helcim_unavailable',
      `Helcim could not be asked about session ${sessionId}; it will be asked again.`,
    );
  }
  return session;
}
