import { pause, second, within } from '../clock.js';
import { InitializerError } from '../error.js';
import { sameTerms, type CheckedOrder } from '../order.js';
import type { SessionRecord } from '../stores/session-store.js';
import type { Core } from './core.js';
import { holderOf } from './holder-of.js';
import { initializeSession, releaseSession } from './initialize-session.js';
import { freshen, lookUp } from './look-up.js';
import { newSession } from './new-session.js';
import { supersede, supersedeUnpaid } from './supersede.js';
import { graceEndsAt, stateAt, tokenLifeMs } from './timeline.js';

/** What `POST /sessions` has to tell. */
export type CreateAnswer =
  | {
      readonly kind: 'open';
      readonly isNew: boolean;
      readonly session: SessionRecord;
      readonly expiresInSeconds: number;
    }
  | { readonly kind: 'closing'; readonly session: SessionRecord; readonly retryAfterSeconds: number }
  | { readonly kind: 'undecided' | 'settled'; readonly session: SessionRecord };

const waitForOthersMs = 5 * second;
const pollMs = 200;
const askAgainSeconds = 30;

/**
 * The session of an order: a new one, or the one there is. While an earlier token may still be charged no second one is made,
 * and once money has moved none is handed out at all.
 *
 * @param beforeNew Called when Helcim is about to be asked for a new session; what it throws prevents it.
 * @throws InitializerError `busy` if another request is still asking Helcim after five seconds; whatever Helcim refused.
 */
export async function createSession(
  core: Core,
  orderId: string,
  order: CheckedOrder,
  beforeNew: () => void = () => undefined,
): Promise<CreateAnswer> {
  const { config } = core;
  const giveUpAt = config.clock.now() + waitForOthersMs;
  for (;;) {
    const sessions = await config.store.ofOrder(config.scope, orderId);
    await supersedeUnpaid(core, sessions);
    const holder = holderOf(sessions);
    const answer = holder
      ? await answerFor(core, holder, order, giveUpAt)
      : await startNew(core, orderId, order, beforeNew);
    if (answer) return answer;
  }
}

/** The answer for an order that has a session, or `undefined` to look again because something has changed. */
async function answerFor(
  core: Core,
  holder: SessionRecord,
  order: CheckedOrder,
  giveUpAt: number,
): Promise<CreateAnswer | undefined> {
  const state = stateAt(holder, core.config.clock.now());
  if (holder.terminal && (state === 'initializing' || state === 'open'))
    return await tillAnswer(core, holder);
  switch (state) {
    case 'initializing':
      await waitOrTakeOver(core, holder, giveUpAt);
      return undefined;
    case 'open':
      if (sameTerms(holder.order, order.snapshot)) return openAnswer(core, holder, false);
      await supersede(core, holder.sessionId, 'the order has changed');
      return undefined;
    case 'closing':
      return await closingAnswer(core, holder);
    case 'undecided': {
      const session = await freshen(core, holder);
      return session.state === 'undecided' ? { kind: 'undecided', session } : undefined;
    }
    default:
      return { kind: 'settled', session: holder };
  }
}

async function startNew(
  core: Core,
  orderId: string,
  order: CheckedOrder,
  beforeNew: () => void,
): Promise<CreateAnswer | undefined> {
  beforeNew();
  const session = newSession(orderId, order.snapshot, core.config);
  const { created } = await core.config.store.create(session);
  if (!created) return undefined;
  const opened = await initializeSession(core, session, order);
  return opened && openAnswer(core, opened, true);
}

async function waitOrTakeOver(core: Core, holder: SessionRecord, giveUpAt: number): Promise<void> {
  const { clock } = core.config;
  if (clock.now() >= (holder.leaseUntil ?? 0)) {
    await releaseSession(core, holder.sessionId, 'its creator died before Helcim answered');
    return;
  }
  if (clock.now() >= giveUpAt) {
    throw new InitializerError('busy', 'Another request is still starting this session.', {
      retryAfterSeconds: 2,
    });
  }
  const own = core.initializing.get(holder.sessionId);
  if (own) await within(clock, giveUpAt - clock.now(), own);
  else await pause(clock, pollMs);
}

/** An old modal may still charge; only when Helcim shows nothing after the grace is the order free again. */
async function closingAnswer(core: Core, holder: SessionRecord): Promise<CreateAnswer | undefined> {
  const now = core.config.clock.now();
  const endsAt = graceEndsAt(holder, core.config);
  if (now < endsAt)
    return { kind: 'closing', session: holder, retryAfterSeconds: Math.ceil((endsAt - now) / second) };
  const session = await lookUp(core, holder, 'buyer');
  return session.state === 'open'
    ? { kind: 'closing', session, retryAfterSeconds: askAgainSeconds }
    : undefined;
}

/** The customer stands at a till: no token until that has ended. */
async function tillAnswer(core: Core, holder: SessionRecord): Promise<CreateAnswer | undefined> {
  const session = await freshen(core, holder);
  const isUnderWay = session.state === 'initializing' || session.state === 'open';
  return isUnderWay ? { kind: 'closing', session, retryAfterSeconds: askAgainSeconds } : undefined;
}

function openAnswer({ config }: Core, session: SessionRecord, isNew: boolean): CreateAnswer {
  const diesAt = (session.tokenIssuedAt ?? session.createdAt) + tokenLifeMs;
  return {
    kind: 'open',
    isNew,
    session,
    expiresInSeconds: Math.floor((diesAt - config.clock.now()) / second),
  };
}
