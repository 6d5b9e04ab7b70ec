import { html, type Html } from '../pages/html.js';
import { cardIcon, chevronIcon } from './icons.js';
import { testCardList, testExpiry, testOutcomes } from '../pages/test-card-list.js';

/** A folded list of the cards the simulator takes; one click fills the form for the chosen outcome. */
export function testCardPicker(now: number): Html {
  return html`<details class="test-cards">
    <summary>${cardIcon}<span class="grow">Test cards</span>${chevronIcon}</summary>
    <div class="inside">
      <label for="test-outcome">What the card shall do</label>
      <select id="test-outcome">
        ${testOutcomes.map(({ cvv, text }) => html`<option value="${cvv}">${text}</option>`)}
      </select>
      <ul>
        ${testCardList.map(
          (card) =>
            html`<li>
              <button
                type="button"
                class="test-card"
                data-name="${card.name}"
                data-number="${card.number}"
                data-expiry="${testExpiry(now)}"
                data-cvv="${card.approvingCvv}"
              >
                <span class="name">${card.name}</span>
                <span class="number">${card.printed}</span>
                <span class="use">Use</span>
              </button>
            </li>`,
        )}
      </ul>
    </div>
  </details>`;
}
