import type { CheckoutSession } from '../checkout-sessions.js';
import { html, type Html } from '../pages/html.js';
import { bankForm } from './bank-form.js';
import { cardForm, type Prefill } from './card-form.js';
import { bankIcon, cardIcon } from './icons.js';
import { testAccountPicker } from './test-account-picker.js';
import { testCardPicker } from './test-card-picker.js';

/** What the session may be paid with: a card, a bank account, or a choice of both. */
export function paymentMethods(session: CheckoutSession, prefill: Prefill, now: number): Html {
  const byCard = html`${testCardPicker(now)} ${cardForm(session, prefill)}`;
  const byBank = html`${testAccountPicker(session)} ${bankForm(session)}`;
  const { paymentMethod, paymentType } = session.request;
  // A preauthorization cannot be made on a bank account, so there is nothing to choose.
  if (paymentMethod === 'cc' || paymentType === 'preauth') return byCard;
  if (paymentMethod === 'ach') return byBank;
  return html`<div class="tabs" role="tablist" aria-label="Pay with">
      ${tab('card', html`${cardIcon}Card`, true)} ${tab('bank', html`${bankIcon}Bank account`, false)}
    </div>
    ${panel('card', byCard, true)} ${panel('bank', byBank, false)}`;
}

function tab(name: string, label: Html, isChosen: boolean): Html {
  return html`<button
    type="button"
    role="tab"
    id="tab-${name}"
    aria-controls="panel-${name}"
    aria-selected="${isChosen ? 'true' : 'false'}"
    tabindex="${isChosen ? 0 : -1}"
  >
    ${label}
  </button>`;
}

/** The fieldset keeps the fields of the method that is not shown out of the form's data. */
function panel(name: string, content: Html, isChosen: boolean): Html {
  return html`<div
    role="tabpanel"
    id="panel-${name}"
    aria-labelledby="tab-${name}"
    ${!isChosen && html`hidden`}
  >
    <fieldset class="method" ${!isChosen && html`disabled`}>${content}</fieldset>
  </div>`;
}
