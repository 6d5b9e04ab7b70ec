import type { SessionRecord } from '../stores/session-store.js';
import type { Core } from './core.js';
import { supersede, supersedeUnpaid } from './supersede.js';

/**
 * Stops the running session of an order. Helcim cannot revoke a token, so a modal that is open may still charge: that
 * becomes a review. Money that has come already is left alone.
 *
 * @returns The session as it stands afterwards, or `undefined` if the order has none that counts.
 */
export async function cancelOrder(core: Core, orderId: string): Promise<SessionRecord | undefined> {
  const { store, scope } = core.config;
  const sessions = await store.ofOrder(scope, orderId);
  await supersedeUnpaid(core, sessions);
  const holder = sessions.find((session) => session.closesOrder) ?? sessions.find((session) => session.live);
  return holder && (await supersede(core, holder.sessionId, 'cancelled by the shop'));
}
