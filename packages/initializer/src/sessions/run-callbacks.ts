import { hour, minute, pause, second, within } from '../clock.js';
import type { ApprovedInput, ReviewInput } from '../callbacks.js';
import { InitializerError } from '../error.js';
import type { CallbackName, CallbackRecord, SessionRecord } from '../stores/session-store.js';
import { keepLease, leaseMs, withCallback } from './callback-lease.js';
import type { CallbackDesk } from './callback-desk.js';
import { changeSession } from './change-session.js';
import type { Core } from './core.js';
import { concernedIds, merchantTransaction, paidOrder, quotedReference } from './merchant-view.js';
import { withoutSecretsOf } from './session-secrets.js';

const firstPauseMs = 2 * second;
const longestPauseMs = 1 * hour;
/** Whoever asks for a pass waits for callbacks no longer. */
const longEnoughMs = 5 * second;
/** After that its signal aborts and a person hears of it. */
const patienceMs = 5 * minute;
const sayAgainMs = 1 * minute;
/** So many failures in a row, within a minute, are more than a short outage. */
const manyTries = 5;
/** How much later than planned the next word of a callback in trouble may come, before another process counts as having taken it. */
const wordMayBeLateMs = 5 * minute;

/** For a callback that finds too many waiting before it: it must not be due in each pass, and hide what else is due. */
const postponeMs = 1 * minute;

/** Lets the work go ahead; the answer is called when others need not wait for it any longer. `undefined`: not now. */
type TakeTurn = CallbackDesk['takeTurn'];

const atOnce: TakeTurn = () => Promise.resolve(() => undefined);

/** Runs what is owed to the merchant and due now. Never rejects: failures are recorded, logged and tried again later. */
export async function runCallbacks(core: Core, session: SessionRecord, takeTurn = atOnce): Promise<void> {
  const now = core.config.clock.now();
  const { running } = core.callbacks;
  const started = session.callbacks.flatMap((callback) => {
    const { idempotencyKey: key, nextTryAt, isRunning } = callback;
    if (nextTryAt === null || nextTryAt > now || running.has(key)) return [];
    if (isRunning && !core.callbacks.isAbandoned(key, nextTryAt, now)) return [];
    const work = runOne(core, session, callback, takeTurn).finally(() => running.delete(key));
    running.set(key, within(core.config.clock, longEnoughMs, work));
    return [work];
  });
  await Promise.all(started);
}

async function runOne(
  core: Core,
  session: SessionRecord,
  callback: CallbackRecord,
  takeTurn: TakeTurn,
): Promise<void> {
  const { sessionId, orderId } = session;
  const leave = await takeTurn();
  try {
    if (leave) await tryOnce(core, sessionId, callback, leave);
    else await postpone(core, sessionId, callback);
  } catch (thrown) {
    const { idempotencyKey } = callback;
    const error = withoutSecretsOf(session, thrown);
    core.config.log.error({ orderId, idempotencyKey, error }, 'A callback could not be recorded.');
  } finally {
    leave?.();
  }
}

async function postpone(core: Core, sessionId: string, seen: CallbackRecord): Promise<void> {
  await changeSession(core, sessionId, (current) => {
    const callback = current.callbacks.find(({ idempotencyKey }) => idempotencyKey === seen.idempotencyKey);
    if (callback?.nextTryAt !== seen.nextTryAt) return undefined;
    return withCallback(core, current, { ...callback, nextTryAt: core.config.clock.now() + postponeMs });
  });
}

/** @param seen As it was when its turn was decided: a lease that was renewed since is somebody's. */
async function tryOnce(
  core: Core,
  sessionId: string,
  seen: CallbackRecord,
  leave: () => void,
): Promise<void> {
  const { config, closing } = core;
  const claimed = await changeSession(core, sessionId, (current) => {
    // What the callback needs may be gone once `close()` has resolved. It stays owed, to the next process.
    if (closing.aborted) return undefined;
    const callback = current.callbacks.find(({ idempotencyKey }) => idempotencyKey === seen.idempotencyKey);
    const now = config.clock.now();
    if (!callback || callback.nextTryAt === null || callback.nextTryAt > now) return undefined;
    if (callback.isRunning && callback.nextTryAt !== seen.nextTryAt) return undefined;
    const tries = callback.tries + 1;
    return withCallback(core, current, { ...callback, tries, nextTryAt: now + leaseMs, isRunning: true });
  });
  const callback = claimed.session.callbacks.find(
    ({ idempotencyKey }) => idempotencyKey === seen.idempotencyKey,
  );
  if (!claimed.changed || !callback) return;
  if (core.closing.aborted) await giveBack(core, sessionId, callback);
  else await callWithLease(core, claimed.session, callback, leave);
}

/** It was claimed while the initializer closed, and has not been called. */
async function giveBack(core: Core, sessionId: string, claimed: CallbackRecord): Promise<void> {
  const { idempotencyKey: key, tries } = claimed;
  await changeSession(core, sessionId, (current) => {
    const mine = current.callbacks.find((other) => other.idempotencyKey === key && other.tries === tries);
    if (!mine || mine.nextTryAt === null) return undefined;
    const nextTryAt = core.config.clock.now();
    return withCallback(core, current, { ...mine, tries: tries - 1, nextTryAt, isRunning: false });
  });
}

