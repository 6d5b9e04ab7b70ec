import { html, type Html } from '../html.js';
import { formatMoney } from '../money.js';
import type { Order } from '../orders.js';
import type { PageContext } from '../pages/layout.js';
import type { PaymentSurroundings } from '../surroundings.js';
import { tillTextsIn } from './till-texts.js';

/** Helcim's terminals in test mode decline every card by these cents. */
const UNLUCKY_CENTS = 1355;

/** Demo hints: what to try at the till. A real one has none of this. */
export function tryTheTill(
  context: PageContext,
  { surroundings, order }: { surroundings: PaymentSurroundings; order?: Order },
): Html {
  const { hints: shop } = context.texts;
  const { hints } = tillTextsIn(context.language);
  const { dashboardUrl } = surroundings;
  return html`<aside class="hints" aria-labelledby="hints-title">
    <h2 id="hints-title"><span class="badge">${shop.badge}</span> ${shop.title}</h2>
    <p>${dashboardUrl === undefined ? shop.helcim : shop.simulator}</p>
    <dl class="tries">
      ${trial(hints.approve, hints.approveText)}
      ${trial(hints.decline, html`${hints.declineText} ${dashboardUrl !== undefined && unluckySale(context)}`)}
      ${trial(hints.cancel, hints.cancelText)}
      ${dashboardUrl !== undefined && trial(hints.asleep, hints.asleepText)}
      ${trial(hints.both, hints.bothText)}
      ${surroundings.closeBatch && trial(hints.batch, closeBatch(context, order))}
      ${dashboardUrl !== undefined && trial(shop.behind, behindTheCurtain(context, dashboardUrl))}
    </dl>
    <details class="log">
      <summary>${hints.log}</summary>
      <p>${shop.logText}</p>
      <ol id="event-log" role="log" aria-label="${hints.log}"></ol>
    </details>
  </aside>`;
}

function trial(name: string, text: Html | string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${text}</dd>
  </div>`;
}

function unluckySale({ language }: PageContext): Html {
  const { unlucky } = tillTextsIn(language).hints;
  return html`<form method="post" action="/till/sales">
    <input type="hidden" name="amount" value="${(UNLUCKY_CENTS / 100).toFixed(2)}" />
    <button class="button quiet">${unlucky(formatMoney(UNLUCKY_CENTS, language))}</button>
  </form>`;
}

function closeBatch({ language }: PageContext, order: Order | undefined): Html {
  const { hints } = tillTextsIn(language);
  return html`${hints.batchText}
    <form method="post" action="/till/close-batch" id="close-batch">
      ${order && html`<input type="hidden" name="order" value="${order.id}" />`}
      <button class="button quiet">${hints.closeBatch}</button>
    </form>`;
}

function behindTheCurtain(context: PageContext, dashboardUrl: string): Html {
  const { hints } = context.texts;
  const { terminals } = tillTextsIn(context.language).hints;
  return html`<ul>
    <li><a href="${dashboardUrl}/virtual-terminals">${terminals} ↗</a></li>
    <li><a href="${dashboardUrl}/transactions">${hints.transactions} ↗</a></li>
    <li><a href="${dashboardUrl}/">${hints.merchant} ↗</a></li>
  </ul>`;
}
