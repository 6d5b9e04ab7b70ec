import { MOST_OF_ONE } from '../cart.js';
import { html, type Html } from '../html.js';
import { formatMoney } from '../money.js';
import type { Product } from '../products.js';
import { layout, type PageContext } from './layout.js';

export function productPage(context: PageContext, product: Product): Html {
  const { texts, language } = context;
  return layout(context, {
    title: product.name[language],
    main: html`<p class="back"><a href="/">← ${texts.backToShop}</a></p>
      <article class="product">
        <div class="picture">${product.illustration}</div>
        <div class="product-text">
          <h1>${product.name[language]}</h1>
          <p class="muted">${product.line[language]}</p>
          <p class="price large">${formatMoney(product.cents, language)}</p>
          <p>${product.story[language]}</p>
          <form class="buy" method="post" action="/cart">
            <input type="hidden" name="product" value="${product.id}" />
            <label>
              ${texts.quantity}
              <select name="quantity">
                ${upTo(MOST_OF_ONE).map((quantity) => html`<option>${quantity}</option>`)}
              </select>
            </label>
            <button class="button">${texts.addToCart}</button>
          </form>
          <ul class="promises">
            <li>${texts.taxesIncluded}</li>
            ${texts.promises.map((promise) => html`<li>${promise}</li>`)}
          </ul>
        </div>
      </article>`,
  });
}

const upTo = (most: number) => Array.from({ length: most }, (_, index) => index + 1);
