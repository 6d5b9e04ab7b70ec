import { InitializerError } from '../error.js';
import { sameTerms, type OrderSnapshot } from '../order.js';
import { goOn } from '../sessions/core.js';
import { holderOf } from '../sessions/holder-of.js';
import { releaseSession } from '../sessions/initialize-session.js';
import { freshen, lookUp } from '../sessions/look-up.js';
import { newTillSession } from '../sessions/new-session.js';
import { supersede, supersedeUnpaid } from '../sessions/supersede.js';
import { isReadable } from '../sessions/timeline.js';
import type { SessionRecord } from '../stores/session-store.js';
import { pairedDevice, requireIdle } from './device-slot.js';
import { sendPayment } from './send-payment.js';
import type { Till } from './till.js';

/** A payment that a clerk wants to send to a device. */
export interface PaymentRequest {
  readonly orderId: string;
  readonly order: OrderSnapshot;
  readonly device: string;
  readonly clerk: string;
  /** Take the order away from a payment that may be under way online. */
  readonly force: boolean;
}

/** `same`: it is under way already. `settled`: the order is paid, or nobody knows yet whether it is. */
export interface StartAnswer {
  readonly kind: 'new' | 'same' | 'settled';
  readonly session: SessionRecord;
}

const mostTries = 50;

/**
 * Sends the payment of an order to a device, unless it is paid, under way, or nobody knows. Never sends a second one while the
 * first may still be paid.
 *
 * @throws InitializerError `device_…`, `online_payment_open`, `till_payment_open`, or what Helcim refused: nothing was charged.
 */
export async function startPayment(till: Till, request: PaymentRequest): Promise<StartAnswer> {
  const { store, scope } = till.core.config;
  await pairedDevice(till, request.device);
  for (let tries = 0; tries < mostTries; tries += 1) {
    const sessions = await store.ofOrder(scope, request.orderId);
    await supersedeUnpaid(till.core, sessions);
    const holder = holderOf(sessions);
    const answer = holder ? await answerFor(till, holder, request) : await startNew(till, request);
    if (answer) return answer;
  }
  throw new InitializerError('busy', 'The order is being changed by too many at once.', {
    retryAfterSeconds: 1,
  });
}

/** The answer for an order that has a session, or `undefined` to look again because something has changed. */
async function answerFor(
  till: Till,
  holder: SessionRecord,
  request: PaymentRequest,
): Promise<StartAnswer | undefined> {
  switch (holder.state) {
    case 'undecided': {
      const session = await freshen(till.core, holder);
      return session.state === 'undecided' ? { kind: 'settled', session } : undefined;
    }
    case 'initializing':
    case 'open':
      if (holder.terminal) return await sameOrElsewhere(till, holder, request);
      await takeFromOnline(till, holder, request);
      return undefined;
    default:
      return { kind: 'settled', session: holder };
  }
}

async function sameOrElsewhere(
  { core }: Till,
  holder: SessionRecord,
  { device, order }: PaymentRequest,
): Promise<StartAnswer | undefined> {
  const session = await freshen(core, holder);
  if (session.state !== 'initializing' && session.state !== 'open') return undefined;
  if (session.terminal?.device === device && sameTerms(session.order, order))
    return { kind: 'same', session };
  const { orderId, reference, terminal } = session;
  const sale = { orderId, reference, device: terminal?.device ?? '' };
  throw new InitializerError(
    'till_payment_open',
    `The order is under way on device ${sale.device} as ${reference}: cancel it there first.`,
    { sale },
  );
}

/** Helcim cannot revoke a token: whoever pays on it afterwards makes a review. So it takes a clerk who says so. */
async function takeFromOnline(
  till: Till,
  holder: SessionRecord,
  { force, clerk, device }: PaymentRequest,
): Promise<void> {
  const { core } = till;
  const { clock } = core.config;
  if (holder.state === 'initializing' && clock.now() >= (holder.leaseUntil ?? 0)) {
    await releaseSession(core, holder.sessionId, 'its creator died before Helcim answered');
    return;
  }
  // Before it is taken away, what has been paid by now must be known.
  const isLast = force && isReadable(holder, core.config);
  const session = isLast ? await lookUp(core, holder, 'buyer') : await freshen(core, holder);
  if (session.state !== holder.state) return;
  if (isLast && (session.failedLooks ?? 0) > 0) {
    throw new InitializerError(
      'helcim_unavailable',
      `Helcim could not be asked whether ${holder.reference} is paid: the order stays online.`,
    );
  }
  if (!force) {
    throw new InitializerError(
      'online_payment_open',
      `The order has an online session that may still be paid (${holder.reference}); force takes the order away from it.`,
    );
  }
  // Not for a device that has no time for it.
  await requireIdle(till, await pairedDevice(till, device));
  await supersede(core, holder.sessionId, `taken to device ${device} by ${clerk}`);
}

async function startNew(till: Till, request: PaymentRequest): Promise<StartAnswer | undefined> {
  const { core, config } = till;
  const { orderId, order, device, clerk, force } = request;
  await requireIdle(till, await pairedDevice(till, device));
  const terminal = {
    device,
    clerk,
    mostCents: Math.round(order.amountCents * (1 + config.extraLimit)),
    handedOverAt: null,
    refunds: [],
  };
  const said = `sent to device ${device} by ${clerk}${force ? ', by force' : ''}`;
  const session = newTillSession(orderId, order, terminal, said, core.config);
  const { created } = await core.config.store.create(session);
  if (!created) return undefined;
  return { kind: 'new', session: await goOn(core, sendPayment(till, session)) };
}
