/** The look of the touch screen: glass, bar, keys. */
export const screenCss = `
.screen {
  position: relative;
  display: flex;
  flex-direction: column;
  min-height: 29rem;
  border-radius: 0.875rem;
  border: 0.1875rem solid #05070a;
  color: var(--text);
  background: var(--glass);
  overflow: hidden;
}
.bar {
  display: flex;
  align-items: center;
  gap: 0.5rem;
  padding: 0.375rem 0.75rem;
  font-size: 0.75rem;
  color: var(--glass-muted);
  border-bottom: 1px solid var(--glass-line);
}
.bar-name { flex: 1; min-width: 0; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.bar-label { padding: 0 0.4375rem; border-radius: 1rem; font-weight: 600; color: var(--notice); background: var(--notice-surface); }
.bar-network .icon { display: block; width: 1rem; height: 1rem; }
.terminal:is([data-shows='asleep'], [data-shows='gone'], [data-shows='offline']) .bar-network { visibility: hidden; }
.trouble { position: absolute; inset: 0 0 auto; z-index: 1; padding: 0.5rem 0.75rem; font-size: 0.875rem; color: var(--danger); background: var(--danger-surface); }
.trouble:empty { display: none; }
.no-script { padding: 2rem 1.25rem; text-align: center; }

.view { flex: 1; display: flex; flex-direction: column; padding: 0.875rem; min-height: 0; }
.view-body { flex: 1; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 0.625rem; text-align: center; }
.view-foot { display: grid; gap: 0.5rem; padding-top: 0.75rem; }
.view-heading:focus { outline: none; }
.view-heading.large { font-size: 1.625rem; line-height: 1.15; letter-spacing: -0.02em; }
.view-heading.quiet { font-size: 0.9375rem; font-weight: 600; color: var(--glass-muted); }
.view-text { max-width: 16rem; font-size: 0.9375rem; line-height: 1.4; color: var(--glass-muted); overflow-wrap: anywhere; }
.view-text.strong { font-weight: 600; color: var(--text); }
.view-hint { font-size: 0.8125rem; color: var(--glass-muted); overflow-wrap: anywhere; }
.view-hint:empty, .view-text:empty { display: none; }
.view-icon { display: grid; place-items: center; width: 4.5rem; height: 4.5rem; margin-bottom: 0.25rem; border-radius: 50%; color: var(--accent); background: var(--selected); }
.view-icon .icon { width: 2.75rem; height: 2.75rem; }

.key {
  display: flex;
  align-items: center;
  justify-content: center;
  width: 100%;
  min-height: 3rem;
  padding: 0.5rem 1rem;
  border: 1px solid var(--key-line);
  border-radius: 0.75rem;
  font-weight: 600;
  color: var(--text);
  background: var(--key);
  cursor: pointer;
}
.key:hover { border-color: var(--accent); }
.key:active { transform: translateY(1px); }
.key.primary { border-color: transparent; color: var(--on-accent); background: var(--accent); }
.key.primary:hover { background: var(--accent-strong); }
.key.stop { border-color: transparent; color: var(--on-stop); background: var(--stop); }
.key.plain { border-color: transparent; background: none; color: var(--accent); }
.key.small { width: auto; min-height: 2.25rem; padding: 0.25rem 0.75rem; font-size: 0.875rem; }
.key.switch { justify-content: space-between; text-align: left; }
.key.switch small { display: inline-block; font-weight: 400; color: var(--glass-muted); }
.key.switch i { position: relative; flex: none; width: 2.5rem; height: 1.5rem; border-radius: 1rem; background: var(--key-line); transition: background 0.15s; }
.key.switch i::after { content: ''; position: absolute; top: 0.1875rem; left: 0.1875rem; width: 1.125rem; height: 1.125rem; border-radius: 50%; background: #ffffff; transition: left 0.15s; }
.key.switch[aria-checked='true'] i { background: var(--accent); }
.key.switch[aria-checked='true'] i::after { left: 1.1875rem; }
.row-between { display: flex; align-items: center; justify-content: space-between; gap: 0.75rem; }
.operator { min-width: 0; font-size: 0.875rem; color: var(--glass-muted); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.options summary { min-height: 2.75rem; display: flex; align-items: center; justify-content: center; font-size: 0.875rem; color: var(--glass-muted); cursor: pointer; }
.options .row-between { margin-top: 0.5rem; }
.link { padding: 0.25rem; border: 0; font-size: inherit; color: var(--accent); background: none; text-decoration: underline; cursor: pointer; }
@media (prefers-reduced-motion: reduce) {
  .terminal *, .terminal *::after { transition: none !important; }
}
@media (forced-colors: active) {
  .key.switch i { background: ButtonText; }
  .key.switch[aria-checked='true'] i { background: Highlight; forced-color-adjust: none; }
  .screen { border-color: CanvasText; }
}
`;
