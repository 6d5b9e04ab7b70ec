import { MOST_OF_ONE, type Cart, type CartLine } from '../cart.js';
import { html, type Html } from '../html.js';
import { formatMoney } from '../money.js';
import { layout, type PageContext } from './layout.js';

export function cartPage(context: PageContext, cart: Cart | undefined): Html {
  const { texts } = context;
  const lines = cart?.lines ?? [];
  return layout(context, {
    title: texts.cartTitle,
    main: html`<h1>${texts.cartTitle}</h1>
      ${cart && lines.length > 0 ? filled(context, cart) : empty(context)}`,
  });
}

function empty({ texts }: PageContext): Html {
  return html`<p class="lead">${texts.cartEmpty}</p>
    <p><a class="button" href="/">${texts.backToShop}</a></p>`;
}

function filled(context: PageContext, cart: Cart): Html {
  const { texts, language } = context;
  return html`<div class="panel">
    <ul class="lines">
      ${cart.lines.map((line) => html`<li class="line cart-line">${cartLine(context, line)}</li>`)}
    </ul>
    <p class="total">
      <span>${texts.total}<small class="muted">${texts.taxesIncluded}</small></span>
      <strong>${formatMoney(cart.cents, language)}</strong>
    </p>
    <form class="to-checkout" method="post" action="/orders">
      <a href="/">${texts.backToShop}</a>
      <button class="button">${texts.goToCheckout}</button>
    </form>
  </div>`;
}

function cartLine({ texts, language }: PageContext, { product, quantity }: CartLine): Html {
  const name = product.name[language];
  return html`<div class="thumb">${product.illustration}</div>
    <p>
      <a class="line-name" href="/products/${product.id}">${name}</a>
      <span class="muted">${formatMoney(product.cents, language)} ${texts.each}</span>
    </p>
    <form class="line-edit" method="post" action="/cart/${product.id}">
      <label>
        <span class="visually-hidden">${texts.quantity}: ${name}</span>
        <input
          name="quantity"
          type="number"
          inputmode="numeric"
          min="0"
          max="${MOST_OF_ONE}"
          value="${quantity}"
        />
      </label>
      <button class="button quiet" aria-label="${texts.updateNamed(name)}">${texts.update}</button>
      <button class="link" name="remove" value="1" formnovalidate aria-label="${texts.removeNamed(name)}">
        ${texts.remove}
      </button>
    </form>
    <p class="price">${formatMoney(product.cents * quantity, language)}</p>`;
}
