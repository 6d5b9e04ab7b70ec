import { html, type Html } from '../html.js';
import { fill, modeAndLogOut, screenView } from './screen-view.js';

/** What the screen shows to somebody who is logged in while nothing is to be paid. */
export function idleViews(): Html {
  return html`${standalone()} ${unregistered()} ${ready()}`;
}

function standalone(): Html {
  return screenView({
    name: 'standalone',
    heading: 'Standalone mode',
    icon: 'till',
    body: html`<p class="view-text">
      Sales would be typed in here by hand. The till’s software cannot reach this terminal.
    </p>`,
    foot: modeAndLogOut(),
  });
}

function unregistered(): Html {
  return screenView({
    name: 'unregistered',
    heading: 'Log in once more',
    icon: 'person',
    body: html`<p class="view-text">
      Pairing mode is on. A terminal registers and gets its code at its next log-in.
    </p>`,
    foot: modeAndLogOut(),
  });
}

function ready(): Html {
  return screenView({
    name: 'ready',
    heading: 'Ready',
    size: 'quiet',
    body: html`<p class="code-label" id="code-label">Code of this terminal</p>
      <p class="code" aria-labelledby="code-label"><span data-fill="code"></span></p>
      <p class="view-text waiting"><span class="pulse" aria-hidden="true"></span>Waiting for the till</p>
      <div class="ping" data-ping hidden>
        <p><strong>Message from the till</strong> ${fill('message')}</p>
        <button type="button" class="key small" data-close-ping>Close</button>
      </div>`,
    foot: modeAndLogOut(),
  });
}
