import { modalBankCss } from './modal-bank-css.js';
import { modalFormCss } from './modal-form-css.js';

const lightTokens = `
  color-scheme: light;
  --surface: #ffffff;
  --raised: #f5f7fa;
  --text: #12161f;
  --muted: #566072;
  --line: #dfe4ec;
  --edge: rgb(0 0 0 / 0.08);
  --field-line: #848fa1;
  --danger: #ad1f17;
  --danger-surface: #fdeeec;
  --success: #0b6b42;
  --success-surface: #e3f6ec;
  --notice: #5f4300;
  --notice-surface: #fff3cf;
  --accent: var(--accent-on-light);`;

const darkTokens = `
  color-scheme: dark;
  --surface: #161a22;
  --raised: #1f2530;
  --text: #eef1f6;
  --muted: #a7b1c2;
  --line: #2d3542;
  --edge: #2d3542;
  --field-line: #748095;
  --danger: #ffa49c;
  --danger-surface: #3b1c1b;
  --success: #6fdca5;
  --success-surface: #123024;
  --notice: #ffdf8f;
  --notice-surface: #3a2e0d;
  --accent: var(--accent-on-dark);`;

/** The look of the modal; colours of the session and corner radii come from modal-theme.ts. */
export const modalCss = `
/*
 * A frame whose root has another colour scheme than the shop's page turns opaque. Following the visitor's system is the best
 * guess at what the page does; the dialog has its own scheme, since the shop may choose one for it.
 */
:root { color-scheme: light dark; }
.dialog {${lightTokens}
}
[data-appearance='dark'] .dialog {${darkTokens}
}
@media (prefers-color-scheme: dark) {
  [data-appearance='system'] .dialog {${darkTokens}
  }
}
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; background: transparent; }
body {
  margin: 0;
  font: 400 1rem/1.45 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  background: transparent;
}
h1, h2, p, dl, dd, ul, fieldset { margin: 0; padding: 0; border: 0; }
ul { list-style: none; }
button, input, select { font: inherit; color: inherit; }
svg { display: block; flex: none; }
a { color: inherit; }

.overlay {
  min-height: 100dvh;
  display: grid;
  place-items: center;
  padding: 1.5rem;
  background: rgb(11 15 25 / 0.58);
}
.dialog {
  position: relative;
  width: min(100%, 27.5rem);
  max-height: calc(100dvh - 3rem);
  display: flex;
  flex-direction: column;
  overflow: hidden;
  color: var(--text);
  background: var(--surface);
  border-radius: var(--radius-dialog);
  box-shadow: 0 0 0 1px var(--edge), 0 24px 64px -12px rgb(0 0 0 / 0.45);
}
.dialog:focus { outline: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

.ribbon {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 0.5rem;
  padding: 0.45rem 1rem;
  font-size: 0.8125rem;
  line-height: 1.35;
  color: var(--notice);
  background: var(--notice-surface);
}
.ribbon svg { width: 1rem; height: 1rem; }

.head { padding: 1.25rem 1.5rem 0.75rem; }
.head-line { margin-bottom: 0.625rem; display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: 2rem; }
.merchant { display: flex; align-items: center; gap: 0.5rem; min-width: 0; font-size: 0.9375rem; color: var(--muted); overflow-wrap: anywhere; }
.merchant svg { width: 1rem; height: 1rem; }
.title { font-size: 1rem; font-weight: 600; letter-spacing: -0.005em; }
.title .amount {
  display: block;
  font-size: 2.125rem;
  line-height: 1.15;
  font-weight: 650;
  letter-spacing: -0.025em;
  font-variant-numeric: tabular-nums;
}
.title .currency { font-size: 1rem; font-weight: 500; letter-spacing: 0; color: var(--muted); }
.title .action { display: block; font-size: 0.875rem; font-weight: 500; color: var(--muted); }
.lead { margin-top: 0.25rem; font-size: 0.875rem; color: var(--muted); }

.icon-button {
  display: grid;
  place-items: center;
  width: 2.75rem;
  height: 2.75rem;
  margin: -0.375rem -0.75rem -0.375rem 0;
  border: 0;
  border-radius: 50%;
  color: var(--muted);
  background: transparent;
  cursor: pointer;
}
.icon-button:hover { color: var(--text); background: var(--raised); }
.icon-button svg { width: 1.25rem; height: 1.25rem; }

.body { flex: 1; min-height: 0; overflow-y: auto; padding: 0.375rem 1.5rem 1.25rem; overscroll-behavior: contain; }
.foot { padding: 1rem 1.5rem 1.125rem; border-top: 1px solid var(--line); background: var(--surface); }
.small-print { margin-top: 1.25rem; font-size: 0.75rem; text-align: center; color: var(--muted); }
.pay-form { display: flex; flex-direction: column; min-height: 0; }

.primary {
  position: relative;
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 0.625rem;
  width: 100%;
  min-height: 3.125rem;
  padding: 0.625rem 1rem;
  border: 1px solid var(--brand-edge);
  border-radius: var(--radius-control);
  font-weight: 600;
  color: var(--on-brand);
  background: var(--brand);
  cursor: pointer;
}
.primary:hover { background: var(--brand-hover); }
.primary[aria-disabled='true'] { cursor: progress; }
.spinner {
  width: 1.125rem;
  height: 1.125rem;
  border: 2px solid currentColor;
  border-right-color: transparent;
  border-radius: 50%;
  animation: turn 0.8s linear infinite;
}

.outcome { padding: 2rem 1.5rem 1.5rem; text-align: center; overflow-y: auto; }
.outcome .badge {
  display: grid;
  place-items: center;
  width: 3.5rem;
  height: 3.5rem;
  margin: 0 auto 1rem;
  border-radius: 50%;
  color: var(--success);
  background: var(--success-surface);
}
.outcome .badge.plain { color: var(--muted); background: var(--raised); }
.outcome .badge svg { width: 1.75rem; height: 1.75rem; }
.outcome h1, .outcome h2 { font-size: 1.375rem; font-weight: 650; letter-spacing: -0.015em; }
.outcome h1:focus, .outcome h2:focus { outline: none; }
.outcome .lead { font-size: 0.9375rem; }
.outcome .primary { margin-top: 1.5rem; }
.receipt { margin-top: 1.5rem; border-radius: var(--radius-control); background: var(--raised); text-align: left; }
.receipt div { display: flex; justify-content: space-between; gap: 1rem; padding: 0.75rem 1rem; }
.receipt div + div { border-top: 1px solid var(--line); }
.receipt dt { color: var(--muted); }
.receipt dd { font-weight: 600; font-variant-numeric: tabular-nums; text-align: right; overflow-wrap: anywhere; }

.visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@keyframes turn { to { transform: rotate(1turn); } }
@keyframes rise { from { transform: translateY(0.75rem); opacity: 0; } }
@keyframes dim { from { background-color: rgb(11 15 25 / 0); } }
@media (prefers-reduced-motion: no-preference) {
  .overlay { animation: dim 0.2s ease-out; }
  .dialog { animation: rise 0.26s cubic-bezier(0.2, 0.8, 0.3, 1); }
}

/* A sheet from the bottom edge on phones. */
@media (max-width: 35rem) {
  .overlay { padding: 0; place-items: end stretch; }
  .dialog {
    width: 100%;
    max-height: calc(100dvh - 1.5rem);
    border-radius: var(--radius-sheet) var(--radius-sheet) 0 0;
  }
  .head, .body, .foot { padding-inline: 1.25rem; }
  .foot { padding-bottom: max(1.125rem, env(safe-area-inset-bottom)); }
}
/* Low windows and large zoom: everything but the ribbon scrolls. */
@media (max-height: 34rem) {
  .overlay { padding-block: 0; }
  .dialog { max-height: 100dvh; overflow-y: auto; display: block; }
  .ribbon { position: sticky; top: 0; z-index: 1; }
  .body, .outcome { overflow: visible; }
}
${modalFormCss}${modalBankCss}`;
