import { faultKinds, type Fault, type FaultKind } from '../faults.js';
import { mountainTime } from '../rules/mountain-time.js';
import { switchValues, type SwitchName, type Switches } from '../switches.js';
import { html, type Html } from './html.js';
import { merchantDocument } from './layout.js';
import { paths } from './paths.js';
import { switchTexts } from './switch-texts.js';

export interface FaultPage {
  readonly now: number;
  readonly faults: readonly Fault[];
  readonly uses: Readonly<Partial<Record<FaultKind, number>>>;
  readonly switches: Readonly<Switches>;
  readonly notice?: string | undefined;
}

/** How far the buttons move the clock, in minutes. */
export const clockSteps: readonly (readonly [name: string, minutes: number])[] = [
  ['1 minute', 1],
  ['10 minutes', 10],
  ['70 minutes', 70],
  ['1 day', 24 * 60],
  ['7 days', 7 * 24 * 60],
];

/** The simulator's own page: what can go wrong, what Helcim might do otherwise, and the clock. */
export function faultPage({ now, faults, uses, switches, notice }: FaultPage): Html {
  return merchantDocument({
    title: 'Faults and switches',
    path: paths.faults,
    notice,
    content: html`<p class="lead">
        Make happen what goes wrong in the field, and see what the shop makes of it. Programs do the same at
        <code>/_sim/faults</code>, <code>/_sim/switches</code> and <code>/_sim/clock</code>.
      </p>
      ${clockPanel(now)} ${faultPanel(faults, uses)} ${switchPanel(switches)}`,
  });
}

function clockPanel(now: number): Html {
  return html`<section class="panel" aria-labelledby="clock">
    <h2 id="clock">Clock</h2>
    <p>It is <strong class="number">${mountainTime(now)}</strong> in Mountain Time. Move it forward by:</p>
    <form class="buttons" method="post" action="${paths.faults}/clock">
      ${clockSteps.map(
        ([name, minutes]) =>
          html`<button class="button small" name="minutes" value="${minutes}">${name}</button>`,
      )}
    </form>
    <p class="hint after">Webhooks and bank payments that become due on the way happen first.</p>
  </section>`;
}

function faultPanel(faults: readonly Fault[], uses: FaultPage['uses']): Html {
  return html`<section class="panel" aria-labelledby="faults">
    <h2 id="faults">Faults</h2>
    ${
      faults.length === 0
        ? html`<p class="hint">None is in force.</p>`
        : html`<ul class="in-force">
              ${faults.map(faultLine)}
            </ul>
            <form class="buttons" method="post" action="${paths.faults}/end">
              <button class="button small danger">End all</button>
            </form>`
    }
    ${addForm()} ${usesText(uses)}
  </section>`;
}

function faultLine({ kind, remaining, until, probability, ms }: Fault): Html {
  return html`<li>
    <strong>${kind}</strong> <span>${faultKinds[kind]}</span>
    <span class="hint">
      ${remaining !== undefined && (remaining === 1 ? 'The next time.' : `The next ${remaining} times.`)}
      ${until !== undefined && `Until ${mountainTime(until)}.`}
      ${probability < 1 && `In ${Math.round(probability * 100)} % of cases.`}
      ${ms !== undefined && `${ms / 1000} s.`}
    </span>
  </li>`;
}

function addForm(): Html {
  return html`<form class="add-fault" method="post" action="${paths.faults}/add">
    <div>
      <label class="label" for="kind">Add a fault</label>
      <select id="kind" name="kind">
        ${Object.entries(faultKinds).map(
          ([kind, text]) => html`<option value="${kind}">${kind}: ${text}</option>`,
        )}
      </select>
    </div>
    <div>
      <label class="label" for="count">How many times</label>
      <input id="count" name="count" type="number" min="1" max="1000000" value="1" />
    </div>
    <button class="button primary" type="submit">Add</button>
  </form>`;
}

function usesText(uses: FaultPage['uses']): Html | undefined {
  const used = Object.entries(uses).map(([kind, count]) => `${kind} ${count}`);
  return used.length > 0 ? html`<p class="hint after">Used so far: ${used.join(', ')}.</p>` : undefined;
}

function switchPanel(switches: Readonly<Switches>): Html {
  const names = Object.keys(switchValues) as SwitchName[];
  return html`<form class="panel" method="post" action="${paths.faults}/switches" aria-labelledby="switches">
    <h2 id="switches">Switches</h2>
    <p class="hint">Where Helcim’s documentation and what was observed disagree, both can be had.</p>
    <div class="switches">${names.map((name) => choice(name, switches[name]))}</div>
    <div class="buttons"><button class="button primary" type="submit">Save switches</button></div>
  </form>`;
}

function choice(name: SwitchName, chosen: Switches[SwitchName]): Html {
  return html`<div>
    <label for="${name}">${switchTexts[name]}</label>
    <select id="${name}" name="${name}">
      ${switchValues[name].map(
        (value, index) =>
          html`<option value="${index}" ${value === chosen && html`selected`}>
            ${textOf(value)}${index === 0 && ' (default)'}
          </option>`,
      )}
    </select>
  </div>`;
}

function textOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
