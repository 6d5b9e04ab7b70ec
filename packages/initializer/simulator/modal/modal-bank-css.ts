/** The look of the choice of method and of test accounts. */
export const modalBankCss = `
.tabs {
  display: grid;
  grid-auto-flow: column;
  grid-auto-columns: 1fr;
  gap: 0.25rem;
  margin-bottom: 1rem;
  padding: 0.25rem;
  border-radius: calc(var(--radius-control) + 0.25rem);
  background: var(--raised);
}
[role='tab'] {
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 0.5rem;
  min-height: 2.75rem;
  padding: 0.375rem 0.5rem;
  border: 1px solid transparent;
  border-radius: var(--radius-control);
  font-size: 0.9375rem;
  font-weight: 500;
  color: var(--muted);
  background: transparent;
  cursor: pointer;
}
[role='tab'] svg { flex: none; width: 1.125rem; height: 1.125rem; }
[role='tab']:hover { color: var(--text); }
[role='tab'][aria-selected='true'] { border-color: var(--line); font-weight: 600; color: var(--text); background: var(--surface); }
.method { min-width: 0; }
.bank-note { margin-top: 0.875rem; font-size: 0.8125rem; color: var(--muted); }
.test-accounts .inside { padding: 0.125rem 0.875rem 0.875rem; }
.bank-of { margin-bottom: 0.5rem; font-size: 0.8125rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.test-accounts ul { display: grid; gap: 0.375rem; }
.test-account {
  display: grid;
  grid-template-columns: 1fr auto;
  gap: 0 0.75rem;
  align-items: center;
  width: 100%;
  min-height: 2.75rem;
  padding: 0.375rem 0.75rem;
  border: 1px solid var(--line);
  border-radius: var(--radius-control);
  text-align: left;
  background: var(--surface);
  cursor: pointer;
}
.test-account:hover { border-color: var(--field-line); }
.test-account .number { font-size: 0.8125rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.test-account .effect { grid-row: 2; font-size: 0.8125rem; color: var(--muted); }
.test-account .use { grid-row: 1 / 3; grid-column: 2; font-size: 0.8125rem; font-weight: 600; color: var(--accent); }
`;
