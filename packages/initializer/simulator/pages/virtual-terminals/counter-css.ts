/** The look of the counter beside the terminal, and of the embedded form of both. */
export const counterCss = `
.counter { width: 100%; max-width: 26rem; margin: 0 auto; }
@container (min-width: 42rem) {
  .counter { padding-top: 2.75rem; }
}
.hand { margin-top: 1rem; }
.hand legend { padding: 0; font-size: 0.875rem; color: var(--muted); }
.hand-cards { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem; margin-top: 0.5rem; }
.hand-card { position: relative; display: grid; padding: 0.625rem 0.75rem 0.625rem 2.375rem; border: 1px solid var(--field-line); border-radius: 0.625rem; background: var(--surface); cursor: pointer; }
.hand-card:hover { border-color: var(--accent); }
.hand-card:has(input:checked) { border-color: var(--accent); background: var(--selected); box-shadow: inset 0 0 0 1px var(--accent); }
.hand-card:has(input:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.hand-card input { position: absolute; left: 0.75rem; top: 0.8125rem; width: 1.0625rem; height: 1.0625rem; margin: 0; accent-color: var(--accent); }
.hand-card input:focus-visible { outline: none; }
.hand-card.wide { grid-column: 1 / -1; }
.hand-name { font-weight: 600; line-height: 1.35; }
.hand-kind { font-size: 0.8125rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.moves { display: grid; grid-template-columns: 1fr 1fr minmax(max-content, 1fr); gap: 0.5rem; margin-top: 0.75rem; }
.moves .button { white-space: nowrap; gap: 0.375rem; padding-inline: 0.625rem; }
.moves .icon { width: 1.25rem; height: 1.25rem; }
.moves .button[aria-disabled='true'] { border-color: var(--line); color: var(--muted); background: var(--ground); cursor: not-allowed; }
.counter-note { min-height: 1.5rem; margin-top: 0.5rem; font-size: 0.875rem; color: var(--muted); }
.around { margin-top: 0.5rem; border-top: 1px solid var(--line); padding-top: 0.75rem; }
.around summary, .frame-it summary { cursor: pointer; font-weight: 600; }
.around > * + * { margin-top: 0.5rem; }
.around .check { margin-bottom: 0; }
.frame-it { max-width: 50rem; margin-top: 2rem; }
.frame-it > * + * { margin-top: 0.75rem; }

.embedded main { padding: 0 0.75rem 0.75rem; }
.embedded .terminal { gap: 0 1.5rem; justify-content: center; }
.embedded .stage { padding-bottom: 1.25rem; }
.embedded .head { height: 2.25rem; }
.embedded .screen { min-height: 26.5rem; }
.embedded .digit { min-height: 2.5rem; }
.embedded .hand { margin-top: 0; }
.embedded .hand-cards { display: flex; flex-wrap: wrap; gap: 0.375rem; }
.embedded .hand-card { flex: 1 1 auto; display: block; padding: 0.5rem 0.25rem; text-align: center; }
.embedded .hand-name { font-size: 0.875rem; }
.embedded :is(.counter h2, .hand legend, .hand-kind) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.embedded .hand-card input { inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
.embedded .around { margin-top: 0; }
@media (max-width: 22rem) {
  .moves .button { font-size: 0.9375rem; }
  .terminal-body { padding-inline: 0.625rem; }
  .hand-card { padding-left: 2rem; }
  .hand-card input { left: 0.5rem; }
}
`;
