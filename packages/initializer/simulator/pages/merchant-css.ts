import { merchantControlCss } from './merchant-control-css.js';
import { merchantFormCss } from './merchant-form-css.js';

/** The look of the merchant's pages, light and dark by the visitor's system. */
export const merchantCss = `
:root {
  color-scheme: light dark;
  --ground: #f4f6f9;
  --surface: #ffffff;
  --text: #12161f;
  --muted: #566072;
  --line: #dde2ea;
  --field-line: #848fa1;
  --accent: #2447c4;
  --accent-strong: #1b369a;
  --on-accent: #ffffff;
  --selected: #eef2fe;
  --danger: #ad1f17;
  --danger-surface: #fdeeec;
  --success: #0b6b42;
  --success-surface: #e3f6ec;
  --notice: #5f4300;
  --notice-surface: #fff3cf;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1218;
    --surface: #171b23;
    --text: #eef1f6;
    --muted: #a7b1c2;
    --line: #2b323e;
    --field-line: #748095;
    --accent: #9db4ff;
    --accent-strong: #bccbff;
    --on-accent: #0d1530;
    --selected: #1e2740;
    --danger: #ffa49c;
    --danger-surface: #3b1c1b;
    --success: #6fdca5;
    --success-surface: #123024;
    --notice: #ffdf8f;
    --notice-surface: #3a2e0d;
  }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  color: var(--text);
  background: var(--ground);
  font: 400 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
h1, h2, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
ul, ol { list-style: none; }
h1 { font-size: 1.625rem; line-height: 1.2; letter-spacing: -0.02em; overflow-wrap: anywhere; }
h2 { font-size: 1.0625rem; line-height: 1.3; letter-spacing: -0.005em; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 0.15em; }
code { font: 0.9375em/1.4 ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }

.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--surface); z-index: 3; }
.skip:focus { top: 0.5rem; }
.ribbon {
  position: sticky;
  top: 0;
  z-index: 2;
  padding: 0.4375rem 1rem;
  text-align: center;
  font-size: 0.875rem;
  color: var(--notice);
  background: var(--notice-surface);
}
.frame { display: grid; grid-template-columns: 15.5rem minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
main { padding: 2rem 2rem 4rem; }

.menu { padding: 2rem 0 2rem 1.5rem; font-size: 0.9375rem; }
.brand { display: flex; align-items: center; gap: 0.625rem; margin-bottom: 1.25rem; padding-left: 0.75rem; font-weight: 650; }
.mark {
  display: grid;
  place-items: center;
  width: 1.75rem;
  height: 1.75rem;
  border-radius: 0.5rem;
  font-size: 0.9375rem;
  color: var(--on-accent);
  background: var(--accent);
}
.menu a {
  display: block;
  padding: 0.5rem 0.75rem;
  border-radius: 0.5rem;
  color: var(--text);
  text-decoration: none;
}
.menu a:hover { background: var(--selected); }
.menu a[aria-current] { font-weight: 600; color: var(--accent); background: var(--selected); }
.menu .depth-1 { padding-left: 0.875rem; }
.menu .depth-2 { padding-left: 1.75rem; }

.trail ol { display: flex; flex-wrap: wrap; gap: 0.125rem 0.5rem; margin-bottom: 0.5rem; font-size: 0.875rem; color: var(--muted); }
.trail li + li::before { content: '/' / ''; margin-right: 0.5rem; }
.trail a { color: var(--muted); }
.page-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.75rem 1.5rem; margin-bottom: 1.25rem; }
/* The button at the top right stays in reach on a long form. */
@media (min-height: 30rem) {
  html { scroll-padding-top: 8rem; }
  .page-head:has(.actions) { position: sticky; top: 2.125rem; z-index: 1; margin-inline: -0.5rem; padding: 0.375rem 0.5rem; background: var(--ground); }
  .page-head:has(.actions) h1 { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
}
.page-head h1 { flex: 1 1 12rem; }
.lead { max-width: 42rem; margin: -0.5rem 0 1.5rem; color: var(--muted); }
.hint { font-size: 0.875rem; color: var(--muted); }
.notice { margin-bottom: 1.25rem; padding: 0.75rem 1rem; border-radius: 0.625rem; color: var(--success); background: var(--success-surface); }

.panel { padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: 0.875rem; background: var(--surface); }
.panel + .panel { margin-top: 1rem; }
.panel > h2 + * { margin-top: 0.75rem; }
.panel > p + p, .panel > p + details, .panel > .scroll + p, .panel > details + p { margin-top: 0.75rem; }
.empty { padding: 2.5rem 1.5rem; text-align: center; color: var(--muted); }
.cards { display: grid; gap: 1rem; }
.cards .panel { margin: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 0.75rem; }
.tiles a {
  display: block;
  height: 100%;
  padding: 1rem 1.125rem;
  border: 1px solid var(--line);
  border-radius: 0.75rem;
  text-decoration: none;
  background: var(--surface);
}
.tiles a:hover { border-color: var(--accent); }
.tiles span { display: block; margin-top: 0.125rem; font-size: 0.875rem; color: var(--muted); }

.facts > div { display: grid; grid-template-columns: minmax(7rem, 11rem) minmax(0, 1fr); gap: 1rem; padding: 0.625rem 0; }
.facts > div + div { border-top: 1px solid var(--line); }
.facts > div:first-child { padding-top: 0.25rem; }
.facts > div:last-child { padding-bottom: 0.25rem; }
.facts dt, .columns dt { font-size: 0.875rem; color: var(--muted); }
.facts dd { overflow-wrap: anywhere; }
.columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 0.75rem 1.25rem; }
.copy-line { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem; }

.scroll { overflow-x: auto; }
.scroll.panel { padding: 0.25rem 0.5rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
th, td { padding: 0.6875rem 0.5rem; text-align: left; white-space: nowrap; }
thead th { font-size: 0.8125rem; font-weight: 600; color: var(--muted); }
tbody th { font-weight: 400; }
tbody tr { border-top: 1px solid var(--line); }
.number, .amount { font-variant-numeric: tabular-nums; }
.amount, td.amount { text-align: right; }
.tag { padding: 0.125rem 0.5rem; border-radius: 1rem; font-size: 0.75rem; font-weight: 600; letter-spacing: 0.01em; }
.tag.good { color: var(--success); background: var(--success-surface); }
.tag.bad { color: var(--danger); background: var(--danger-surface); }

.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 52rem) {
  .frame { display: block; }
  .menu { padding: 0.75rem 1rem 0; }
  .brand { display: none; }
  .menu ul { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0 -0.25rem; }
  .menu .depth-1, .menu .depth-2 { padding-left: 0; }
  .menu a { padding: 0.375rem 0.625rem; }
  main { padding: 1.25rem 1rem 3rem; }
  .panel { padding: 1rem 1.125rem; }
}
/* Rows of transactions become small cards; their roles are written out, since a changed display would take them away. */
@media (max-width: 44rem) {
  .rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows table, .rows tbody { display: block; }
  .rows tr {
    display: grid;
    grid-template: 'id amount' 'time status' 'card type' 'invoice customer' 'batch .' / 1fr auto;
    gap: 0.25rem 1rem;
    padding: 0.875rem 0.25rem;
  }
  .rows tbody tr:first-child { border-top: 0; }
  .rows th, .rows td { padding: 0 0.25rem; white-space: normal; overflow-wrap: anywhere; }
  .rows :is(.amount-cell, .status-cell, .type-cell, .customer-cell) { text-align: right; }
  ${['id', 'time', 'type', 'status', 'amount', 'card', 'invoice', 'customer', 'batch'].map((name) => `.rows .${name}-cell { grid-area: ${name}; }`).join(' ')}
  .rows .amount-cell { font-weight: 650; }
  .rows :is(.invoice-cell, .customer-cell, .batch-cell)::before { content: attr(data-label) ' '; color: var(--muted); }
}
@media (max-width: 30rem) {
  .facts > div { grid-template-columns: 1fr; gap: 0.125rem; }
}
${merchantFormCss}${merchantControlCss}`;
