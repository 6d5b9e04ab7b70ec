/** The look of forms, buttons, levels and the token that is shown once. */
export const merchantFormCss = `
button, input, select, textarea { font: inherit; color: inherit; }
.label { display: block; margin-bottom: 0.375rem; font-weight: 600; }
:where(input:not([type='radio'], [type='checkbox']), textarea) {
  width: 100%;
  max-width: 34rem;
  padding: 0.625rem 0.75rem;
  border: 1px solid var(--field-line);
  border-radius: 0.5rem;
  background: var(--surface);
}
textarea { display: block; min-height: 5.5rem; resize: vertical; font: 0.9375rem/1.45 ui-monospace, Menlo, Consolas, monospace; }
[aria-invalid='true'] { border-color: var(--danger); background: var(--danger-surface); }
.error { margin-top: 0.375rem; font-size: 0.875rem; color: var(--danger); }
.error:empty { display: none; }
input + .hint { margin-top: 0.375rem; }
.errors { margin-bottom: 1.25rem; padding: 1rem 1.25rem; border-left: 4px solid var(--danger); border-radius: 0 0.625rem 0.625rem 0; background: var(--danger-surface); }
.errors h2 { color: var(--danger); }
.errors ul { margin-top: 0.375rem; }
.errors a { color: inherit; }
.check { display: flex; align-items: flex-start; gap: 0.625rem; min-height: 2rem; margin-bottom: 0.75rem; }
.check input, .level input { accent-color: var(--accent); width: 1.125rem; height: 1.125rem; margin: 0.1875rem 0 0; flex: none; }

.button {
  display: inline-flex;
  align-items: center;
  justify-content: center;
  min-height: 2.75rem;
  padding: 0.5rem 1.125rem;
  border: 1px solid var(--field-line);
  border-radius: 0.5rem;
  font-weight: 600;
  text-decoration: none;
  color: var(--text);
  background: var(--surface);
  cursor: pointer;
}
.button:hover { border-color: var(--accent); color: var(--accent); }
.button.primary { border-color: transparent; color: var(--on-accent); background: var(--accent); }
.button.primary:hover { color: var(--on-accent); background: var(--accent-strong); }
.button.danger { border-color: var(--danger); color: var(--danger); }
.button.danger:hover { background: var(--danger-surface); color: var(--danger); }
.button.small { min-height: 2.25rem; padding: 0.25rem 0.75rem; font-size: 0.875rem; }
.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 0.625rem; margin-top: 1rem; }
.after { margin-top: 1.5rem; }

.filters ul { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-bottom: 1rem; }
.filters a {
  display: block;
  padding: 0.375rem 0.875rem;
  border: 1px solid var(--line);
  border-radius: 2rem;
  font-size: 0.9375rem;
  text-decoration: none;
  color: var(--text);
  background: var(--surface);
}
.filters a[aria-current] { border-color: var(--accent); font-weight: 600; color: var(--accent); background: var(--selected); }

.ladders { margin-top: 1rem; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); gap: 1.5rem; }
.ladders fieldset { display: flex; flex-direction: column; min-width: 0; }
.ladders legend { padding: 0; font-weight: 600; }
.ladders .hint { margin: 0.125rem 0 0.75rem; }
.ladder { border: 1px solid var(--line); border-radius: 0.625rem; overflow: hidden; }
.level {
  display: grid;
  grid-template-columns: auto minmax(0, 1fr) auto;
  gap: 0 0.625rem;
  padding: 0.625rem 0.875rem;
  cursor: pointer;
}
.level + .level { border-top: 1px solid var(--line); }
.level:hover { background: var(--selected); }
.level-name { font-weight: 500; }
.level-adds { grid-column: 2 / -1; grid-row: 2; font-size: 0.875rem; color: var(--muted); }
.included { visibility: hidden; grid-column: 3; grid-row: 1; align-self: center; font-size: 0.75rem; font-weight: 600; color: var(--accent); }
/* Chosen, and every level below it that comes with it; the lowest of each group grants nothing and is not "included". */
.level:has(input:checked), .level:has(~ .level input:checked) { background: var(--selected); box-shadow: inset 3px 0 0 var(--accent); }
.level:has(input:checked) .level-name { font-weight: 650; }
.level:has(~ .level input:checked) .included { visibility: visible; }

.token-line { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; }
.token-line code {
  flex: 1 1 14rem;
  padding: 0.75rem 0.875rem;
  border: 1px dashed var(--field-line);
  border-radius: 0.5rem;
  background: var(--ground);
  user-select: all;
}
.warning { padding: 0.75rem 1rem; border-radius: 0.5rem; color: var(--notice); background: var(--notice-surface); }
`;
