import type { CheckoutTokens } from '../helcim-answers.js';
import type { CheckedOrder } from '../order.js';
import type { SessionRecord } from '../stores/session-store.js';
import { nextVersion } from './apply-verdict.js';
import { changeSession } from './change-session.js';
import type { Core } from './core.js';
import { initializeRequest } from './initialize-request.js';

/**
 * Gets a token for a recorded session. `undefined` if the session was superseded meanwhile: its token is then handed to nobody.
 *
 * @throws InitializerError what Helcim refused; the order is free again then, because no token was handed out.
 */
export async function initializeSession(
  core: Core,
  session: SessionRecord,
  order: CheckedOrder,
): Promise<SessionRecord | undefined> {
  const opening = openAtHelcim(core, session, order);
  const settled = opening.then(
    () => undefined,
    () => undefined,
  );
  core.initializing.set(session.sessionId, settled);
  try {
    return await opening;
  } finally {
    core.initializing.delete(session.sessionId);
  }
}

async function openAtHelcim(
  core: Core,
  session: SessionRecord,
  order: CheckedOrder,
): Promise<SessionRecord | undefined> {
  try {
    const request = initializeRequest(order, {
      reference: session.reference,
      allowStoredMethods: core.config.allowStoredMethods,
    });
    return await open(core, session, await core.helcim.initialize(request));
  } catch (error) {
    await releaseSession(core, session.sessionId, 'Helcim gave no token');
    throw error;
  }
}

async function open(
  core: Core,
  { sessionId }: SessionRecord,
  tokens: CheckoutTokens,
): Promise<SessionRecord | undefined> {
  const tokenIssuedAt = core.config.clock.now();
  const { session, changed } = await changeSession(core, sessionId, (current) => {
    if (current.state !== 'initializing') return undefined;
    return nextVersion(current, { ...tokens, state: 'open', leaseUntil: null, tokenIssuedAt }, core.config);
  });
  return changed ? session : undefined;
}

/** Frees the order from a session that never had a token, and so can never be charged. */
export async function releaseSession(core: Core, sessionId: string, said: string): Promise<void> {
  const at = core.config.clock.now();
  await changeSession(core, sessionId, (current) => {
    if (current.state !== 'initializing') return undefined;
    return nextVersion(current, { state: 'expired' }, core.config, {
      at,
      from: 'server',
      said,
    });
  });
}
