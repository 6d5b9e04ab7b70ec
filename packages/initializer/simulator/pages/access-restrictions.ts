import { accessLevels, processingLevels } from '../access-configurations.js';
import type { AccessFormValues } from './access-form-values.js';
import { html, type Html } from './html.js';

interface Group {
  readonly field: 'general' | 'settings' | 'transactionProcessing';
  readonly name: string;
  readonly about: string;
  readonly levels: readonly string[];
  /** What each level adds to those before it. */
  readonly adds: Readonly<Record<string, string>>;
}

const groups: readonly Group[] = [
  {
    field: 'general',
    name: 'General',
    about: 'Customers, orders and invoices, products and others.',
    levels: accessLevels,
    adds: {
      'No access': 'Nothing.',
      Read: 'Look things up.',
      'Read & Write': 'Also make, change and remove them.',
    },
  },
  {
    field: 'settings',
    name: 'Settings',
    about: 'Settings of the virtual terminal, of customers, of the account and others.',
    levels: accessLevels,
    adds: { 'No access': 'Nothing.', Read: 'See them.', 'Read & Write': 'Also change them.' },
  },
  {
    field: 'transactionProcessing',
    name: 'Transaction Processing',
    about: 'Transactions through the API and HelcimPay.js.',
    levels: processingLevels,
    adds: {
      None: 'No transaction of any kind.',
      Auth: 'Verify, preauth.',
      'Positive Transaction': 'Also purchase, capture.',
      Admin: 'Also reverse, refund.',
    },
  },
];

/** The three groups as ladders: everything up to the chosen level is marked as included. */
export function accessRestrictions(values: AccessFormValues, errors: Readonly<Record<string, string>>): Html {
  return html`<section class="panel" aria-labelledby="restrictions">
    <h2 id="restrictions">Access Restrictions</h2>
    <p class="hint">Each level includes those above it in its list.</p>
    <div class="ladders">
      ${groups.map((group) => ladder(group, values[group.field], errors[group.field]))}
    </div>
  </section>`;
}

function ladder(group: Group, chosen: string, error: string | undefined): Html {
  const { field } = group;
  return html`<fieldset id="${field}" aria-describedby="${field}-about ${field}-error">
    <legend>${group.name}</legend>
    <p class="hint" id="${field}-about">${group.about}</p>
    <div class="ladder">
      ${group.levels.map(
        (level, index) =>
          html`<label class="level">
            <input type="radio" name="${field}" value="${level}" ${level === chosen && html`checked`} />
            <span class="level-name">${level}</span>
            <span class="level-adds">${group.adds[level]}</span>
            ${index > 0 && html`<span class="included" aria-hidden="true">included</span>`}
          </label>`,
      )}
    </div>
    <p class="error" id="${field}-error">${error}</p>
  </fieldset>`;
}
