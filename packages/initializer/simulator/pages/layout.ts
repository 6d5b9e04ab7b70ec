import { html, type Html } from './html.js';
import { paths } from './paths.js';

interface MenuEntry {
  readonly name: string;
  readonly path: string;
  readonly depth: 0 | 1 | 2;
}

/** The left navigation, in the order and words of Helcim's menus as far as the simulator has them; its own page is the last. */
const menu: readonly MenuEntry[] = [
  { name: 'Home', path: paths.home, depth: 0 },
  { name: 'Transactions', path: paths.transactions, depth: 0 },
  { name: 'Bank payments', path: paths.bankPayments, depth: 0 },
  { name: 'Virtual terminals', path: paths.virtualTerminals, depth: 0 },
  { name: 'All Tools', path: paths.allTools, depth: 0 },
  { name: 'Integrations', path: paths.integrations, depth: 1 },
  { name: 'API Access Configuration', path: paths.accessConfigurations, depth: 2 },
  { name: 'Webhooks', path: paths.webhooks, depth: 2 },
  { name: 'Faults and switches', path: paths.faults, depth: 0 },
];

export interface MerchantPage {
  readonly title: string;
  /** The entry of the menu that the page belongs to. */
  readonly path: string;
  /** The way to the page, without the page itself. */
  readonly trail?: readonly { name: string; path: string }[];
  /** Stands at the top right, beside the heading. */
  readonly actions?: Html | undefined;
  /** Said once, after a change. */
  readonly notice?: string | undefined;
  /** What this page needs beyond the common look and script. */
  readonly assets?: { readonly style: string; readonly script: string };
  readonly content: Html;
}

export const integrationsTrail = [
  { name: 'All Tools', path: paths.allTools },
  { name: 'Integrations', path: paths.integrations },
] as const;

export const accessTrail = [
  ...integrationsTrail,
  { name: 'API Access Configuration', path: paths.accessConfigurations },
] as const;

/** A whole page: ribbon, navigation, heading, content. */
export function merchantDocument(page: MerchantPage): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} – Helcim simulator</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${paths.style}" />
        ${page.assets && html`<link rel="stylesheet" href="${page.assets.style}" />`}
        <script type="module" src="${paths.script}"></script>
        ${page.assets && html`<script type="module" src="${page.assets.script}"></script>`}
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="ribbon">
          <p><strong>Simulator</strong> — not Helcim. No real money.</p>
        </header>
        <div class="frame">
          ${navigation(page.path)}
          <main id="content" tabindex="-1">
            ${page.trail && breadcrumbs(page.trail)}
            <div class="page-head">
              <h1>${page.title}</h1>
              ${page.actions && html`<div class="actions">${page.actions}</div>`}
            </div>
            ${page.notice && html`<p class="notice" role="status">${page.notice}</p>`} ${page.content}
          </main>
        </div>
      </body>
    </html>`;
}

function navigation(current: string): Html {
  return html`<nav class="menu" aria-label="Main">
    <p class="brand"><span class="mark" aria-hidden="true">S</span> Local simulator</p>
    <ul>
      ${menu.map(
        ({ name, path, depth }) =>
          html`<li class="depth-${depth}">
            <a href="${path}" ${path === current && html`aria-current="page"`}>${name}</a>
          </li>`,
      )}
    </ul>
  </nav>`;
}

function breadcrumbs(trail: NonNullable<MerchantPage['trail']>): Html {
  return html`<nav class="trail" aria-label="Breadcrumb">
    <ol>
      ${trail.map(({ name, path }) => html`<li><a href="${path}">${name}</a></li>`)}
    </ol>
  </nav>`;
}
