import type { Decision, Session } from '@helcim-checkout/initializer';
import { html, type Html, type HtmlValue } from '../html.js';
import type { Language } from '../language.js';
import type { Order } from '../orders.js';
import { layout, type PageContext } from '../pages/layout.js';
import { formatDate } from '../pages/order-page.js';
import { listAddress, placeQuery, type ReviewsPlace, type ReviewStep } from './reviews-place.js';
import { staffBar } from './staff-bar.js';
import { staffTextsIn } from './staff-texts.js';

export const DECISIONS: readonly Decision[] = ['approved', 'returned', 'expired'];

/** A session under review, and the shop's order it is for. */
export interface Review {
  readonly session: Session;
  readonly order: Order | undefined;
}

interface ReviewsPageParts {
  readonly reviews: readonly Review[];
  readonly place: ReviewsPlace;
  /** Where the list goes on; undefined at its end. */
  readonly next: ReviewsPlace | undefined;
  /** What was just done. */
  readonly done: ReviewStep | undefined;
  /** The simulator's list of transactions. */
  readonly transactionsUrl: string | undefined;
}

/** A page of what a person has to look at, oldest first. */
export function reviewsPage(
  context: PageContext,
  { reviews, place, next, done, transactionsUrl }: ReviewsPageParts,
): Html {
  const texts = staffTextsIn(context.language);
  return layout(context, {
    title: texts.title,
    main: html`${staffBar(context, '/staff/reviews')}
      <h1>${texts.title}</h1>
      ${done && html`<p class="done" role="status">${texts[done]}</p>`}
      <p class="lead">${reviews.length > 0 ? texts.lead : nothingIn(context, place)}</p>
      ${transactionsUrl !== undefined && html`<p><a href="${transactionsUrl}">${texts.dashboard} ↗</a></p>`}
      ${(reviews.length > 0 || placeQuery(place) !== '') && choice(context, place)}
      <ul class="reviews">
        ${reviews.map((review) => html`<li class="panel">${reviewPanel(context, review, place)}</li>`)}
      </ul>
      ${pages(context, place, next)}`,
  });
}

function nothingIn({ language }: PageContext, { after, shownByHelcim }: ReviewsPlace): string {
  const texts = staffTextsIn(language);
  if (after) return texts.noneAfter;
  return shownByHelcim ? texts.noneShown : texts.none;
}

/** All of them, or those in which money is certain: whoever makes results up must not bury it. */
function choice({ language }: PageContext, { shownByHelcim }: ReviewsPlace): Html {
  const texts = staffTextsIn(language);
  const link = (isShown: boolean, name: string) =>
    html`<a
      class="pill"
      href="${listAddress({ after: undefined, shownByHelcim: isShown })}"
      ${isShown === shownByHelcim && html`aria-current="true"`}
      >${name}</a
    >`;
  return html`<nav class="choice" aria-label="${texts.choice}">
      ${link(false, texts.all)} ${link(true, texts.paymentShown)}
    </nav>
    <p class="muted">${texts.paymentShownHint}</p>`;
}

function pages({ language }: PageContext, place: ReviewsPlace, next: ReviewsPlace | undefined): Html | false {
  const texts = staffTextsIn(language);
  if (!place.after && !next) return false;
  const first = listAddress({ ...place, after: undefined });
  return html`<nav class="pages" aria-label="${texts.pages}">
    ${place.after && html`<a class="button quiet" href="${first}">← ${texts.firstPage}</a>`}
    ${next && html`<a class="button quiet" rel="next" href="${listAddress(next)}">${texts.nextPage} →</a>`}
  </nav>`;
}

function reviewPanel(context: PageContext, review: Review, place: ReviewsPlace): Html {
  const texts = staffTextsIn(context.language);
  const { session } = review;
  return html`${reviewFacts(context, review)}
    <details class="log">
      <summary>${texts.history}</summary>
      <ol>
        ${session.history.map(
          ({ at, from, said }) =>
            html`<li>
              ${formatDate(new Date(at), context.language)} <span lang="en">(${from}) ${said}</span>
            </li>`,
        )}
      </ol>
    </details>
    <form method="post" action="/staff/reviews/${session.sessionId}/look${placeQuery(place)}">
      <button class="link" aria-label="${`${texts.look}: ${session.reference}`}">${texts.look}</button>
    </form>
    <div class="decisions" role="group" aria-label="${`${texts.decide}: ${session.reference}`}">
      ${DECISIONS.map(
        (decision) =>
          html`<a
            class="button quiet"
            href="/staff/reviews/${session.sessionId}/${decision}${placeQuery(place)}"
            >${texts.decisions[decision][0]}</a
          >`,
      )}
    </div>`;
}

/** Why, how much, and every number by which it is found at Helcim. */
export function reviewFacts({ language }: PageContext, { session, order }: Review): Html {
  const texts = staffTextsIn(language);
  const { transaction, transactionIds, reason } = session;
  const money = (amount: string | undefined, currency: string | undefined) =>
    amount === undefined
      ? texts.notKnown
      : formatAmount(amount, currency ?? session.order?.currency ?? 'CAD', language);
  return html`<h2>${reason ? texts.reasons[reason] : texts.reasonUnknown}</h2>
    <dl class="facts">
      ${fact(texts.order, order?.number ?? session.order?.orderId ?? texts.notKnown)}
      ${fact(texts.since, formatDate(new Date(session.createdAt), language))}
      ${fact(texts.ordered, money(session.order?.amount, session.order?.currency))}
      ${fact(texts.moved, money(transaction?.amount, transaction?.currency))}
      ${fact(texts.reference, html`<span class="unbroken">${session.reference}</span>`)}
      ${fact(texts.transactions, transactionIds.length > 0 ? transactionIds.join(', ') : texts.notKnown)}
      ${transaction && transaction.last4 !== '' && fact(texts.card, `${transaction.cardType} …${transaction.last4}`)}
      ${fact(texts.session, html`<code class="breakable">${session.sessionId}</code>`)}
    </dl>`;
}

function fact(name: string, value: HtmlValue): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

/** A payment under review may be in another currency than the shop's. */
function formatAmount(amount: string, currency: string, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'code' }).format(
    Number(amount),
  );
}
