import type { Html } from '../html.js';
import { html } from '../html.js';
import { loonMark } from '../illustrations/landscape.js';
import { LANGUAGE_TAGS, type Language } from '../language.js';
import { textsIn, type Texts } from '../texts.js';

/** What every page knows about the request it answers. */
export interface PageContext {
  readonly language: Language;
  readonly texts: Texts;
  readonly cartCount: number;
  /** Path and query of the page itself, without the language. */
  readonly path: string;
}

interface Page {
  readonly title: string;
  readonly main: Html;
  /** Scripts of this page, as addresses of the shop. */
  readonly scripts?: readonly string[];
  /** Style sheets of this page, besides those of every page. */
  readonly styles?: readonly string[];
}

/** The whole document: head, header, main, footer. */
export function layout(context: PageContext, { title, main, scripts = [], styles = [] }: Page): Html {
  const { texts } = context;
  return html`<!doctype html>
    <html lang="${LANGUAGE_TAGS[context.language]}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · ${texts.shopName}</title>
        <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/theme.css" />
        <link rel="stylesheet" href="/assets/shop.css" />
        <link rel="stylesheet" href="/assets/pages.css" />
        <link rel="stylesheet" href="/assets/checkout.css" />
        ${styles.map((address) => html`<link rel="stylesheet" href="${address}" />`)}
        ${scripts.map((source) => html`<script type="module" src="${source}"></script>`)}
      </head>
      <body>
        <a class="skip" href="#content">${texts.skipToContent}</a>
        ${header(context)}
        <main id="content" tabindex="-1">${main}</main>
        <footer class="footer"><p>${texts.footer}</p></footer>
      </body>
    </html>`;
}

function header({ texts, cartCount, language, path }: PageContext): Html {
  const other: Language = language === 'en' ? 'fr' : 'en';
  return html`<header>
    <p class="ribbon">${texts.demoRibbon}</p>
    <div class="header">
      <a class="brand" href="/">${loonMark}<span>${texts.shopName}</span></a>
      <nav class="nav" aria-label="${texts.mainNavigation}">
        <a href="/">${texts.home}</a>
        <a href="/orders">${texts.orders}</a>
        <a href="/cart" class="nav-cart" aria-label="${`${texts.cart}, ${texts.cartCount(cartCount)}`}"
          >${texts.cart}${cartCount > 0 && html` <span class="bubble" aria-hidden="true">${cartCount}</span>`}</a
        >
        <a
          href="${withLanguage(path, other)}"
          lang="${LANGUAGE_TAGS[other]}"
          hreflang="${LANGUAGE_TAGS[other]}"
          >${textsIn(language).switchLanguage}</a
        >
      </nav>
    </div>
  </header>`;
}

function withLanguage(path: string, language: Language): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}
