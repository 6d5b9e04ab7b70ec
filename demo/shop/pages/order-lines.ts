import { totalCents, type CartLine } from '../cart.js';
import { html, type Html } from '../html.js';
import { formatMoney } from '../money.js';
import type { PageContext } from './layout.js';

/** What was ordered, with the total: on the checkout page and on the receipt. */
export function orderLines({ texts, language }: PageContext, lines: readonly CartLine[]): Html {
  return html`<ul class="lines">
      ${lines.map(
        ({ product, quantity }) =>
          html`<li class="line">
            <div class="thumb">${product.illustration}</div>
            <p>
              <span class="line-name">${product.name[language]}</span>
              <span class="muted">${quantity} × ${formatMoney(product.cents, language)}</span>
            </p>
            <p class="price">${formatMoney(product.cents * quantity, language)}</p>
          </li>`,
      )}
    </ul>
    <p class="total">
      <span>${texts.total}<small class="muted">${texts.taxesIncluded}</small></span>
      <strong>${formatMoney(totalCents(lines), language)}</strong>
    </p>`;
}
