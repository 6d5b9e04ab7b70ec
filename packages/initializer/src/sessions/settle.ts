import { InitializerError } from '../error.js';
import type { SessionRecord } from '../stores/session-store.js';
import { applyVerdict } from './apply-verdict.js';
import { claimId } from './claim-id.js';
import type { Core } from './core.js';
import { decide } from './decide.js';
import type { Circumstances, Evidence } from './evidence.js';
import { looksUnderWay } from './looks-under-way.js';
import { noteTerminalRows } from './note-terminal-rows.js';
import { supersedeOthers } from './supersede.js';
import { tillOverdueAt } from './till-timeline.js';
import { blockEndsAt, clearingOverdueAt, graceEndsAt, isReadable } from './timeline.js';
import { unclaimed } from './unclaimed.js';
import type { Verdict } from './verdict.js';

const mostTries = 50;

/**
 * The one place where evidence becomes state, whichever road it came by. Decides on the newest record and writes by
 * compare-and-set, so that roads may meet here at the same moment in different processes.
 *
 * @returns The session as it stands afterwards.
 * @throws InitializerError `transaction_taken` if the evidence belongs to another session; nothing is changed then.
 */
export async function settle(core: Core, sessionId: string, given: Evidence): Promise<SessionRecord> {
  const { config } = core;
  let evidence = given;
  let orderClosed = false;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const session = await config.store.get(config.scope, sessionId);
    if (!session) throw new InitializerError('session_not_found', 'The session is not in the store.');
    const verdict = decide(session, evidence, circumstances(core, session, evidence, orderClosed));
    const noted = noteTerminalRows(afterLook(session, evidence), evidence);
    if (verdict.to === 'unchanged' && noted === session) return session;
    const next = applyVerdict(noted, verdict, {
      at: config.clock.now(),
      from: evidence.from,
      orderClosed,
      config,
    });
    const outcome = await config.store.update(next);
    if (outcome === 'stored') return await conclude(core, next, verdict);
    if (outcome === 'order_closed') orderClosed = true;
    if (outcome === 'transaction_taken') evidence = await withoutTaken(core, session, evidence);
  }
  throw new InitializerError('busy', 'The session is being changed by too many at once.', {
    retryAfterSeconds: 1,
  });
}

/** The session with what is known of the look itself: that it is over, and whether it reached Helcim. */
function afterLook(session: SessionRecord, evidence: Evidence): SessionRecord {
  const looks = session.looksUnderWay ?? [];
  const others = looks.filter(({ number }) => number !== evidence.look);
  const ended = others.length < looks.length ? { looksUnderWay: others } : undefined;
  const reached = hasReached(evidence) && (session.failedLooks ?? 0) > 0 ? { failedLooks: 0 } : undefined;
  return ended || reached ? { ...session, ...ended, ...reached } : session;
}

/** Whether Helcim has answered all that was asked. */
function hasReached({ from, rows, bankHints }: Evidence): boolean {
  return from !== 'webhook' && rows instanceof Array && bankHints !== 'unreachable';
}

/** Another session was faster. What else a look has shown still counts; a proven result stays true, and is told to a person. */
async function withoutTaken(core: Core, session: SessionRecord, evidence: Evidence): Promise<Evidence> {
  const { from, result, rows } = evidence;
  if (!result && from === 'rows' && rows instanceof Array)
    return { ...evidence, rows: await unclaimed(core, session, rows) };
  if (result?.hash !== 'valid') {
    throw new InitializerError('transaction_taken', 'The transaction has settled another session already.');
  }
  const { store, scope } = core.config;
  const owner = await store.byTransactionId(scope, claimId(result.transaction));
  const claimedBy = owner && owner.sessionId !== session.sessionId ? owner.reference : undefined;
  return {
    ...evidence,
    result: claimedBy === undefined ? result : { ...result, claimedBy },
    rows: rows instanceof Array ? await unclaimed(core, session, rows) : rows,
  };
}

function circumstances(
  { config }: Core,
  session: SessionRecord,
  { look }: Evidence,
  orderClosed: boolean,
): Circumstances {
  const now = config.clock.now();
  return {
    graceEndsAt: graceEndsAt(session, config),
    blockEndsAt: blockEndsAt(session, config),
    clearingOverdueAt: clearingOverdueAt(session),
    tillOverdueAt: tillOverdueAt(session),
    readable: isReadable(session, config),
    isLookedAt: looksUnderWay(session, now).some(({ number }) => number !== look),
    convenienceFeeLimit: config.convenienceFeeLimit,
    orderClosed,
  };
}

async function conclude(core: Core, session: SessionRecord, { to, said }: Verdict): Promise<SessionRecord> {
  if (to === 'unchanged') return session;
  const { log } = core.config;
  const fields = { orderId: session.orderId, reference: session.reference, state: session.state, said };
  if (to === 'review' || to === 'returned') log.error(fields, 'A payment needs a person.');
  else log.info(fields, 'A payment session moved on.');
  if (session.closesOrder) await supersedeOthers(core, session);
  return session;
}
