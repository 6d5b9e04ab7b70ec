import { html, type Html } from '../html.js';
import { actionButton, fill, modeAndLogOut, screenView } from './screen-view.js';
import { icon } from './terminal-icons.js';

/** What the screen shows from the till's request to its end. */
export function paymentViews(): Html {
  return html`${tip()} ${present()} ${processing()} ${approved()} ${declined()} ${cancelled()}`;
}

const tipShares = [15, 18, 20] as const;

function tip(): Html {
  return screenView({
    name: 'tip',
    heading: 'Add a tip?',
    body: html`<p class="view-text">on ${fill('asked')} ${fill('currency')}</p>
      <div class="tips">
        ${tipShares.map(
          (share) =>
            html`<button type="button" class="key tip" data-tip-share="${share}">
              <span>${share} %</span><strong data-tip-amount="${share}"></strong>
            </button>`,
        )}
      </div>
      <form class="own-tip" data-own-tip>
        <label for="own-tip">Another amount</label>
        <input
          id="own-tip"
          inputmode="decimal"
          pattern="[0-9]{1,4}([.][0-9]{2})?"
          placeholder="0.00"
          autocomplete="off"
          required
        />
        <button type="submit" class="key">Add</button>
      </form>`,
    foot: html`<button type="button" class="key primary" data-tip-share="0">No tip</button>
      ${actionButton('cancel', 'Cancel', 'plain')}`,
  });
}

function present(): Html {
  return screenView({
    name: 'present',
    heading: html`<span class="kind" data-fill="kind"></span>
      <span class="sum"><span data-fill="total"></span> <small data-fill="currency"></small></span>`,
    body: html`<p class="view-text" data-tip-line hidden>
        ${fill('tip')}
        <button type="button" class="link" data-change-tip>Change</button>
      </p>
      <p class="contactless">${icon('contactless')}</p>
      <p class="view-text strong">Tap or insert a card</p>
      <p class="view-hint" data-invoice-line>Invoice ${fill('invoice')}</p>`,
    foot: html`${actionButton('cancel', 'Cancel', 'stop')} ${options()}`,
  });
}

function processing(): Html {
  return screenView({
    name: 'processing',
    heading: 'Processing',
    body: html`<p class="spinner" aria-hidden="true"></p>
      <p class="view-text">${fill('total')} ${fill('currency')}</p>`,
  });
}

function approved(): Html {
  return screenView({
    name: 'approved',
    heading: 'Approved',
    icon: 'check',
    body: html`<p class="sum">${fill('total')} <small data-fill="currency"></small></p>
      <p class="view-text">${fill('card')}</p>
      <p class="view-hint">${fill('approved')}</p>`,
    foot: html`<button type="button" class="key primary" data-dismiss>Done</button>`,
  });
}

function declined(): Html {
  return screenView({
    name: 'declined',
    heading: 'Declined',
    icon: 'cross',
    body: html`<p class="view-text strong">${fill('reason')}</p>
      <p class="view-text">${fill('total')} ${fill('currency')}</p>`,
    foot: html`${actionButton('try-again', 'Try again', 'primary')}
    ${actionButton('cancel', 'Cancel', 'stop')} ${options()}`,
  });
}

/** A request does not lock the terminal: whoever logs out cancels it. */
function options(): Html {
  return html`<details class="options" data-options>
    <summary>Options</summary>
    ${modeAndLogOut()}
  </details>`;
}

function cancelled(): Html {
  return screenView({
    name: 'cancelled',
    heading: 'Cancelled',
    icon: 'cross',
    body: html`<p class="view-text">
      Nothing was charged by this terminal. The till is told, if there was a network.
    </p>`,
    foot: html`<button type="button" class="key primary" data-dismiss>Done</button>`,
  });
}
