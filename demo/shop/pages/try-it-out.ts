import { html, type Html } from '../html.js';
import type { Order } from '../orders.js';
import type { PaymentSurroundings } from '../surroundings.js';
import { testCard } from '../test-card.js';
import type { PageContext } from './layout.js';

/** Demo hints: what to try on the checkout page. A real shop has none of this. */
export function tryItOut(context: PageContext, order: Order, surroundings: PaymentSurroundings): Html {
  const { hints } = context.texts;
  return html`<aside class="hints" aria-labelledby="hints-title">
    <h2 id="hints-title"><span class="badge">${hints.badge}</span> ${hints.title}</h2>
    <p>${surroundings.dashboardUrl === undefined ? hints.helcim : hints.simulator}</p>
    <dl class="tries">
      ${cards(context, surroundings)}
      <div>
        <dt>${hints.cancel}</dt>
        <dd>${hints.cancelText}</dd>
      </div>
      <div>
        <dt>${hints.reload}</dt>
        <dd>
          ${hints.reloadText}
          <a href="/orders/${order.id}/checkout" target="_blank" rel="noopener">${hints.secondTab} ↗</a>
        </dd>
      </div>
      <div>
        <dt>${hints.duplicate}</dt>
        <dd>${hints.duplicateText}</dd>
      </div>
      ${behindTheCurtain(context, order, surroundings.dashboardUrl)}
    </dl>
    <details class="log">
      <summary>${hints.log}</summary>
      <p>${hints.logText}</p>
      <ol id="event-log" role="log" aria-label="${hints.log}"></ol>
    </details>
  </aside>`;
}

function cards({ texts: { hints } }: PageContext, { dashboardUrl }: PaymentSurroundings): Html {
  const { number, expiry, cvv } = testCard();
  return html`<div>
      <dt>${hints.approve}</dt>
      <dd>
        ${hints.approveText}<br /><code>${number}</code> ${hints.expiry}
        <code>${expiry}</code>
        CVV&nbsp;<code>${cvv}</code>${dashboardUrl !== undefined && html`<br />${hints.picker}`}
      </dd>
    </div>
    <div>
      <dt>${hints.decline}</dt>
      <dd>
        ${hints.declineText}
        <ul class="codes">
          ${hints.declines.map(([cvv, meaning]) => html`<li><code>${cvv}</code> ${meaning}</li>`)}
        </ul>
      </dd>
    </div>`;
}

function behindTheCurtain({ texts }: PageContext, order: Order, dashboardUrl: string | undefined): Html {
  const { hints } = texts;
  return html`<div>
    <dt>${hints.behind}</dt>
    <dd>
      <ul>
        ${
          dashboardUrl !== undefined &&
          html`<li><a href="${dashboardUrl}/">${hints.merchant} ↗</a></li>
            <li><a href="${dashboardUrl}/transactions">${hints.transactions} ↗</a></li>
            <li>
              <a href="${dashboardUrl}/all-tools/integrations/api-access-configuration"
                >${hints.accessConfigurations} ↗</a
              >
            </li>`
        }
        <li><a href="/react/?order=${order.id}">${texts.payInReact}</a></li>
      </ul>
    </dd>
  </div>`;
}
