import { html, type Html } from '../html.js';
import { layout, type PageContext } from '../pages/layout.js';
import { staffBar } from '../staff/staff-bar.js';
import { tillTextsIn } from './till-texts.js';

/** What the till cannot do without. */
export type TillToken = 'HELCIM_TERMINAL_API_TOKEN' | 'HELCIM_READ_TOKEN';

/** In place of the till when the environment has no tokens for it. */
export function closedTillPage(context: PageContext, missing: readonly TillToken[]): Html {
  const texts = tillTextsIn(context.language);
  return layout(context, {
    title: texts.closedTitle,
    styles: ['/assets/till.css'],
    main: html`${staffBar(context, '/till')}
      <h1>${texts.closedTitle}</h1>
      <p class="lead">${texts.closedText}</p>
      <section class="panel" aria-labelledby="missing-title">
        <h2 id="missing-title">${texts.missing}</h2>
        <ul class="missing">
          ${missing.map((name) => html`<li><code>${name}</code> ${texts.permissions[name]}</li>`)}
        </ul>
        <p>${texts.makeToken}</p>
      </section>`,
  });
}
