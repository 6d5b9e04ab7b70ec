import type { SessionRecord } from '../stores/session-store.js';
import { nextVersion } from '../sessions/apply-verdict.js';
import { changeSession } from '../sessions/change-session.js';
import type { Core } from '../sessions/core.js';

/** What Helcim's answer means for a payment that was sent to a device. */
export type SendOutcome = 'handed_over' | 'asleep' | 'refused' | 'unknown';

const said: Record<Exclude<SendOutcome, 'refused'>, string> = {
  handed_over: 'handed over to the device',
  asleep: 'the device does not listen',
  unknown: 'nobody knows whether the device got it',
};

/** Records what came back for a payment. Evidence may have been faster: what is settled stays settled. */
export async function recordAnswer(
  core: Core,
  sessionId: string,
  outcome: SendOutcome,
  refusal = '',
): Promise<SessionRecord> {
  const at = core.config.clock.now();
  const step = { at, from: 'server', said: outcome === 'refused' ? refusal : said[outcome] } as const;
  const { session } = await changeSession(core, sessionId, (current) => {
    const changes = changesFor(current, outcome, at);
    return changes && nextVersion(current, changes, core.config, step);
  });
  return session;
}

function changesFor(
  { state, terminal }: SessionRecord,
  outcome: SendOutcome,
  at: number,
): Partial<SessionRecord> | undefined {
  // Its lease may have ended before the answer came.
  const isWaiting = state === 'initializing' || state === 'undecided';
  switch (outcome) {
    case 'handed_over':
      return {
        ...(isWaiting && { state: 'open', leaseUntil: null }),
        ...(terminal && { terminal: { ...terminal, handedOverAt: at } }),
      };
    case 'unknown':
      return state === 'initializing' ? { state: 'undecided', leaseUntil: null, settledAt: at } : undefined;
    case 'asleep':
    case 'refused':
      // Without a tokenIssuedAt nothing can be charged, and nobody looks for it.
      if (state === 'superseded') return { leaseUntil: null, tokenIssuedAt: null };
      return isWaiting
        ? {
            state: outcome === 'asleep' ? 'asleep' : 'expired',
            leaseUntil: null,
            settledAt: at,
            tokenIssuedAt: null,
          }
        : undefined;
  }
}
