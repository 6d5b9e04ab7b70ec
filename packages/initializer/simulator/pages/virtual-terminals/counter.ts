import { html, type Html } from '../html.js';
import { counterCards, type CounterCard } from './counter-cards.js';
import { icon } from './terminal-icons.js';

/** What the customer and the surroundings do to a terminal; it is not part of the device. */
export function counter(): Html {
  return html`<section class="counter" aria-labelledby="counter" hidden>
    <h2 id="counter">At the counter</h2>
    <fieldset class="hand">
      <legend>Card in the customer’s hand</legend>
      <div class="hand-cards">${counterCards.map(card)} ${sameCard()}</div>
    </fieldset>
    <div class="moves">
      <button type="button" class="button primary" data-pay="tap">${icon('contactless')} Tap</button>
      <button type="button" class="button primary" data-pay="insert">Insert</button>
      <button type="button" class="button" data-walk-away>Walk away</button>
    </div>
    <p class="counter-note" data-counter-note></p>
    <details class="around">
      <summary>Tips, network, sleep, declines</summary>
      <label class="check"
        ><input type="checkbox" data-asks-tip /> <span>The terminal asks for a tip</span></label
      >
      <label class="check"
        ><input type="checkbox" data-has-network checked /> <span>The terminal has a network</span></label
      >
      <p>
        <button type="button" class="button small" data-sleep>Put the terminal to sleep</button>
      </p>
      <p class="hint">
        To be declined, ask for an amount that ends in .51 to .58, tip included: .51 picks the card up, .54 is
        an expired card, .55 is a plain decline. A closed page is a sleeping terminal.
      </p>
    </details>
  </section>`;
}

function sameCard(): Html {
  return html`<label class="hand-card wide" data-same-card hidden>
    <input type="radio" name="card" value="same" data-card-name="The same card" />
    <span class="hand-name">The card that paid</span>
    <span class="hand-kind">a refund to any other is declined</span>
  </label>`;
}

function card({ value, name, cardType, cardNumber }: CounterCard, index: number): Html {
  return html`<label class="hand-card ${value}">
    <input
      type="radio"
      name="card"
      value="${value}"
      data-card-type="${cardType}"
      data-card-number="${cardNumber}"
      data-card-name="${name}"
      ${index === 0 && html`checked`}
    />
    <span class="hand-name">${name}</span>
    <span class="hand-kind">${cardType} •• ${cardNumber.slice(-4)}</span>
  </label>`;
}
