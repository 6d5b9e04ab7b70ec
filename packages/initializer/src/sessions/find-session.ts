import { InitializerError } from '../error.js';
import type { SessionRecord } from '../stores/session-store.js';
import type { Core } from './core.js';

/** By the id that a browser or a till was given. @throws InitializerError `session_not_found` */
export async function findSession({ config }: Core, sessionId: string): Promise<SessionRecord> {
  const session = /^[\w-]{22}$/.test(sessionId) ? await config.store.get(config.scope, sessionId) : undefined;
  if (session && !session.isStray) return session;
  throw new InitializerError('session_not_found', 'The session is unknown, or its record has been dropped.');
}
