import type { Request } from 'express';
import { InitializerError } from '../error.js';
import { goOn } from '../sessions/core.js';
import { findSession } from '../sessions/find-session.js';
import { freshen } from '../sessions/look-up.js';
import { runCallbacks } from '../sessions/run-callbacks.js';
import type { SessionRecord } from '../stores/session-store.js';
import type { RefundRequest } from './begin-refund.js';
import { priceOrder } from './price-order.js';
import { release } from './release.js';
import { sendRefund } from './send-refund.js';
import { startPayment, type StartAnswer } from './start-payment.js';
import { refundView, terminalAnswer, type RefundView, type TerminalAnswer } from './terminal-answer.js';
import type { Till } from './till.js';

/** What clerks do, whether by a route or by the shop's own code. */
export interface Counter {
  start(what: {
    orderId: string;
    device: string;
    clerk: string;
    force: boolean;
    request: Request | undefined;
  }): Promise<{ kind: StartAnswer['kind']; answer: TerminalAnswer }>;
  /** As known now; may look at Helcim. @throws InitializerError `session_not_found` */
  find(sessionId: string): Promise<TerminalAnswer>;
  release(sessionId: string, clerk: string): Promise<TerminalAnswer>;
  refund(request: RefundRequest): Promise<{ isNew: boolean; refund: RefundView }>;
  /** @throws InitializerError `session_not_found` if either is unknown. */
  findRefund(sessionId: string, refundId: string): Promise<RefundView>;
}

export function counter(till: Till): Counter {
  const { core } = till;

  async function view(session: SessionRecord): Promise<TerminalAnswer> {
    void goOn(core, runCallbacks(core, session));
    const { clock, scope } = core.config;
    // Only for its name: what is known of the payment is told without it.
    const device =
      session.terminal && (await till.devices.get(scope, session.terminal.device).catch(() => undefined));
    return terminalAnswer(session, device, clock.now());
  }

  async function sessionOf(sessionId: string): Promise<SessionRecord> {
    const session = await findSession(core, sessionId);
    if (session.terminal) return session;
    throw new InitializerError('session_not_found', 'The session is one of HelcimPay.js, not of a till.');
  }

  return {
    async start({ orderId, device, clerk, force, request }) {
      const priced = await priceOrder(till, orderId, { clerk, request });
      const { kind, session } = await startPayment(till, { ...priced, device, clerk, force });
      return { kind, answer: await view(session) };
    },

    find: async (sessionId) => await view(await freshen(core, await sessionOf(sessionId))),

    release: async (sessionId, clerk) => await view(await release(till, await sessionOf(sessionId), clerk)),

    async refund(request) {
      await sessionOf(request.sessionId);
      const { refund, isNew } = await sendRefund(till, request);
      return { isNew, refund: refundView(refund) };
    },

    async findRefund(sessionId, refundId) {
      const { terminal } = await freshen(core, await sessionOf(sessionId));
      const refund = terminal?.refunds.find((one) => one.refundId === refundId);
      if (refund) return refundView(refund);
      throw new InitializerError('session_not_found', 'The session has no such refund.');
    },
  };
}
