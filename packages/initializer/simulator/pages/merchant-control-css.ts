/** The look of webhooks, bank payments, faults and switches. */
export const merchantControlCss = `
select {
  width: 100%;
  min-height: 2.75rem;
  padding: 0.375rem 0.75rem;
  border: 1px solid var(--field-line);
  border-radius: 0.5rem;
  background: var(--surface);
}
form + .panel, .panel + form.panel { margin-top: 1rem; }
.choices { margin-top: 1rem; }
.choices legend { padding: 0; }
.hint + .token-line { margin-top: 0.75rem; }
.choices .check { margin-bottom: 0.25rem; }
.tag:not(.good, .bad) { color: var(--notice); background: var(--notice-surface); }
.deliveries > li { padding: 0.875rem 0; }
.deliveries > li + li { border-top: 1px solid var(--line); }
.delivery-head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.75rem; }
.delivery-head form { margin-left: auto; }
.delivery-head + dl { margin-top: 0.75rem; }
.tries { margin-top: 0.375rem; font-size: 0.875rem; }
.in-force > li { display: flex; flex-wrap: wrap; gap: 0.125rem 0.75rem; padding: 0.5rem 0; }
.in-force > li + li { border-top: 1px solid var(--line); }
.add-fault { display: grid; grid-template-columns: minmax(0, 1fr) 9rem auto; align-items: end; gap: 0.75rem; margin-top: 1.25rem; }
.add-fault :is(input, select) { height: 2.75rem; }
.switches { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 1rem 1.5rem; margin-top: 1rem; }
.switches > div { display: flex; flex-direction: column; justify-content: end; }
.switches label { display: block; margin-bottom: 0.25rem; font-size: 0.875rem; }
@media (max-width: 44rem) {
  .add-fault { grid-template-columns: minmax(0, 1fr); }
}
`;
