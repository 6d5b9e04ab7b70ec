/** The look of the list of virtual terminals. */
export const terminalListCss = `
.terminals { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: 1rem; margin-bottom: 1rem; }
.terminals .panel { margin: 0; }
.terminal-card { position: relative; display: flex; align-items: center; gap: 1.125rem; }
.terminal-card:hover { border-color: var(--accent); }
.terminal-card > div { min-width: 0; display: grid; gap: 0.25rem; }
.terminal-card h2 a { text-decoration: none; }
.terminal-card h2 a::after { content: ''; position: absolute; inset: 0; border-radius: inherit; }
.listed-code { font-weight: 700; letter-spacing: 0.06em; }
.mini { flex: none; display: block; width: 4.25rem; padding: 0.75rem 0.3125rem 0.875rem; border-radius: 0.625rem 0.625rem 0.8125rem 0.8125rem; background: linear-gradient(100deg, var(--shell-light), var(--shell) 15%, var(--shell) 85%, var(--shell-dark)); box-shadow: 0 0.375rem 0.75rem -0.25rem rgb(15 20 30 / 45%); }
.mini i { display: grid; place-items: center; height: 4.5rem; border-radius: 0.3125rem; font: 700 0.875rem/1 ui-monospace, Menlo, Consolas, monospace; color: #aab4c4; background: #07090d; }
.mini:not(.asleep) i { color: var(--text); background: var(--glass); }
.mini.ready i { color: var(--go); }
.mini.busy i { color: var(--accent); }
.add-terminal { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: end; gap: 0 0.75rem; max-width: 44rem; margin-top: 1rem; }
.add-terminal .error { grid-column: 1 / -1; }
.add-terminal input { min-height: 2.75rem; }
@media (max-width: 30rem) {
  .add-terminal { grid-template-columns: minmax(0, 1fr); gap: 0.75rem; }
}
`;
