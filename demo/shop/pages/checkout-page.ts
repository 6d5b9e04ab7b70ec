import { html, type Html } from '../html.js';
import type { Order } from '../orders.js';
import type { PaymentSurroundings } from '../surroundings.js';
import { layout, type PageContext } from './layout.js';
import { orderLines } from './order-lines.js';
import { tryItOut } from './try-it-out.js';

/** The page with the payment element: an order id and addresses, never a price that counts. */
export function checkoutPage(context: PageContext, order: Order, surroundings: PaymentSurroundings): Html {
  const { texts } = context;
  const { scriptUrl } = surroundings;
  return layout(context, {
    title: texts.checkoutTitle,
    scripts: ['/helcim-checkout.js', '/assets/event-log.js'],
    main: html`<p class="back"><a href="/cart">← ${texts.changeCart}</a></p>
      <h1>${texts.checkoutTitle} <small class="muted">${texts.orderNumber(order.number)}</small></h1>
      <div class="checkout">
        <section class="panel" aria-labelledby="payment-title">
          <h2 id="payment-title">${texts.payment}</h2>
          <p>${texts.paymentText}</p>
          <helcim-checkout
            endpoint="/pay"
            order-id="${order.id}"
            success-url="/orders/${order.id}"
            ${scriptUrl !== undefined && html`script-url="${scriptUrl}"`}
            >${texts.pay}</helcim-checkout
          >
          <noscript><p class="notice">${texts.scriptNeeded}</p></noscript>
        </section>
        <section class="panel summary" aria-labelledby="summary-title">
          <h2 id="summary-title">${texts.summary}</h2>
          ${orderLines(context, order.lines)}
        </section>
      </div>
      ${tryItOut(context, order, surroundings)}`,
  });
}
