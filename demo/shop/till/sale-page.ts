import type { Device } from '@helcim-checkout/initializer/terminals';
import { html, type Html, type HtmlValue } from '../html.js';
import { centsOf, formatMoney } from '../money.js';
import type { PageContext } from '../pages/layout.js';
import { formatDate } from '../pages/order-page.js';
import { orderLines } from '../pages/order-lines.js';
import type { PaymentSurroundings } from '../surroundings.js';
import { nameOfDevice } from './device-name.js';
import { refundSection } from './refund-section.js';
import type { Sale } from './sale.js';
import { tillLayout } from './till-layout.js';
import { tillTextsIn } from './till-texts.js';
import { tryTheTill } from './try-the-till.js';

interface SalePageParts {
  readonly surroundings: PaymentSurroundings;
  readonly isPaired: boolean;
  /** The terminals that may give money back; undefined if Helcim does not say. */
  readonly paired: readonly Device[] | undefined;
  /** Whether the batch was closed a moment ago. */
  readonly batchClosed: boolean;
}

/** One sale: the payment on a terminal, then its receipt and refunds. */
export function salePage(context: PageContext, sale: Sale, parts: SalePageParts): Html {
  const texts = tillTextsIn(context.language);
  const { order, status } = sale;
  const title = texts.sale(order.number);
  return tillLayout(context, {
    ...parts,
    title,
    work: html`<p class="back"><a href="/till">← ${texts.backToTill}</a></p>
      <h1>${title} <small class="muted">${formatMoney(order.cents, context.language)}</small></h1>
      ${parts.batchClosed && html`<p class="done" role="status">${texts.hints.batchClosed}</p>`}
      <div class="sale" id="sale" data-status="${status}">
        ${status === 'unpaid' ? payment(context, sale) : verdict(context, sale)}
        ${
          status === 'paid' &&
          refundSection(context, sale, {
            closesBatches: parts.surroundings.closeBatch !== undefined,
            paired: parts.paired,
          })
        }
      </div>`,
    hints: tryTheTill(context, { surroundings: parts.surroundings, order }),
  });
}

function payment(context: PageContext, { order }: Sale): Html {
  const texts = tillTextsIn(context.language);
  return html`<section class="panel" aria-labelledby="payment-title">
      <h2 id="payment-title" tabindex="-1">${texts.payment}</h2>
      <p>${texts.paymentText}</p>
      <helcim-terminal endpoint="/till/api" order-id="${order.id}"></helcim-terminal>
      <noscript><p class="notice">${texts.scriptNeeded}</p></noscript>
    </section>
    ${basket(context, { order })}`;
}

function basket(context: PageContext, { order }: Pick<Sale, 'order'>): Html {
  return html`<section class="panel" aria-labelledby="basket-title">
    <h2 id="basket-title">${tillTextsIn(context.language).basket}</h2>
    ${orderLines(context, order.lines)}
  </section>`;
}

function verdict(context: PageContext, sale: Sale): Html {
  const texts = tillTextsIn(context.language);
  const { status, order } = sale;
  if (status === 'paid') return receipt(context, sale);
  const [title, text] =
    status === 'review'
      ? [texts.reviewTitle, texts.reviewText]
      : [texts.confirmingTitle, texts.confirmingText];
  return html`<section class="panel" aria-labelledby="verdict-title">
      <h2 id="verdict-title" tabindex="-1">${title}</h2>
      <p class="notice">${text}</p>
      ${status === 'review' && html`<p><a class="button" href="/staff/reviews">${texts.toReviews}</a></p>`}
    </section>
    ${basket(context, { order })}`;
}

function receipt(context: PageContext, { order, session, atTill }: Sale): Html {
  const { language, texts: shop } = context;
  const texts = tillTextsIn(language);
  const charged = centsOf(atTill?.charged) ?? order.cents;
  const given = (atTill?.refunds ?? [])
    .filter(({ state }) => state === 'done')
    .reduce((sum, { amount }) => sum + (centsOf(amount) ?? 0), 0);
  const last4 = atTill?.last4 ?? session?.transaction?.last4;
  return html`<section class="panel till-receipt" aria-labelledby="receipt-title">
    <h2 id="receipt-title" tabindex="-1">
      <span class="pill paid">✓ ${texts.paidTitle}</span> ${shop.receipt}
      <small class="muted">${shop.orderNumber(order.number)}</small>
    </h2>
    <dl class="facts">
      ${order.paid && fact(shop.paidOn, formatDate(order.paid.at, language))}
      ${fact(texts.charged, formatMoney(charged, language))}
      ${charged > order.cents && fact(texts.extra, formatMoney(charged - order.cents, language))}
      ${given > 0 && fact(texts.refunded, formatMoney(given, language))}
      ${last4 && fact(texts.card, `•••• ${last4}`)}
      ${atTill?.device && fact(texts.device, nameOfDevice(atTill))}
      ${order.paid && fact(shop.transaction, order.paid.transactionId)}
      ${order.paid && fact(shop.reference, html`<span class="unbroken">${order.paid.reference}</span>`)}
    </dl>
    ${orderLines(context, order.lines)}
    <p class="receipt-actions">
      <a class="button" href="/till">${texts.nextSale}</a>
      <button type="button" class="button quiet" data-print hidden>${texts.print}</button>
    </p>
  </section>`;
}

function fact(name: string, value: HtmlValue): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
