import { html, type Html } from '../html.js';
import { formatMoney } from '../money.js';
import type { Order } from '../orders.js';
import type { OrderStatus } from '../order-status.js';
import { layout, type PageContext } from './layout.js';
import { formatDate } from './order-page.js';

export interface OrderWithStatus {
  readonly order: Order;
  readonly status: OrderStatus;
}

export function ordersPage(context: PageContext, orders: readonly OrderWithStatus[]): Html {
  const { texts } = context;
  return layout(context, {
    title: texts.ordersTitle,
    main: html`<h1>${texts.ordersTitle}</h1>
      ${
        orders.length === 0
          ? html`<p class="lead">${texts.ordersEmpty}</p>
              <p><a class="button" href="/">${texts.backToShop}</a></p>`
          : html`<ul class="orders">
              ${orders.map((entry) => html`<li class="panel">${row(context, entry)}</li>`)}
            </ul>`
      }`,
  });
}

function row({ texts, language }: PageContext, { order, status }: OrderWithStatus): Html {
  const words = {
    paid: texts.statusPaid,
    confirming: texts.statusConfirming,
    begun: texts.statusBegun,
    unpaid: texts.statusUnpaid,
  };
  return html`<div>
      <a class="line-name" href="/orders/${order.id}">${texts.orderNumber(order.number)}</a>
      <span class="muted">${formatDate(order.placedAt, language)}</span>
    </div>
    <span class="pill ${status}">${words[status]}</span>
    <span class="price">${formatMoney(order.cents, language)}</span>`;
}
