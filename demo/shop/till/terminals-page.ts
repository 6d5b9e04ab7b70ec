import { html, type Html } from '../html.js';
import type { Order } from '../orders.js';
import type { PageContext } from '../pages/layout.js';
import type { PaymentSurroundings } from '../surroundings.js';
import { tillLayout } from './till-layout.js';
import { tillTextsIn } from './till-texts.js';

interface TerminalsPageParts {
  readonly surroundings: PaymentSurroundings;
  readonly isPaired: boolean;
  /** The sale that needs a terminal, to go back to. */
  readonly sale: Order | undefined;
}

/** Pairing without a sale: the element has no order, so that it has nothing to charge. */
export function terminalsPage(context: PageContext, { sale, ...parts }: TerminalsPageParts): Html {
  const texts = tillTextsIn(context.language);
  return tillLayout(context, {
    ...parts,
    title: texts.terminals,
    work: html`<p class="back">
        ${
          sale
            ? html`<a href="/till/sales/${sale.id}">← ${texts.sale(sale.number)}</a>`
            : html`<a href="/till">← ${texts.backToTill}</a>`
        }
      </p>
      <h1>${texts.terminals}</h1>
      <section class="panel" aria-labelledby="pairing-title">
        <h2 id="pairing-title">${texts.pairing}</h2>
        <p>${texts.pairingText}</p>
        <helcim-terminal class="pairing" endpoint="/till/api"></helcim-terminal>
        <noscript><p class="notice">${texts.scriptNeeded}</p></noscript>
      </section>`,
  });
}
