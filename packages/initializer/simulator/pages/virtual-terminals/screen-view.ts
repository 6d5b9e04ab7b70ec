import { html, type Html } from '../html.js';
import { icon } from './terminal-icons.js';

/** Every picture the screen of a terminal can show; the script shows one at a time. */
export type ViewName =
  | 'asleep'
  | 'gone'
  | 'offline'
  | 'set-up'
  | 'log-in'
  | 'standalone'
  | 'unregistered'
  | 'ready'
  | 'tip'
  | 'present'
  | 'processing'
  | 'approved'
  | 'declined'
  | 'cancelled';

/** A text that the script writes. */
export type FillName =
  | 'name'
  | 'operator'
  | 'code'
  | 'message'
  | 'asked'
  | 'kind'
  | 'amount'
  | 'total'
  | 'tip'
  | 'currency'
  | 'invoice'
  | 'reason'
  | 'card'
  | 'approved';

export interface ScreenView {
  readonly name: ViewName;
  readonly heading: string | Html;
  readonly icon?: Parameters<typeof icon>[0];
  /** `quiet` for a heading that only names the screen, above what matters more. */
  readonly size?: 'large' | 'quiet';
  readonly body?: Html;
  /** Buttons at the lower edge. */
  readonly foot?: Html;
}

/** One picture of the screen: heading, content, and buttons at the lower edge. */
export function screenView({ name, heading, icon: drawing, size = 'large', body, foot }: ScreenView): Html {
  return html`<section class="view" data-view="${name}" aria-labelledby="view-${name}" hidden>
    <div class="view-body">
      ${drawing && html`<span class="view-icon">${icon(drawing)}</span>`}
      <h2 class="view-heading ${size}" id="view-${name}" tabindex="-1">${heading}</h2>
      ${body}
    </div>
    ${foot && html`<div class="view-foot">${foot}</div>`}
  </section>`;
}

export function fill(name: FillName): Html {
  return html`<span data-fill="${name}"></span>`;
}

/** The row of keys that leads out of whatever the terminal shows. */
export function modeAndLogOut(): Html {
  return html`<button type="button" class="key switch" role="switch" aria-checked="false" data-pairing-mode>
      <span>Pairing mode <small>(API mode)</small></span
      ><i aria-hidden="true"></i>
    </button>
    <div class="row-between">
      <p class="operator"><span class="visually-hidden">Logged in: </span>${fill('operator')}</p>
      <button type="button" class="key small" data-action="log-out">Log out</button>
    </div>`;
}

/** A button of the touch screen that asks the simulator for something. */
export function actionButton(action: string, text: string, look = ''): Html {
  return html`<button type="button" class="key ${look}" data-action="${action}">${text}</button>`;
}
