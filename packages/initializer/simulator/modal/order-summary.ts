import type { CheckoutSession } from '../checkout-sessions.js';
import { html, type Html } from '../pages/html.js';
import { bagIcon, chevronIcon } from './icons.js';
import { moneyText } from './wording.js';

/** The line items the shop sent, folded; nothing when it sent none. */
export function orderSummary(session: CheckoutSession): Html | undefined {
  const { invoiceRequest, currency } = session.request;
  const items = invoiceRequest?.lineItems ?? [];
  if (items.length === 0) return undefined;
  const price = (dollars: number) => moneyText(Math.round(dollars * 100), currency);
  const extras: [string, number | undefined][] = [
    ['Shipping', invoiceRequest?.shipping?.amount],
    ['Tax', invoiceRequest?.tax?.amount],
    ['Tip', invoiceRequest?.tipAmount],
    ['Discount', invoiceRequest?.discount && -invoiceRequest.discount.amount],
  ];
  return html`<details class="order">
    <summary>
      ${bagIcon}<span class="grow">Order summary</span>
      <span class="count">${items.length === 1 ? '1 item' : `${items.length} items`}</span>${chevronIcon}
    </summary>
    <ul class="lines">
      ${items.map((item) =>
        line(
          html`${item.description}
          ${item.quantity !== 1 && html`<span class="muted">× ${item.quantity}</span>`}`,
          price(item.total ?? item.quantity * item.price),
        ),
      )}
      ${extras.map(([name, dollars]) => dollars && line(html`<span class="muted">${name}</span>`, price(dollars)))}
      ${line(html`Total`, moneyText(session.amountCents, currency), 'total')}
    </ul>
  </details>`;
}

function line(what: Html, price: string, className?: string): Html {
  return html`<li class="${className}">
    <span class="what">${what}</span><span class="price">${price}</span>
  </li>`;
}
