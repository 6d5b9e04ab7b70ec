import { html, type Html } from '../html.js';
import { landscape } from '../illustrations/landscape.js';
import { formatMoney } from '../money.js';
import { products, type Product } from '../products.js';
import { layout, type PageContext } from './layout.js';

export function homePage(context: PageContext): Html {
  const { texts } = context;
  return layout(context, {
    title: texts.tagline,
    main: html`<section class="hero">
        <div class="hero-text">
          <h1>${texts.heroTitle}</h1>
          <p class="lead">${texts.heroText}</p>
          <p><a class="button" href="#goods">${texts.heroAction}</a></p>
        </div>
        ${landscape}
      </section>
      <section class="goods" id="goods" aria-labelledby="goods-title">
        <h2 id="goods-title">${texts.allGoods}</h2>
        <ul class="grid">
          ${products.map((product) => html`<li>${card(context, product)}</li>`)}
        </ul>
      </section>`,
  });
}

function card({ language, texts }: PageContext, product: Product): Html {
  return html`<article class="card">
    <a class="card-link" href="/products/${product.id}">
      <div class="picture">${product.illustration}</div>
      <h3>${product.name[language]}</h3>
    </a>
    <p class="muted">${product.line[language]}</p>
    <div class="card-foot">
      <p class="price">${formatMoney(product.cents, language)}</p>
      <form method="post" action="/cart">
        <input type="hidden" name="product" value="${product.id}" />
        <button class="button quiet" aria-label="${texts.addNamed(product.name[language])}">
          ${texts.addToCart}
        </button>
      </form>
    </div>
  </article>`;
}
