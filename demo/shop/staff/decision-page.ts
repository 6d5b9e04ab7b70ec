import type { Decision } from '@helcim-checkout/initializer';
import { html, type Html } from '../html.js';
import { layout, type PageContext } from '../pages/layout.js';
import { reviewFacts, type Review } from './reviews-page.js';
import { listAddress, placeQuery, type ReviewsPlace } from './reviews-place.js';
import { staffBar } from './staff-bar.js';
import { staffTextsIn } from './staff-texts.js';

/** Asks once more before a decision is taken: what it means, and the review itself. */
export function decisionPage(
  context: PageContext,
  review: Review,
  { decision, place }: { decision: Decision; place: ReviewsPlace },
): Html {
  const texts = staffTextsIn(context.language);
  const [name, consequence] = texts.decisions[decision];
  const { session } = review;
  const numberWanted = decision === 'approved' && session.transaction === undefined;
  return layout(context, {
    title: name,
    main: html`${staffBar(context, '/staff/reviews')}
      <h1>${name}?</h1>
      <p class="lead">${consequence}</p>
      <form
        class="decisions"
        method="post"
        action="/staff/reviews/${session.sessionId}/${decision}${placeQuery(place)}"
      >
        ${
          numberWanted &&
          html`<label
            >${texts.transactionId}
            <input
              name="transactionId"
              inputmode="numeric"
              pattern="[0-9]{1,15}"
              required
              aria-describedby="number-hint"
            />
            <small id="number-hint" class="muted">${texts.transactionIdHint}</small></label
          >`
        }
        <button class="button">${name}</button>
        <a href="${listAddress(place)}">${texts.cancel}</a>
      </form>
      <section class="panel">${reviewFacts(context, review)}</section>`,
  });
}

/** The decision could not be taken; the reason in English, as the payment route gives it. */
export function refusedDecisionPage(context: PageContext, reason: string, place: ReviewsPlace): Html {
  const texts = staffTextsIn(context.language);
  return layout(context, {
    title: texts.refusedTitle,
    main: html`${staffBar(context, '/staff/reviews')}
      <h1>${texts.refusedTitle}</h1>
      <p class="lead">${texts.refused}</p>
      <p class="notice" lang="en">${reason}</p>
      <p class="back"><a href="${listAddress(place)}">← ${texts.back}</a></p>`,
  });
}
