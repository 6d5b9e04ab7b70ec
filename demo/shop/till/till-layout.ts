import { html, type Html } from '../html.js';
import { layout, type PageContext } from '../pages/layout.js';
import { staffBar } from '../staff/staff-bar.js';
import type { PaymentSurroundings } from '../surroundings.js';
import { simulatedLogIn } from './simulated-log-in.js';
import { tillTextsIn } from './till-texts.js';

/** The element comes last: at once it may say something that the others wait for. */
const scripts = [
  '/assets/till-new-sale.js',
  '/assets/till-sale.js',
  '/assets/till-refund.js',
  '/assets/event-log.js',
  '/helcim-terminal.js',
];

interface TillPage {
  readonly title: string;
  /** What the clerk works with. */
  readonly work: Html;
  /** Below everything: demo hints. */
  readonly hints?: Html | undefined;
  readonly surroundings: PaymentSurroundings;
  /** Whether the till knows a terminal already. */
  readonly isPaired: boolean;
}

/** A page of the till; with the simulator its virtual terminal stands beside the work, as it would on the counter. */
export function tillLayout(
  context: PageContext,
  { title, work, hints, surroundings, isPaired }: TillPage,
): Html {
  const { virtualTerminal } = surroundings;
  return layout(context, {
    title,
    styles: ['/assets/till.css'],
    scripts,
    main: html`${staffBar(context, '/till')}
      <div class="till ${virtualTerminal && 'with-terminal'}">
        <div class="till-work">${work}</div>
        ${virtualTerminal && counterTop(context, virtualTerminal.address(), isPaired)}
      </div>
      ${hints}`,
  });
}

/** On narrow screens a link takes the frame's place. */
function counterTop(context: PageContext, address: string, isPaired: boolean): Html {
  const texts = tillTextsIn(context.language);
  return html`<aside class="counter-top" aria-labelledby="terminal-title">
    <h2 id="terminal-title"><span class="badge">${context.texts.hints.badge}</span> ${texts.terminal}</h2>
    <details class="first-steps" ${!isPaired && html`open`}>
      <summary>${texts.firstSteps}</summary>
      <p>${texts.terminalText}</p>
      <ol>
        ${texts.steps(simulatedLogIn.pin).map((step) => html`<li>${step}</li>`)}
      </ol>
    </details>
    <iframe
      class="terminal-frame"
      src="${address}?embed=1"
      title="${texts.terminalFrame}"
      loading="lazy"
    ></iframe>
    <p class="to-window">
      <a href="${address}" target="_blank" rel="noopener"
        >${texts.openTerminal}<span class="wide-only"> ${texts.newWindow}</span> ↗</a
      >
    </p>
  </aside>`;
}
