import { html, type Html, type HtmlValue } from '../html.js';
import { LANGUAGE_TAGS, type Language } from '../language.js';
import { formatMoney } from '../money.js';
import type { Order } from '../orders.js';
import type { OrderStatus } from '../order-status.js';
import { layout, type PageContext } from './layout.js';
import { orderLines } from './order-lines.js';

/** An order as the server knows it: the receipt once it is fulfilled, before that what is awaited. */
export function orderPage(
  context: PageContext,
  order: Order,
  { status, reference }: { readonly status: OrderStatus; readonly reference: string | undefined },
): Html {
  const { texts, language } = context;
  const quoted = order.paid?.reference ?? reference;
  const [title, text] = {
    paid: [texts.receiptTitle, texts.receiptText] as const,
    confirming: [texts.confirmingTitle, texts.confirmingText] as const,
    begun: [texts.begunTitle, texts.begunText] as const,
    unpaid: [texts.unpaidTitle, texts.unpaidText] as const,
  }[status];
  return layout(context, {
    title,
    main: html`<div class="verdict ${status}" data-status="${status}">
        <p class="stamp" aria-hidden="true">
          ${{ paid: '✓', confirming: '…', begun: '…', unpaid: '→' }[status]}
        </p>
        <h1>${title}</h1>
        <p class="lead">${text}</p>
        ${action(context, order, status)}
      </div>
      <section class="panel receipt" aria-labelledby="receipt-title">
        <h2 id="receipt-title">
          ${status === 'paid' ? texts.receipt : texts.summary}
          <small class="muted">${texts.orderNumber(order.number)}</small>
        </h2>
        <dl class="facts">
          ${
            order.paid
              ? [
                  fact(texts.paidOn, formatDate(order.paid.at, language)),
                  fact(texts.transaction, order.paid.transactionId),
                ]
              : fact(texts.placedOn, formatDate(order.placedAt, language))
          }
          ${status !== 'unpaid' && quoted !== undefined && fact(texts.reference, html`<span class="unbroken">${quoted}</span>`)}
          ${fact(texts.amount, formatMoney(order.cents, language))}
        </dl>
        ${orderLines(context, order.lines)}
      </section>
      <p class="back"><a href="/">← ${texts.backToShop}</a></p>`,
  });
}

function action({ texts }: PageContext, order: Order, status: OrderStatus): Html | undefined {
  const checkout = `/orders/${order.id}/checkout`;
  switch (status) {
    case 'paid':
      return undefined;
    case 'unpaid':
      return html`<p><a class="button" href="${checkout}">${texts.payThisOrder}</a></p>`;
    case 'begun':
      return html`<p><a class="button" href="${checkout}">${texts.resumePayment}</a></p>
        <p><a href="/orders/${order.id}">${texts.checkAgain}</a></p>`;
    case 'confirming':
      return html`<p><a class="button" href="/orders/${order.id}">${texts.checkAgain}</a></p>`;
  }
}

function fact(name: string, value: HtmlValue): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}

export function formatDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(LANGUAGE_TAGS[language], { dateStyle: 'long', timeStyle: 'short' }).format(
    date,
  );
}
