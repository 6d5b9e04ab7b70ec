import type { CheckoutSession } from '../checkout-sessions.js';
import { html, type Html } from '../pages/html.js';
import { field } from './field.js';

/** What the shop put into the address of the modal, used where the session says nothing. */
export interface Prefill {
  readonly phone: string;
  readonly email: string;
}

/** Card, billing address and, where the shop asked for them, contact fields, prefilled from the session's customer. */
export function cardForm(session: CheckoutSession, prefill: Prefill): Html {
  return html`${cardFields()} ${billingFields(session)}
  ${session.request.displayContactFields === 1 && contactFields(session, prefill)}`;
}

function cardFields(): Html {
  return html`<fieldset class="fields">
    <legend>Card details</legend>
    ${field({
      name: 'cardNumber',
      label: 'Card number',
      autocomplete: 'cc-number',
      inputmode: 'numeric',
      placeholder: '1234 1234 1234 1234',
      wide: true,
      maxLength: 23,
      after: html`<span class="card-brand" aria-hidden="true"></span>`,
    })}
    ${field({
      name: 'expiry',
      label: 'Expiry (MM / YY)',
      autocomplete: 'cc-exp',
      inputmode: 'numeric',
      placeholder: 'MM / YY',
      maxLength: 7,
    })}
    ${field({
      name: 'cvv',
      label: 'Security code',
      autocomplete: 'cc-csc',
      inputmode: 'numeric',
      placeholder: 'CVV',
      maxLength: 4,
    })}
  </fieldset>`;
}

function billingFields({ request }: CheckoutSession): Html {
  const customer = request.customerRequest;
  return html`<fieldset class="fields billing">
    <legend class="visually-hidden">Cardholder and billing address</legend>
    ${field({
      name: 'cardHolderName',
      label: 'Name on card',
      autocomplete: 'cc-name',
      value: customer?.contactName ?? customer?.businessName,
      wide: true,
    })}
    ${field({
      name: 'street',
      label: 'Street address',
      autocomplete: 'billing address-line1',
      value: customer?.billingAddress?.street1,
    })}
    ${field({
      name: 'postalCode',
      label: 'Postal code',
      autocomplete: 'billing postal-code',
      value: customer?.billingAddress?.postalCode,
      maxLength: 16,
    })}
  </fieldset>`;
}

function contactFields({ request }: CheckoutSession, prefill: Prefill): Html {
  const address = request.customerRequest?.billingAddress;
  return html`<fieldset class="fields contact">
    <legend>Contact</legend>
    ${field({
      name: 'email',
      label: 'E-mail (optional)',
      type: 'email',
      autocomplete: 'email',
      value: address?.email ?? prefill.email,
      required: false,
    })}
    ${field({
      name: 'phone',
      label: 'Phone (optional)',
      type: 'tel',
      autocomplete: 'tel',
      value: request.customerRequest?.cellPhone ?? address?.phone ?? prefill.phone,
      required: false,
    })}
  </fieldset>`;
}
