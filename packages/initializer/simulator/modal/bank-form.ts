import type { CheckoutSession } from '../checkout-sessions.js';
import { html, type Html } from '../pages/html.js';
import { field } from './field.js';

/** The account of a bank payment: institution and transit in Canada, a routing number in the US. */
export function bankForm({ request }: CheckoutSession): Html {
  const { customerRequest, currency } = request;
  return html`<fieldset class="fields">
      <legend>Bank account</legend>
      ${field({
        name: 'accountHolder',
        label: 'Account holder',
        autocomplete: 'name',
        value: customerRequest?.contactName ?? customerRequest?.businessName,
        wide: true,
      })}
      ${currency === 'CAD' ? canadianFields() : americanFields()}
      ${field({
        name: 'accountNumber',
        label: 'Account number',
        autocomplete: 'off',
        inputmode: 'numeric',
        wide: true,
        maxLength: 17,
      })}
    </fieldset>
    <p class="bank-note">
      By paying you agree to one debit from this account. It is accepted now and clears days later.
    </p>`;
}

function canadianFields(): Html {
  return html`${field({
    name: 'institutionNumber',
    label: 'Institution (3 digits)',
    autocomplete: 'off',
    inputmode: 'numeric',
    maxLength: 3,
  })}
  ${field({
    name: 'transitNumber',
    label: 'Transit (5 digits)',
    autocomplete: 'off',
    inputmode: 'numeric',
    maxLength: 5,
  })}`;
}

function americanFields(): Html {
  return field({
    name: 'routingNumber',
    label: 'Routing number (9 digits)',
    autocomplete: 'off',
    inputmode: 'numeric',
    wide: true,
    maxLength: 9,
  });
}
