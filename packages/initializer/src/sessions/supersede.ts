import type { SessionRecord } from '../stores/session-store.js';
import { nextVersion } from './apply-verdict.js';
import { changeSession } from './change-session.js';
import type { Core } from './core.js';

/**
 * Takes the order away from a session whose outcome is open. Its token may still be charged at Helcim, which has no way to
 * revoke it: such an approval becomes a review.
 */
export async function supersede(core: Core, sessionId: string, said: string): Promise<SessionRecord> {
  const at = core.config.clock.now();
  const { session } = await changeSession(core, sessionId, (current) => {
    if (current.state !== 'open' && current.state !== 'initializing') return undefined;
    return nextVersion(current, { state: 'superseded', supersededAt: at }, core.config, {
      at,
      from: 'server',
      said,
    });
  });
  return session;
}

/** Once money has come, no other session of the order may hand out its token. */
export async function supersedeOthers(core: Core, settled: SessionRecord): Promise<void> {
  const { store, scope } = core.config;
  const sessions = await store.ofOrder(scope, settled.orderId);
  const running = sessions.filter((other) => other.live && other.sessionId !== settled.sessionId);
  for (const { sessionId } of running)
    await supersede(core, sessionId, 'the order is paid by another session');
}
