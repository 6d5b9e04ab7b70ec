import type { Decision, Session } from '@helcim-checkout/initializer';
import { html, type Html, type HtmlValue } from '../html.js';
import type { Language } from '../language.js';
import type { Order } from '../orders.js';
import { layout, type PageContext } from '../pages/layout.js';
import { formatDate } from '../pages/order-page.js';
import { staffBar } from './staff-bar.js';
import { staffTextsIn } from './staff-texts.js';

export const DECISIONS: readonly Decision[] = ['approved', 'returned', 'expired'];

/** A session under review, and the shop's order it is for. */
export interface Review {
  readonly session: Session;
  readonly order: Order | undefined;
}

/** A decision was taken; Helcim was asked again; it could not be. */
export type ReviewStep = 'resolved' | 'looked' | 'notLooked';

interface ReviewsPageParts {
  readonly reviews: readonly Review[];
  /** What was just done. */
  readonly done: ReviewStep | undefined;
  /** The simulator's list of transactions. */
  readonly transactionsUrl: string | undefined;
}

/** Everything a person has to look at, oldest first. */
export function reviewsPage(
  context: PageContext,
  { reviews, done, transactionsUrl }: ReviewsPageParts,
): Html {
  const texts = staffTextsIn(context.language);
  return layout(context, {
    title: texts.title,
    main: html`${staffBar(context, '/staff/reviews')}
      <h1>${texts.title}</h1>
      ${done && html`<p class="done" role="status">${texts[done]}</p>`}
      <p class="lead">${reviews.length > 0 ? texts.lead : texts.none}</p>
      ${transactionsUrl !== undefined && html`<p><a href="${transactionsUrl}">${texts.dashboard} ↗</a></p>`}
      <ul class="reviews">
        ${reviews.map((review) => html`<li class="panel">${reviewPanel(context, review)}</li>`)}
      </ul>`,
  });
}

function reviewPanel(context: PageContext, review: Review): Html {
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
    <form method="post" action="/staff/reviews/${session.sessionId}/look">
      <button class="link" aria-label="${`${texts.look}: ${session.reference}`}">${texts.look}</button>
    </form>
    <div class="decisions" role="group" aria-label="${`${texts.decide}: ${session.reference}`}">
      ${DECISIONS.map(
        (decision) =>
          html`<a class="button quiet" href="/staff/reviews/${session.sessionId}/${decision}"
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
