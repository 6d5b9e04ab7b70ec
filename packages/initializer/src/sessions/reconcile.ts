import { pause, second } from '../clock.js';
import type { SessionRecord } from '../stores/session-store.js';
import { nextVersion } from './apply-verdict.js';
import { changeSession } from './change-session.js';
import { goOn, type Core } from './core.js';
import { releaseSession } from './initialize-session.js';
import { lookUp } from './look-up.js';
import { runCallbacks } from './run-callbacks.js';
import { withoutSecretsOf } from './session-secrets.js';
import { settle } from './settle.js';
import { supersedeIfPaid } from './supersede.js';
import { canShrink, nextLookAt } from './timeline.js';

const batch = 20;
const mostPerPass = 1_000;

/** One pass over the sessions that are due now. */
async function reconcile(core: Core, onProgress: () => void): Promise<void> {
  const { store, scope, clock } = core.config;
  const attended = new Set<string>();
  // What is still due afterwards, for example behind callbacks that wait for their turn, must not hide the rest.
  let stillDue = 0;
  while (attended.size < mostPerPass && !core.closing.aborted) {
    const limit = batch + stillDue;
    const due = await store.due(scope, clock.now(), limit);
    const fresh = due.filter(({ sessionId }) => !attended.has(sessionId));
    if (fresh.length === 0 && due.length < limit) break;
    stillDue = due.length - fresh.length;
    for (const { sessionId } of fresh) attended.add(sessionId);
    await Promise.all(fresh.map((session) => attend(core, session).then(onProgress)));
  }
}

/** Does what a session is waiting for. Never rejects: one session in trouble must not stop the others. */
async function attend(core: Core, session: SessionRecord): Promise<void> {
  try {
    const decided = await decideDue(core, session);
    // Not waited for: one callback that never returns must not stop the others.
    void goOn(core, runCallbacks(core, decided, core.callbacks.takeTurn));
  } catch (thrown) {
    const error = withoutSecretsOf(session, thrown);
    core.config.log.error(
      { orderId: session.orderId, reference: session.reference, error },
      'A session could not be reconciled.',
    );
  }
}

async function decideDue(core: Core, due: SessionRecord): Promise<SessionRecord> {
  const { config } = core;
  const session = await supersedeIfPaid(core, due);
  const now = config.clock.now();
  if (session.state === 'initializing' && !session.terminal && now >= (session.leaseUntil ?? 0)) {
    await releaseSession(core, session.sessionId, 'its creator died before Helcim answered');
    return session;
  }
  if (canShrink(session, now)) return await shrink(core, session);
  const lookAt = nextLookAt(session, config);
  if (lookAt !== null && lookAt <= now) return await lookUp(core, session, 'reconciler');
  return await settle(core, session.sessionId, { from: 'time', at: now, rows: 'not_asked' });
}

/** What remains of a paid order after three days: that it is paid, and by which transaction. */
async function shrink(core: Core, { sessionId }: SessionRecord): Promise<SessionRecord> {
  const { session } = await changeSession(core, sessionId, (current) =>
    nextVersion({ ...current, history: [] }, { secretToken: null, checkoutToken: null }, core.config),
  );
  return session;
}

/** The background work of one initializer. */
export interface Reconciler {
  /**
   * One pass over what is due, after the one that may be running: when it is done, nothing due was left behind. Waits for callbacks
   * as well, each at most five seconds from its start.
   */
  pass(): Promise<void>;
  /** When a pass last ended well, or a session of a longer one was attended to; `null` before the first. */
  lastAliveAt(): number | null;
}

const everyMs = 1 * second;

/** Drives due work until the initializer closes. Its timer keeps no process alive. */
export function startReconciler(core: Core): Reconciler {
  const { clock, log } = core.config;
  let lastAliveAt: number | null = null;
  let running: Promise<void> = Promise.resolve();

  function noteLife(): void {
    lastAliveAt = clock.now();
  }

  async function passOnce(): Promise<void> {
    await reconcile(core, noteLife);
    noteLife();
  }

  function next(): Promise<void> {
    running = running.then(passOnce, passOnce);
    return running;
  }

  async function pass(): Promise<void> {
    await next();
    await Promise.all(core.callbacks.running.values());
  }

  async function run(): Promise<void> {
    while (!core.closing.aborted) {
      try {
        await next();
      } catch (error) {
        core.callbacks.noteOutage(clock.now());
        log.error({ error }, 'The reconciler could not reach the store; it tries again.');
      }
      await pause(clock, everyMs, core.closing);
      // A clock whose sleep returns at once must not starve everything else.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  void goOn(core, run());
  return { pass, lastAliveAt: () => lastAliveAt };
}
