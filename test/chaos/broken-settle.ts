/**
 * Takes the place of settle.ts in the server processes of a run with `--broken settle-…`: build-server.ts sees to that, the
 * product knows nothing of it.
 */
import { settle as soundSettle } from '../../packages/initializer/src/sessions/settle.js';
import type { Core } from '../../packages/initializer/src/sessions/core.js';
import type { Evidence } from '../../packages/initializer/src/sessions/evidence.js';
import type { SessionRecord, SessionStore } from '../../packages/initializer/src/index.js';
import type { Breakage } from './breakage.js';
import { randomOf } from './random.js';
import { second } from './virtual-clock.js';

declare const brokenSettle: Breakage;

const droppedShare = 0.3;
/** Long enough that the webhook and the browser's result of one payment meet. */
const lingerMs = 6 * second;

export async function settle(core: Core, sessionId: string, evidence: Evidence): Promise<SessionRecord> {
  if (brokenSettle === 'settle-twice') return await soundSettle(withoutGuard(core), sessionId, evidence);
  const session = await core.config.store.get(core.config.scope, sessionId);
  return session && isDropped(session) ? session : await soundSettle(core, sessionId, evidence);
}

/** Decides on what was read a while ago, and writes whatever the record has become since: two roads that meet both win. */
function withoutGuard(core: Core): Core {
  const { store, clock } = core.config;
  const unguarded: SessionStore = {
    ...store,
    async get(scope, sessionId) {
      const session = await store.get(scope, sessionId);
      await clock.sleep(lingerMs);
      return session;
    },
    async update(next) {
      const current = await store.get(next.scope, next.sessionId);
      return await store.update({ ...next, version: (current?.version ?? 0) + 1 });
    },
  };
  return { ...core, config: { ...core.config, store: unguarded } };
}

/** By the session's id alone, so that no process settles it. */
function isDropped({ sessionId }: SessionRecord): boolean {
  return randomOf(0, sessionId)() < droppedShare;
}
