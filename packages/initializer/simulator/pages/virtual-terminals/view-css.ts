/** The look of the single pictures of the screen. */
export const viewCss = `
.terminal[data-shows='asleep'] .screen { --text: #eef1f6; --glass-muted: #aab4c4; --glass-line: #20252e; --accent: #9db4ff; --accent-strong: #bccbff; --on-accent: #0d1530; --selected: #161b26; color: #eef1f6; background: #07090d; }
.view[data-view='approved'] .view-icon { color: #ffffff; background: #0b7a4b; }
.view[data-view='approved'] .view-heading { color: var(--go); }
.view[data-view='declined'] .view-icon { color: #ffffff; background: #b3261e; }
.view[data-view='declined'] .view-heading { color: var(--danger); }
.view[data-view='cancelled'] .view-icon, .view[data-view='offline'] .view-icon, .view[data-view='gone'] .view-icon { color: var(--glass-muted); background: var(--key); }

.steps { display: grid; gap: 0.375rem; width: 100%; margin-top: 0.5rem; padding: 0.75rem 1rem; border-radius: 0.75rem; text-align: left; font-size: 0.875rem; background: var(--key); }
.steps li { overflow-wrap: anywhere; }
.steps .icon { width: 1.125rem; height: 1.125rem; margin-right: 0.375rem; vertical-align: -0.1875rem; color: var(--go); }

.log-in { display: grid; gap: 0.5rem; width: 100%; text-align: left; font-size: 0.875rem; }
.log-in input { font-size: 1rem; background: var(--glass); }
.log-in .pin { min-height: 2.75rem; padding: 0.25rem; border-color: transparent; border-radius: 0.75rem; text-align: center; font-size: 1.375rem; letter-spacing: 0.3em; text-indent: 0.3em; background: var(--key); }
.log-in .pin::placeholder { letter-spacing: 0.1em; color: var(--glass-muted); opacity: 1; }
.centre { text-align: center; text-wrap: balance; }
.pad { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.375rem; }
.digit { display: grid; place-items: center; min-height: 2.75rem; padding: 0; border: 0; border-radius: 0.75rem; font-size: 1.375rem; font-weight: 500; color: var(--text); background: var(--key); cursor: pointer; }
.digit:hover { background: var(--selected); }
.digit:active { transform: scale(0.97); }
.digit.word { font-size: 0.875rem; font-weight: 600; color: var(--accent); }
.digit .icon { width: 1.5rem; height: 1.5rem; }

.code-label { font-size: 0.9375rem; color: var(--glass-muted); }
.code { font: 700 3.5rem/1.1 ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace; letter-spacing: 0.12em; text-indent: 0.12em; font-variant-numeric: slashed-zero; user-select: all; }
.waiting { display: inline-flex; align-items: center; gap: 0.5rem; }
.pulse { width: 0.625rem; height: 0.625rem; border-radius: 50%; background: var(--go); }
.ping { display: flex; align-items: center; gap: 0.75rem; width: 100%; margin-top: 0.5rem; padding: 0.75rem 0.75rem 0.75rem 0.875rem; border-radius: 0.75rem; text-align: left; font-size: 0.9375rem; background: var(--selected); }
.ping p { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.ping strong { display: block; font-size: 0.8125rem; font-weight: 600; color: var(--glass-muted); }

.kind { display: block; margin-bottom: 0.125rem; font-size: 0.9375rem; font-weight: 600; letter-spacing: 0; color: var(--glass-muted); }
.sum { font-size: 2.5rem; font-weight: 700; line-height: 1.15; letter-spacing: -0.03em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.sum small { font-size: 0.9375rem; font-weight: 600; letter-spacing: 0; color: var(--glass-muted); }
.contactless { display: grid; place-items: center; width: 6.5rem; height: 6.5rem; margin: 0.5rem 0 0.25rem; border-radius: 50%; color: var(--accent); background: var(--selected); }
.contactless .icon { width: 3.5rem; height: 3.5rem; }
.tips { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.5rem; width: 100%; margin-top: 0.25rem; }
.key.tip { flex-direction: column; min-height: 4.5rem; padding: 0.25rem; }
.key.tip span { font-size: 1.125rem; }
.key.tip strong { font-size: 0.875rem; font-weight: 400; color: var(--glass-muted); font-variant-numeric: tabular-nums; }
.own-tip { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.25rem 0.5rem; width: 100%; text-align: left; font-size: 0.875rem; }
.own-tip label { grid-column: 1 / -1; color: var(--glass-muted); }
.own-tip input { min-height: 3rem; background: var(--glass); }
.own-tip .key { width: auto; }
.spinner { width: 3rem; height: 3rem; margin: 0.75rem 0; border: 0.3125rem solid var(--selected); border-top-color: var(--accent); border-radius: 50%; }
`;
