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
export async function supersedeOthers(core: Core, paid: SessionRecord): Promise<void> {
  const { store, scope } = core.config;
  await supersedeUnpaid(core, await store.ofOrder(scope, paid.orderId));
}

/** The same for whoever has read the order's sessions already: who recorded the payment may have died before this was done. */
export async function supersedeUnpaid(core: Core, sessions: readonly SessionRecord[]): Promise<void> {
  const paid = sessions.find(({ closesOrder }) => closesOrder);
  if (!paid) return;
  for (const other of sessions)
    if (other !== paid && isRunning(other)) await supersede(core, other.sessionId, paidByAnother);
}

/** The same for one session that somebody is about to be told of: with another one paid, its modal must not stay open. */
export async function supersedeIfPaid(core: Core, session: SessionRecord): Promise<SessionRecord> {
  if (!isRunning(session)) return session;
  const { store, scope } = core.config;
  const sessions = await store.ofOrder(scope, session.orderId);
  const isPaid = sessions.some((other) => other.closesOrder && other.sessionId !== session.sessionId);
  return isPaid ? await supersede(core, session.sessionId, paidByAnother) : session;
}

const paidByAnother = 'the order is paid by another session';

function isRunning({ live, state }: SessionRecord): boolean {
  return live && (state === 'open' || state === 'initializing');
}