/** Calls the merchant and records what came of it. The lease is renewed until that is recorded, however long it takes. */
async function callWithLease(
  core: Core,
  session: SessionRecord,
  callback: CallbackRecord,
  leave: () => void,
): Promise<void> {
  const done = new AbortController();
  const stop = new AbortController();
  keepLease(core, session.sessionId, callback, done.signal, stop);
  const answered = new AbortController();
  void watch(core, callback, answered.signal, () => {
    stop.abort();
    leave();
  });
  const failure = await call(core, session, callback, AbortSignal.any([core.closing, stop.signal])).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  answered.abort();
  core.callbacks.noteEnd(callback.idempotencyKey);
  if (failure) done.abort();
  try {
    await record(core, session, callback, failure);
  } finally {
    done.abort();
  }
}

/** Gives up hope after five minutes, and says so once a minute from then on. */
async function watch(
  { config: { clock, log }, closing, callbacks }: Core,
  { name, idempotencyKey, tries }: CallbackRecord,
  answered: AbortSignal,
  giveUp: () => void,
): Promise<void> {
  const since = clock.now();
  const over = AbortSignal.any([answered, closing]);
  await pause(clock, patienceMs, over);
  while (!over.aborted) {
    giveUp();
    callbacks.noteTrouble(idempotencyKey, clock.now() + sayAgainMs + wordMayBeLateMs);
    log.error(
      { callback: name, idempotencyKey, tries, runningForMs: clock.now() - since },
      'A callback does not return. It is not started again while this process lives and reaches the store.',
    );
    await pause(clock, sayAgainMs, over);
  }
}

async function call(
  core: Core,
  session: SessionRecord,
  callback: CallbackRecord,
  signal: AbortSignal,
): Promise<void> {
  const { callbacks } = core.config;
  const { idempotencyKey, name, transaction, reason } = callback;
  const { sessionId, terminal } = session;
  const reference = quotedReference(session);
  const at = terminal && { device: terminal.device };
  const input = { sessionId, reference, idempotencyKey, signal, ...at };
  if (name === 'onReview') {
    const review: ReviewInput = {
      ...input,
      order: session.isStray ? undefined : paidOrder(session),
      reason: reason ?? 'undecided_in_time',
      transaction: transaction ? merchantTransaction(transaction, session) : undefined,
      transactionIds: concernedIds(session, transaction),
    };
    await callbacks.onReview?.(review);
    return;
  }
  const action = callbacks[name];
  if (!action && name === 'onReturned') return;
  if (!action) throw missingOption(name);
  if (!transaction) throw new InitializerError('internal', 'The record has no transaction to tell of.');
  const approved: ApprovedInput = {
    ...input,
    order: paidOrder(session),
    transaction: merchantTransaction(transaction, session),
  };
  await action(approved);
}

/** What it would have delivered is still owed: a redeploy without the option must not count as a delivery. */
function missingOption(name: CallbackName): InitializerError {
  return new InitializerError(
    'invalid_option',
    `Option "${name}" is missing, and a payment that was made while it was there still needs it: give it again.`,
  );
}

const consequences: Record<CallbackName, string> = {
  fulfill: 'A paid order is not fulfilled',
  onAuthorized: 'An approved preauth has not been handed over',
  onVerified: 'A verified card has not been handed over',
  onReview: 'Nobody has been told of money that needs a person',
  onReturned: 'Nobody has been told of a payment that came back',
};

function tellOfFailure(
  { config: { clock, log }, callbacks }: Core,
  session: SessionRecord,
  { idempotencyKey, name, tries }: CallbackRecord,
  { error: thrown, wait }: { error: unknown; wait: number },
): void {
  const { orderId, reference } = session;
  const error = withoutSecretsOf(session, thrown);
  if (tries >= manyTries) callbacks.noteTrouble(idempotencyKey, clock.now() + wait + wordMayBeLateMs);
  const fields = { callback: name, orderId, reference, idempotencyKey, tries, retryInMs: wait, error };
  const text = tries > manyTries ? `${consequences[name]}: it failed ${tries} times` : 'A callback failed';
  log.error(fields, `${text} and will run again.`);
}

/** Recording that a callback returned is what keeps it from running twice, so a failing store is asked again and again. */
async function record(
  core: Core,
  session: SessionRecord,
  callback: CallbackRecord,
  failure: { error: unknown } | undefined,
): Promise<void> {
  const { clock, log } = core.config;
  const { idempotencyKey, name, tries } = callback;
  const wait = Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1));
  if (failure) tellOfFailure(core, session, callback, { ...failure, wait });
  for (let failures = 0; ; failures += 1) {
    try {
      await changeSession(core, session.sessionId, (current) => {
        const mine = current.callbacks.find((other) => other.idempotencyKey === idempotencyKey);
        if (!mine) return undefined;
        // That it returned counts whoever has the lease by now, and also if the money went back meanwhile.
        if (!failure)
          return withCallback(core, current, {
            ...mine,
            nextTryAt: null,
            isRunning: false,
            transaction: null,
            withdrawn: false,
          });
        if (mine.tries !== tries || mine.nextTryAt === null) return undefined;
        return withCallback(core, current, { ...mine, nextTryAt: clock.now() + wait, isRunning: false });
      });
      return;
    } catch (error) {
      if (core.closing.aborted) throw error;
      if (failures === 10)
        log.error(
          { callback: name, idempotencyKey, error: withoutSecretsOf(session, error) },
          'The store does not take it.',
        );
      await pause(clock, Math.min(leaseMs / 2, second * 2 ** failures), core.closing);
    }
  }
}
