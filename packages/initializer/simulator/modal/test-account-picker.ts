import type { CheckoutSession } from '../checkout-sessions.js';
import { html, type Html } from '../pages/html.js';
import { testAccountList } from '../pages/test-account-list.js';
import { testInstitution, testRouting, testTransit } from '../rules/test-bank-accounts.js';
import { bankIcon, chevronIcon } from './icons.js';

/** A folded list of the bank accounts the simulator takes; one click fills the form. */
export function testAccountPicker({ request }: CheckoutSession): Html {
  const bank =
    request.currency === 'CAD'
      ? `Institution ${testInstitution}, transit ${testTransit}`
      : `Routing number ${testRouting}`;
  return html`<details class="test-accounts">
    <summary>${bankIcon}<span class="grow">Test accounts</span>${chevronIcon}</summary>
    <div class="inside">
      <p class="bank-of">${bank}</p>
      <ul>
        ${testAccountList.map(
          ({ number, text }) =>
            html`<li>
              <button
                type="button"
                class="test-account"
                data-number="${number}"
                data-institution="${testInstitution}"
                data-transit="${testTransit}"
                data-routing="${testRouting}"
              >
                <span class="number">${number}</span>
                <span class="effect">${text}</span>
                <span class="use">Use</span>
              </button>
            </li>`,
        )}
      </ul>
    </div>
  </details>`;
}
