import type { Router } from 'express';
import { pause, second, within } from './clock.js';
import { InitializerError } from './error.js';
import type { InitializerOptions } from './options.js';
import { readOptions } from './read-options.js';
import { createRouter } from './router.js';
import { cancelOrder } from './sessions/cancel-order.js';
import { goOn, rememberCore, type Core } from './sessions/core.js';
import { createCore } from './sessions/create-core.js';
import { listReviews, type ReviewsOptions } from './sessions/list-reviews.js';
import { lookAgain } from './sessions/look-again.js';
import { merchantSession, type Session } from './sessions/merchant-view.js';
import { startReconciler } from './sessions/reconcile.js';
import { resolveReview, type Decision } from './sessions/resolve-review.js';
import { runCallbacks } from './sessions/run-callbacks.js';
import type { SessionRecord } from './stores/session-store.js';

const longestFarewellMs = 5 * second;
/** A callback that hangs goes on by itself. */
const longestWaitMs = 5 * second;

/** The server part of a shop's payments. Nothing is shared between two of them but the store they are given. */
export interface Initializer {
  /** Express routes: `app.use('/pay', initializer.router)`. The path must not contain "helcim". */
  readonly router: Router;

  /** A session by its id, or the one that counts for an order; `undefined` if there is none. */
  find(what: { sessionId: string } | { orderId: string }): Promise<Session | undefined>;

  /**
   * Stops handing out the token of an order. A modal that is already open may still charge, which then becomes a review; money
   * that has come is left alone.
   *
   * @returns The session as it stands afterwards; look at its `state` before telling the buyer anything.
   */
  cancel(orderId: string): Promise<Session | undefined>;

  /**
   * The sessions that need a person, oldest first, a page at a time: `reviews({ after: page.at(-1) })` is the page behind one, and the
   * last page is followed by an empty one. Every session that is a review all the while is on one page, whatever is resolved or added
   * between them. An older session that becomes a review only then is seen by whoever begins anew.
   *
   * @param which Default: the oldest 1,000.
   * @throws InitializerError `invalid_option` with the option's name, its value and the cure.
   */
  reviews(which?: ReviewsOptions): Promise<Session[]>;

  /**
   * Ends a review. `approved` takes the payment (and runs the callback still owed, for which it waits at most five seconds),
   * `returned` says that the money went back, `expired` that none moved; the last two free the order for another payment.
   *
   * @param known The transaction that Helcim's pages show, where the session knows none.
   * @throws InitializerError `invalid_decision`, `session_not_found`.
   */
  resolve(sessionId: string, decision: Decision, known?: { transactionId?: string }): Promise<Session>;

  /**
   * Asks Helcim about every session that is due, and starts the callbacks that are owed; waits for them at most five seconds. Also
   * happens by itself every second.
   *
   * @param only One session, whether it is due or not: for a person who looks at a review and wants Helcim asked once more. What
   *   cannot be read at Helcim (without a `readToken`, a verify, a payment that belongs to no session) is left as it is.
   * @throws InitializerError With `only`: `session_not_found`; `helcim_unavailable` if Helcim did not answer.
   */
  reconcile(only?: { sessionId: string }): Promise<void>;

  /** Stops the background work and waits for callbacks that are running, at most five seconds. None is started any more. */
  close(): Promise<void>;
}

/**
 * Checks the options once and starts the background work.
 *
 * @throws InitializerError `invalid_option` with the option's name, its value (never a secret's) and the cure.
 */
export function createInitializer(options: InitializerOptions): Initializer {
  const config = readOptions(options);
  const { store, scope, clock } = config;
  const closing = new AbortController();
  const core = createCore(config, closing.signal);
  const reconciler = startReconciler(core);
  void goOn(core, sayWhatIsMissing(core));

  function view(session: SessionRecord): Session {
    return merchantSession(session, clock.now());
  }

  const initializer = Object.freeze<Initializer>({
    router: createRouter(core, reconciler),

    async find(what) {
      if ('sessionId' in what) {
        const session = await store.get(scope, what.sessionId);
        return session && view(session);
      }
      const sessions = await store.ofOrder(scope, what.orderId);
      const session =
        sessions.find(({ closesOrder }) => closesOrder) ?? sessions.find(({ live }) => live) ?? sessions[0];
      return session && view(session);
    },

    async cancel(orderId) {
      const session = await cancelOrder(core, orderId);
      return session && view(session);
    },

    async reviews(which = {}) {
      return (await listReviews(config, which)).map(view);
    },

    async resolve(sessionId, decision, known) {
      const session = await resolveReview(core, sessionId, decision, known);
      await within(clock, longestWaitMs, goOn(core, runCallbacks(core, session)));
      return view(session);
    },

    async reconcile(only) {
      if (!only) {
        await reconciler.pass();
        return;
      }
      const session = await lookAgain(core, only.sessionId);
      await within(clock, longestWaitMs, goOn(core, runCallbacks(core, session)));
    },

    async close() {
      closing.abort();
      const farewell = new AbortController();
      await Promise.race([
        Promise.allSettled(core.background),
        pause(clock, longestFarewellMs, farewell.signal),
      ]);
      farewell.abort();
    },
  });
  rememberCore(initializer, core);
  return initializer;
}

/** One line at start-up for each thing that will not work; the read token is tried out without holding anyone up. */
async function sayWhatIsMissing({ config, helcim }: Core): Promise<void> {
  const { log, store, readToken, webhookKey } = config;
  if (!store.durable) {
    log.warn({}, 'Sessions are kept in memory: a restart forgets payments on their way.');
  }
  await sayWhatEndangersTheStore(config);
  if (webhookKey === undefined) {
    log.warn(
      {},
      'No webhookVerifierToken: POST /webhook answers 404, and a payment whose result is lost is found minutes later, if at all.',
    );
  }
  if (readToken === undefined) {
    log.warn({}, 'No readToken: a payment whose result never reaches this server cannot be found again.');
    return;
  }
  try {
    await helcim.probeRead();
  } catch (error) {
    const text =
      error instanceof InitializerError && error.code === 'helcim_permission' ? 'may not' : 'could not';
    log.error(
      { error },
      `The readToken ${text} read card transactions: lost results cannot be found again until it can.`,
    );
  }
}

async function sayWhatEndangersTheStore({ log, store }: Core['config']): Promise<void> {
  try {
    for (const danger of (await store.check?.()) ?? []) log.warn({}, danger);
  } catch (error) {
    log.error({ error }, 'The session store cannot be reached.');
  }
}
