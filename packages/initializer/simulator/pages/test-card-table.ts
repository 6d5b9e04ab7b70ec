import { declines } from '../rules/cvv-verdict.js';
import { html, type Html } from './html.js';
import { testCardList } from './test-card-list.js';

/** The cards the simulator takes, and what their security codes lead to. */
export function testCardTable(): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Table of test cards">
      <table>
        <thead>
          <tr>
            <th scope="col">Brand</th>
            <th scope="col">Number</th>
            <th scope="col">CVV to approve</th>
          </tr>
        </thead>
        <tbody>
          ${testCardList.map(
            ({ name, printed, approvingCvv }) =>
              html`<tr>
                <td>${name}</td>
                <td class="number">${printed}</td>
                <td class="number">${approvingCvv}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <p>
      Expiry 01/28, or any month that is not over. Name, street and postal code may be anything. CVV 100 to
      104 approve, from 200 up they decline (Amex: a zero behind it).
    </p>
    <details>
      <summary>CVVs that decline</summary>
      <dl class="facts">
        ${Object.entries(declines).map(
          ([code, reason]) =>
            html`<div>
              <dt>${code}</dt>
              <dd>${reason}</dd>
            </div>`,
        )}
      </dl>
    </details>
    <p class="hint">
      The same card and amount within five minutes of an approval is declined as a suspected duplicate, as at
      Helcim.
    </p>`;
}
