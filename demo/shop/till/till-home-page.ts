import { MOST_OF_ONE } from '../cart.js';
import { html, type Html } from '../html.js';
import { formatMoney } from '../money.js';
import type { PageContext } from '../pages/layout.js';
import { formatDate } from '../pages/order-page.js';
import { products, type Product } from '../products.js';
import type { PaymentSurroundings } from '../surroundings.js';
import type { ListedOrder } from './on-terminals.js';
import { quantityField, type SaleFault } from './read-sale.js';
import { tillLayout } from './till-layout.js';
import { COUNTER } from './till-shop.js';
import { tillTextsIn } from './till-texts.js';
import { tryTheTill } from './try-the-till.js';

export interface TillHome {
  readonly open: readonly ListedOrder[];
  readonly paid: readonly ListedOrder[];
  /** What was wrong with the sale just sent, and what it said. */
  readonly fault?: SaleFault | undefined;
  readonly sent?: Readonly<Record<string, unknown>> | undefined;
  /** A number that was looked for in vain. */
  readonly missed?: string | undefined;
  readonly surroundings: PaymentSurroundings;
  readonly isPaired: boolean;
}

/** The clerk's first page: ring up a sale, or take one that waits. */
export function tillHomePage(context: PageContext, home: TillHome): Html {
  const texts = tillTextsIn(context.language);
  return tillLayout(context, {
    ...home,
    title: texts.title,
    work: html`<h1>${texts.title}</h1>
      ${newSale(context, home)}
      <section class="panel" aria-labelledby="open-title">
        <h2 id="open-title">${texts.openOrders}</h2>
        <p class="muted">${texts.openOrdersText}</p>
        ${orderList(context, home.open, texts.take, texts.noOpenOrders)} ${findOrder(context, home.missed)}
      </section>
      <section class="panel" aria-labelledby="paid-title">
        <h2 id="paid-title">${texts.paidOrders}</h2>
        ${orderList(context, home.paid, texts.see, texts.noPaidOrders)}
      </section>
      <p><a href="/till/terminals">${texts.terminals}</a></p>`,
    hints: tryTheTill(context, { surroundings: home.surroundings }),
  });
}

function newSale(context: PageContext, { fault, sent }: TillHome): Html {
  const texts = tillTextsIn(context.language);
  return html`<section class="panel" aria-labelledby="new-title">
    <h2 id="new-title">${texts.newSale}</h2>
    <form class="new-sale" method="post" action="/till/sales" novalidate>
      ${fault && html`<p class="notice" role="alert" id="fault">${texts.faults[fault]}</p>`}
      <ul class="shelf">
        ${products.map((product) => html`<li>${shelfItem(context, product, sent)}</li>`)}
      </ul>
      <div class="other-amount">
        <label for="amount">${texts.otherAmount}</label>
        <input
          id="amount"
          name="amount"
          inputmode="decimal"
          autocomplete="off"
          maxlength="8"
          placeholder="${context.language === 'fr' ? '0,00' : '0.00'}"
          value="${typeof sent?.['amount'] === 'string' ? sent['amount'] : ''}"
          aria-describedby="amount-hint ${fault && 'fault'}"
          ${fault === 'amount' && html`aria-invalid="true"`}
        />
        <small id="amount-hint" class="muted">${texts.otherAmountHint}</small>
      </div>
      <p class="total">
        <span>${context.texts.total}</span>
        <strong><output data-sale-total></output></strong>
      </p>
      <button class="button wide">${texts.toPayment}</button>
    </form>
  </section>`;
}

function shelfItem({ language }: PageContext, product: Product, sent: TillHome['sent']): Html {
  const texts = tillTextsIn(language);
  const name = product.name[language];
  const field = quantityField(product.id);
  const before = sent?.[field];
  return html`<div class="thumb">${product.illustration}</div>
    <p>
      <span class="line-name">${name}</span>
      <span class="muted">${formatMoney(product.cents, language)}</span>
    </p>
    <div class="stepper">
      <button type="button" class="step" data-step="-1" data-for="${field}" aria-label="− ${name}" hidden>
        −
      </button>
      <input
        id="${field}"
        name="${field}"
        type="number"
        inputmode="numeric"
        min="0"
        max="${MOST_OF_ONE}"
        value="${typeof before === 'string' && /^\d$/.test(before) ? before : '0'}"
        data-cents="${product.cents}"
        aria-label="${texts.quantityOf(name)}"
      />
      <button type="button" class="step" data-step="1" data-for="${field}" aria-label="+ ${name}" hidden>
        +
      </button>
    </div>`;
}

function orderList(context: PageContext, orders: readonly ListedOrder[], action: string, none: string): Html {
  if (orders.length === 0) return html`<p>${none}</p>`;
  return html`<ul class="queue">
    ${orders.map((listed) => html`<li>${orderRow(context, listed, action)}</li>`)}
  </ul>`;
}

function orderRow(
  { texts: shop, language }: PageContext,
  { order, onTerminal }: ListedOrder,
  usual: string,
): Html {
  const texts = tillTextsIn(language);
  const action = onTerminal === undefined ? usual : texts.follow;
  const goods = order.lines
    .map(({ product, quantity }) => `${quantity} × ${product.name[language]}`)
    .join(', ');
  return html`<div>
      <span class="line-name">${shop.orderNumber(order.number)}</span>
      <span class="muted">${goods}</span>
      <small class="muted"
        >${order.visitorId === COUNTER ? texts.counter : texts.online},
        ${formatDate(order.paid?.at ?? order.placedAt, language)}</small
      >
    </div>
    ${onTerminal !== undefined && html`<span class="on-terminal">${texts.onTerminal(onTerminal)}</span>`}
    <span class="price">${formatMoney(order.cents, language)}</span>
    <a
      class="button quiet"
      href="/till/sales/${order.id}"
      aria-label="${`${action}: ${shop.orderNumber(order.number)}`}"
      >${action}</a
    >`;
}

function findOrder({ language }: PageContext, missed: string | undefined): Html {
  const texts = tillTextsIn(language);
  return html`<form class="find-order" method="get" action="/till">
    <label for="order">${texts.findOrder}</label>
    <input
      id="order"
      name="order"
      inputmode="numeric"
      autocomplete="off"
      maxlength="9"
      value="${missed ?? ''}"
      ${missed !== undefined && html`aria-invalid="true" aria-describedby="missed"`}
    />
    <button class="button quiet">${texts.find}</button>
    ${missed !== undefined && html`<p class="notice" role="alert" id="missed">${texts.notFound(missed)}</p>`}
  </form>`;
}
