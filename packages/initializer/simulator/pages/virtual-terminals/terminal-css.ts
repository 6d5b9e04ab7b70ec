import { counterCss } from './counter-css.js';
import { screenCss } from './screen-css.js';
import { terminalListCss } from './terminal-list-css.js';
import { viewCss } from './view-css.js';

/** The look of the virtual terminals. The device is the same graphite in light and dark; its screen follows the system. */
export const terminalCss = `
:root {
  --shell: #2b303a;
  --shell-light: #444b58;
  --shell-dark: #171a20;
  --shell-text: #c3cad6;
  --glass: #fbfcfe;
  --glass-line: #d9dfe8;
  --glass-muted: #525c6e;
  --key: #eef1f6;
  --key-line: #828da0;
  --stop: #b3261e;
  --on-stop: #ffffff;
  --go: #0b6b42;
  --plastic: #27408f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --shell: #363c48;
    --shell-light: #525a69;
    --shell-dark: #1d2128;
    --glass: #12151b;
    --glass-line: #2c3340;
    --glass-muted: #aab4c4;
    --key: #222833;
    --key-line: #788499;
    --stop: #ffb0a8;
    --on-stop: #3a0a06;
    --go: #6fdca5;
  }
}
.terminal-place { container-type: inline-size; }
.terminal { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.5rem 2.5rem; align-items: start; }
@container (min-width: 42rem) {
  .terminal { grid-template-columns: minmax(0, 22rem) minmax(0, 26rem); }
}
.stage { position: relative; width: 100%; max-width: 22rem; margin: 0 auto; padding: 2.75rem 0 2.25rem; overflow: clip; overflow-clip-margin: 2.5rem; }
.terminal-body {
  position: relative;
  z-index: 1;
  padding: 0 1rem;
  border-radius: 1.75rem 1.75rem 2.25rem 2.25rem;
  background: linear-gradient(100deg, var(--shell-light), var(--shell) 12%, var(--shell) 88%, var(--shell-dark));
  box-shadow:
    inset 0 1px 0 rgb(255 255 255 / 18%),
    inset 0 -0.375rem 0.75rem rgb(0 0 0 / 35%),
    0 1.25rem 2.5rem -1rem rgb(15 20 30 / 55%),
    0 0.25rem 0.75rem rgb(15 20 30 / 20%);
}
.printer {
  height: 0.5rem;
  margin: 0 1.75rem;
  border-radius: 0 0 0.5rem 0.5rem;
  background: linear-gradient(#05070a, var(--shell-dark));
  box-shadow: 0 1px 0 rgb(255 255 255 / 12%);
}
.head { display: flex; align-items: center; justify-content: center; gap: 0.75rem; height: 2.75rem; color: var(--shell-text); }
.head .icon { width: 1.375rem; height: 1.375rem; }
.lights { position: absolute; left: 1.5rem; display: flex; gap: 0.375rem; }
.lights i { width: 0.75rem; height: 0.25rem; border-radius: 0.25rem; background: #11141a; box-shadow: inset 0 0 1px rgb(255 255 255 / 35%); transition: background 0.2s, box-shadow 0.2s; }
.terminal:is([data-shows='ready'], [data-shows='present'], [data-shows='tip']) .lights i:first-child,
.terminal[data-shows='processing'] .lights i:nth-child(-n + 2),
.terminal[data-shows='approved'] .lights i { background: #48e08c; box-shadow: 0 0 0.5rem #48e08c; }
.terminal:is([data-shows='declined'], [data-shows='cancelled'], [data-shows='offline']) .lights i:last-child { background: #ff6a5e; box-shadow: 0 0 0.5rem #ff6a5e; }
.chin { display: flex; flex-direction: column; align-items: center; gap: 0.5rem; padding: 0.75rem 0 0; }
.chin span { font-size: 0.6875rem; font-weight: 600; letter-spacing: 0.22em; text-indent: 0.22em; color: var(--shell-text); }
.slot { width: 56%; height: 0.625rem; border-radius: 0.375rem 0.375rem 0 0; background: #05070a; box-shadow: 0 -1px 0 rgb(255 255 255 / 14%); }

.plastic {
  position: absolute;
  left: 50%;
  z-index: 2;
  width: 8.5rem;
  height: 5.375rem;
  margin-left: -4.25rem;
  padding: 0.75rem;
  border-radius: 0.5rem;
  color: #ffffff;
  background: linear-gradient(135deg, #4461bd, var(--plastic) 55%, #182a66);
  box-shadow: 0 0.5rem 1rem rgb(10 15 30 / 45%);
  visibility: hidden;
}
.plastic .chip { display: block; width: 1.375rem; height: 1rem; border-radius: 0.1875rem; background: linear-gradient(135deg, #f4dd9a, #c79f45); }
.plastic b { position: absolute; left: 0.75rem; bottom: 0.625rem; font-size: 0.75rem; font-weight: 600; text-transform: capitalize; }
.from-above { top: -1.5rem; }
.from-below { z-index: 0; bottom: -2.5rem; }
.slip {
  position: absolute;
  top: 3.25rem;
  left: 50%;
  z-index: 0;
  width: 11.5rem;
  height: 8rem;
  margin-left: -5.75rem;
  padding: 0.5rem 0.75rem;
  text-align: center;
  font: 0.625rem/1.35 ui-monospace, Menlo, Consolas, monospace;
  color: #333a46;
  background: #fffdf6;
  box-shadow: 0 0.125rem 0.5rem rgb(10 15 30 / 30%);
  visibility: hidden;
}
.slip-sum { margin-bottom: 0.75rem; font-size: 0.75rem; }
.terminal[data-shows='approved'] .slip { visibility: visible; transform: translateY(-3.125rem); }
@media (prefers-reduced-motion: no-preference) {
  .terminal[data-shows='approved'] .slip { transition: transform 0.9s steps(14); }
  .terminal[data-move='tap'] .from-above { visibility: visible; animation: terminal-tap 0.9s ease-in-out both; }
  .terminal[data-move='insert'] .from-below { visibility: visible; animation: terminal-insert 0.9s ease-out both; }
  .pulse { animation: terminal-pulse 2s ease-in-out infinite; }
  .spinner { animation: terminal-turn 0.9s linear infinite; }
  .contactless .icon { animation: terminal-pulse 1.8s ease-in-out infinite; }
}
@keyframes terminal-tap {
  0% { transform: translateY(-6rem) rotate(-14deg); opacity: 0; }
  30%, 70% { transform: translateY(1.75rem) rotate(-6deg); opacity: 1; }
  100% { transform: translateY(-6rem) rotate(-14deg); opacity: 0; }
}
@keyframes terminal-insert {
  0% { transform: translateY(3rem); opacity: 0; }
  100% { transform: translateY(-0.5rem); }
}
@keyframes terminal-pulse { 50% { opacity: 0.35; } }
@keyframes terminal-turn { to { transform: rotate(1turn); } }
${screenCss}${viewCss}${counterCss}${terminalListCss}`;
