import { testInstitution, testRouting, testTransit } from '../rules/test-bank-accounts.js';
import { html, type Html } from './html.js';
import { testAccountList } from './test-account-list.js';

/** The bank accounts the simulator takes, and what becomes of a payment from each. */
export function testAccountTable(): Html {
  return html`<dl class="facts">
      ${testAccountList.map(
        ({ number, text }) =>
          html`<div>
            <dt class="number">${number}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    <p class="hint">
      Institution ${testInstitution} and transit ${testTransit} in CAD; routing number ${testRouting} in USD.
      Not Helcim’s: it publishes none.
    </p>`;
}
