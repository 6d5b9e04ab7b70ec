import { InitializerError, type Decision, type Initializer } from '@helcim-checkout/initializer';
import { Router, type Request } from 'express';
import type { Orders } from '../orders.js';
import { pageContext } from '../page-context.js';
import { sendPage } from '../send-page.js';
import { admitStaff } from '../staff/admit-staff.js';
import { decisionPage, refusedDecisionPage } from '../staff/decision-page.js';
import { DECISIONS, reviewsPage, type Review, type ReviewStep } from '../staff/reviews-page.js';
import type { StaffDoor } from '../staff/staff-door.js';
import type { PaymentSurroundings } from '../surroundings.js';
import type { Visitors } from '../visitors.js';

const STEPS: readonly ReviewStep[] = ['resolved', 'looked', 'notLooked'];

interface StaffRoutesParts {
  readonly visitors: Visitors;
  readonly orders: Orders;
  readonly staff: StaffDoor;
  readonly payments: Pick<Initializer, 'reviews' | 'resolve' | 'reconcile'>;
  readonly surroundings: PaymentSurroundings;
}

/** `GET /staff/reviews`, `GET /staff/reviews/:sessionId/:decision` (asks once more), `POST` to the same address (decides), `POST …/look`. */
export function staffRoutes({ visitors, orders, staff, payments, surroundings }: StaffRoutesParts): Router {
  const router = Router();
  const { dashboardUrl } = surroundings;

  router.use('/staff', admitStaff(staff, visitors));

  router.get('/staff/reviews', async function listReviews(request, response) {
    const page = reviewsPage(pageContext(request, visitors), {
      reviews: await all(),
      done: STEPS.find((step) => request.query[step] !== undefined),
      transactionsUrl: dashboardUrl && `${dashboardUrl}/transactions`,
    });
    sendPage(response, page);
  });

  router.get('/staff/reviews/:sessionId/:decision', async function askOnceMore(request, response, next) {
    const decision = decisionOf(request);
    const review = (await all()).find(({ session }) => session.sessionId === request.params.sessionId);
    if (review && decision)
      sendPage(response, decisionPage(pageContext(request, visitors), review, decision));
    else next();
  });

  router.post('/staff/reviews/:sessionId/look', async function lookAgain(request, response) {
    try {
      await payments.reconcile({ sessionId: request.params.sessionId });
      response.redirect(303, '/staff/reviews?looked');
    } catch (error) {
      if (!(error instanceof InitializerError) || error.code !== 'helcim_unavailable') throw error;
      response.redirect(303, '/staff/reviews?notLooked');
    }
  });

  router.post('/staff/reviews/:sessionId/:decision', async function decide(request, response, next) {
    const decision = decisionOf(request);
    if (!decision) {
      next();
      return;
    }
    try {
      await payments.resolve(request.params.sessionId, decision, knownTransaction(request));
      response.redirect(303, '/staff/reviews?resolved');
    } catch (error) {
      if (!(error instanceof InitializerError)) throw error;
      sendPage(response, refusedDecisionPage(pageContext(request, visitors), error.message), 409);
    }
  });

  async function all(): Promise<Review[]> {
    return (await payments.reviews()).map((session) => ({
      session,
      order: session.order && orders.find(session.order.orderId),
    }));
  }

  return router;
}

function decisionOf(request: Request): Decision | undefined {
  return DECISIONS.find((decision) => decision === request.params['decision']);
}

function knownTransaction(request: Request): { transactionId?: string } {
  const given = (request.body as { transactionId?: unknown } | undefined)?.transactionId;
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? { transactionId: given } : {};
}
