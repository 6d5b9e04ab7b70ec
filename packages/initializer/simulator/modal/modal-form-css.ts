/** The look of fields, messages, order summary and test cards. */
export const modalFormCss = `
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 0.875rem 0.75rem; }
.fields + .fields { margin-top: 1.375rem; }
.fields.billing { margin-top: 0.875rem; }
details + .fields { margin-top: 1.25rem; }
.fields legend { grid-column: 1 / -1; padding: 0 0 0.625rem; font-size: 0.9375rem; font-weight: 600; }
.field { min-width: 0; }
.field.wide { grid-column: 1 / -1; }
.field label { display: block; margin-bottom: 0.3125rem; font-size: 0.875rem; font-weight: 500; }
.field .control { position: relative; }
.field input {
  width: 100%;
  height: 2.875rem;
  padding: 0 0.875rem;
  border: 1px solid var(--field-line);
  border-radius: var(--radius-control);
  background: var(--surface);
  font-variant-numeric: tabular-nums;
}
.field input::placeholder { color: var(--muted); opacity: 0.85; }
.field input:hover { border-color: var(--text); }
.field input:focus { outline: 2px solid var(--accent); outline-offset: -1px; border-color: var(--accent); }
.field input[aria-invalid='true'] { border-color: var(--danger); background: var(--danger-surface); }
.field .error { margin-top: 0.3125rem; font-size: 0.8125rem; color: var(--danger); }
.field .error:empty { display: none; }
.card-brand {
  position: absolute;
  inset: 0 0.625rem 0 auto;
  margin: auto 0;
  height: 1.5rem;
  padding: 0 0.5rem;
  border: 1px solid var(--line);
  border-radius: 0.25rem;
  font-size: 0.6875rem;
  font-weight: 700;
  line-height: 1.375rem;
  letter-spacing: 0.02em;
  color: var(--muted);
  background: var(--surface);
  pointer-events: none;
}
.card-brand:empty { display: none; }

.message {
  scroll-margin: 0.5rem;
  margin-bottom: 1rem;
  padding: 0.75rem 0.875rem;
  border-left: 4px solid var(--danger);
  border-radius: 0 var(--radius-control) var(--radius-control) 0;
  background: var(--danger-surface);
  font-size: 0.9375rem;
}
.message:focus { outline: 2px solid var(--danger); outline-offset: 2px; }
.message strong { display: block; color: var(--danger); }
.message ul { margin-top: 0.25rem; }
.message a { display: inline-block; padding: 0.125rem 0; }

details { margin-bottom: 0.75rem; border: 1px solid var(--line); border-radius: var(--radius-control); }
summary {
  display: flex;
  align-items: center;
  gap: 0.5rem;
  min-height: 2.75rem;
  padding: 0.5rem 0.875rem;
  border-radius: var(--radius-control);
  font-size: 0.875rem;
  font-weight: 500;
  cursor: pointer;
  list-style: none;
}
summary svg { width: 1.125rem; height: 1.125rem; color: var(--muted); }
summary::-webkit-details-marker { display: none; }
summary:hover { background: var(--raised); }
summary .grow { flex: 1; }
summary .chevron { width: 1rem; height: 1rem; color: var(--muted); transition: transform 0.15s; }
details[open] > summary .chevron { transform: rotate(180deg); }

.lines { padding: 0 0.875rem 0.625rem; font-size: 0.875rem; }
.lines li { display: flex; justify-content: space-between; gap: 1rem; padding: 0.3125rem 0; }
.lines .what { min-width: 0; overflow-wrap: anywhere; }
.lines .count, .lines .muted { color: var(--muted); }
.lines .price { white-space: nowrap; font-variant-numeric: tabular-nums; }
.lines .total { margin-top: 0.3125rem; padding-top: 0.625rem; border-top: 1px solid var(--line); font-weight: 600; }

.test-cards .inside { padding: 0.125rem 0.875rem 0.875rem; }
.test-cards label { display: block; margin-bottom: 0.3125rem; font-size: 0.8125rem; color: var(--muted); }
.test-cards select {
  width: 100%;
  height: 2.75rem;
  padding: 0 0.625rem;
  border: 1px solid var(--field-line);
  border-radius: var(--radius-control);
  background: var(--surface);
  font-size: 0.875rem;
}
.test-cards ul { display: grid; gap: 0.375rem; margin-top: 0.75rem; }
.test-card {
  display: flex;
  align-items: center;
  gap: 0.75rem;
  width: 100%;
  min-height: 2.75rem;
  padding: 0.375rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: var(--radius-control);
  text-align: left;
  background: var(--surface);
  cursor: pointer;
}
.test-card:hover { border-color: var(--field-line); }
.test-card .name { width: 5.25rem; font-size: 0.8125rem; font-weight: 600; }
.test-card .number { flex: 1; min-width: 0; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
.test-card .use { font-size: 0.8125rem; font-weight: 600; color: var(--accent); }
@media (max-width: 23rem) {
  .test-card .name { width: auto; }
  .test-card { flex-wrap: wrap; gap: 0.125rem 0.5rem; }
  .test-card .number { order: 3; flex-basis: 100%; }
  .test-card .use { margin-left: auto; }
}
`;
