import { pause, second } from '../clock.js';
import type { CallbackRecord, SessionRecord } from '../stores/session-store.js';
import { nextVersion } from './apply-verdict.js';
import { changeSession } from './change-session.js';
import type { Core } from './core.js';

/** How long others leave a callback alone after the last word of the process that runs it. */
export const leaseMs = 30 * second;
const renewEveryMs = 10 * second;
/** After a renewal that failed: an outage of the store must not eat up the lease. */
const renewAgainMs = 2 * second;
/** A callback hears that its lease ends before anyone may take it over, also if that one's clock is ahead of ours. */
const hearsBeforeMs = 5 * second;

/** The end of the last lease that the store is known to have taken. */
interface Lease {
  until: number;
}

/**
 * Renews the lease of a callback that runs, until it is done. `stop` aborts when another process has taken over, and when the
 * store could not be told for so long that another one may: it may run the callback while we cannot see it.
 */
export function keepLease(
  core: Core,
  sessionId: string,
  callback: CallbackRecord,
  done: AbortSignal,
  stop: AbortController,
): void {
  const lease: Lease = { until: callback.nextTryAt ?? -Infinity };
  void renew(core, sessionId, callback, { lease, done, stop });
  void watchEnd(core, callback, { lease, done, stop });
}

interface Keeping {
  readonly lease: Lease;
  readonly done: AbortSignal;
  readonly stop: AbortController;
}

async function renew(
  core: Core,
  sessionId: string,
  { idempotencyKey: key, tries }: CallbackRecord,
  { lease, done, stop }: Keeping,
): Promise<void> {
  const { clock } = core.config;
  let wait = renewEveryMs;
  for (;;) {
    await pause(clock, wait, done);
    if (done.aborted) return;
    try {
      let until = lease.until;
      const { changed } = await changeSession(core, sessionId, (current) => {
        const mine = current.callbacks.find((other) => other.idempotencyKey === key && other.tries === tries);
        if (!mine || mine.nextTryAt === null || done.aborted) return undefined;
        until = clock.now() + leaseMs;
        return withCallback(core, current, { ...mine, nextTryAt: until });
      });
      if (!changed) {
        stop.abort();
        return;
      }
      lease.until = until;
      wait = renewEveryMs;
    } catch {
      // The store may come back before the lease ends. Until the callback is done it is worth having again even after that.
      wait = renewAgainMs;
    }
  }
}

/** Apart from the renewals, because one of them may hang for longer than the lease. */
async function watchEnd(
  { config: { clock, log } }: Core,
  { name, idempotencyKey, tries }: CallbackRecord,
  { lease, done, stop }: Keeping,
): Promise<void> {
  for (;;) {
    const { until } = lease;
    await pause(clock, until - hearsBeforeMs - clock.now(), done);
    if (done.aborted || stop.signal.aborted) return;
    if (lease.until === until) break;
  }
  log.error(
    { callback: name, idempotencyKey, tries },
    'The lease of a callback could not be renewed: it is told to stop, because another process may start it.',
  );
  stop.abort();
}

/** The next version of a session, with this callback instead of the one of the same key. */
export function withCallback(
  { config }: Core,
  session: SessionRecord,
  callback: CallbackRecord,
): SessionRecord {
  const callbacks = session.callbacks.map((other) =>
    other.idempotencyKey === callback.idempotencyKey ? callback : other,
  );
  return nextVersion(session, { callbacks }, config);
}
