import {
  InitializerError,
  type Decision,
  type Initializer,
  type Session,
} from '@helcim-checkout/initializer';
import { Router, type Request } from 'express';
import type { Orders } from '../orders.js';
import { pageContext } from '../page-context.js';
import type { PageContext } from '../pages/layout.js';
import { sendPage } from '../send-page.js';
import { admitStaff } from '../staff/admit-staff.js';
import { decisionPage, refusedDecisionPage } from '../staff/decision-page.js';
import { DECISIONS, reviewsPage, type Review } from '../staff/reviews-page.js';
import {
  listAddress,
  placeOf,
  placeQuery,
  type ReviewsPlace,
  type ReviewStep,
} from '../staff/reviews-place.js';
import type { StaffDoor } from '../staff/staff-door.js';
import type { PaymentSurroundings } from '../surroundings.js';
import type { Visitors } from '../visitors.js';

const STEPS: readonly ReviewStep[] = ['resolved', 'looked', 'notLooked'];
const REVIEWS_PER_PAGE = 50;

interface StaffRoutesParts {
  readonly visitors: Visitors;
  readonly orders: Orders;
  readonly staff: StaffDoor;
  readonly payments: Pick<Initializer, 'find' | 'reviews' | 'resolve' | 'reconcile'>;
  readonly surroundings: PaymentSurroundings;
}

/** `GET /staff/reviews`, `GET /staff/reviews/:sessionId/:decision` (asks once more), `POST` to the same address (decides), `POST …/look`. */
export function staffRoutes({ visitors, orders, staff, payments, surroundings }: StaffRoutesParts): Router {
  const router = Router();
  const { dashboardUrl } = surroundings;

  router.use('/staff', admitStaff(staff, visitors));

  router.get('/staff/reviews', async function listReviews(request, response) {
    const place = placeOf(request);
    // One more than a page shows whether there is another.
    const found = await payments.reviews({ ...place, limit: REVIEWS_PER_PAGE + 1 });
    const shown = found.slice(0, REVIEWS_PER_PAGE);
    const page = reviewsPage(contextAt(place, request), {
      reviews: shown.map(asReview),
      place,
      next: found.length > shown.length ? { ...place, after: shown.at(-1) } : undefined,
      done: STEPS.find((step) => request.query[step] !== undefined),
      transactionsUrl: dashboardUrl && `${dashboardUrl}/transactions`,
    });
    sendPage(response, page);
  });

  router.get('/staff/reviews/:sessionId/:decision', async function askOnceMore(request, response, next) {
    const decision = decisionOf(request);
    const place = placeOf(request);
    const session = await payments.find({ sessionId: request.params.sessionId });
    if (session?.state === 'review' && decision) {
      sendPage(response, decisionPage(contextAt(place, request), asReview(session), { decision, place }));
    } else next();
  });

  router.post('/staff/reviews/:sessionId/look', async function lookAgain(request, response) {
    const place = placeOf(request);
    try {
      await payments.reconcile({ sessionId: request.params.sessionId });
      response.redirect(303, listAddress(place, 'looked'));
    } catch (error) {
      if (!(error instanceof InitializerError) || error.code !== 'helcim_unavailable') throw error;
      response.redirect(303, listAddress(place, 'notLooked'));
    }
  });

  router.post('/staff/reviews/:sessionId/:decision', async function decide(request, response, next) {
    const decision = decisionOf(request);
    if (!decision) {
      next();
      return;
    }
    const place = placeOf(request);
    try {
      await payments.resolve(request.params.sessionId, decision, knownTransaction(request));
      response.redirect(303, listAddress(place, 'resolved'));
    } catch (error) {
      if (!(error instanceof InitializerError)) throw error;
      sendPage(response, refusedDecisionPage(contextAt(place, request), error.message, place), 409);
    }
  });

  function asReview(session: Session): Review {
    return { session, order: session.order && orders.find(session.order.orderId) };
  }

  function contextAt(place: ReviewsPlace, request: Request): PageContext {
    const context = pageContext(request, visitors);
    return { ...context, path: context.path + placeQuery(place) };
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
