import { recommendedSets } from '../access-configurations.js';
import { accessRestrictions } from './access-restrictions.js';
import type { AccessFormValues } from './access-form-values.js';
import { html, type Html } from './html.js';
import { accessTrail, merchantDocument } from './layout.js';
import { accessConfigurationPath, paths } from './paths.js';

export interface AccessForm {
  readonly values: AccessFormValues;
  /** What is wrong, by field. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Set for an entry that exists. */
  readonly existing?: { id: string; name: string; tokenLast4: string; legacy: boolean };
  readonly notice?: string | undefined;
}

/** New API Access, or an entry opened to change it. */
export function accessConfigurationForm({ values, errors = {}, existing, notice }: AccessForm): Html {
  return merchantDocument({
    title: existing?.name ?? 'New API Access',
    path: paths.accessConfigurations,
    trail: accessTrail,
    actions: html`<button class="button primary" type="submit" form="access">
      ${existing ? 'Save' : 'Create'}
    </button>`,
    notice,
    content: html`${errorSummary(errors)}
      <form
        id="access"
        method="post"
        action="${existing ? accessConfigurationPath(existing.id) : paths.newAccessConfiguration}"
        novalidate
      >
        ${nameField(values, errors)} ${existing && tokenLine(existing)} ${recommendations()}
        ${accessRestrictions(values, errors)} ${checkoutIntegration(values, errors)}
      </form>
      ${
        existing &&
        html`<p class="after">
          <a class="button danger" href="${accessConfigurationPath(existing.id, 'delete')}">Delete …</a>
        </p>`
      }`,
  });
}

function errorSummary(errors: Readonly<Record<string, string>>): Html | undefined {
  const entries = Object.entries(errors);
  if (entries.length === 0) return undefined;
  return html`<div class="errors" role="alert" tabindex="-1" data-focus>
    <h2>Nothing was saved yet</h2>
    <ul>
      ${entries.map(([field, text]) => html`<li><a href="#${field}">${text}</a></li>`)}
    </ul>
  </div>`;
}

function nameField(values: AccessFormValues, errors: Readonly<Record<string, string>>): Html {
  return html`<section class="panel">
    <label class="label" for="name">Name</label>
    <input
      id="name"
      name="name"
      value="${values.name}"
      maxlength="200"
      autocomplete="off"
      aria-describedby="name-hint name-error"
      ${errors['name'] && html`aria-invalid="true"`}
    />
    <p class="hint" id="name-hint">For you to tell tokens apart, such as the shop that uses it.</p>
    <p class="error" id="name-error">${errors['name']}</p>
  </section>`;
}

function tokenLine({ tokenLast4, legacy }: NonNullable<AccessForm['existing']>): Html {
  return html`<p class="panel">
    The api-token ends in <code>${tokenLast4}</code>. It was shown once, when it was made, and cannot be shown
    again. ${legacy && html`<span class="tag bad">Legacy</span> Every v2 endpoint refuses it.`}
  </p>`;
}

/** Without a script the buttons send the form, which comes back filled in; nothing typed is lost. */
function recommendations(): Html {
  return html`<section class="panel" aria-labelledby="recommended">
    <h2 id="recommended">Recommended access</h2>
    <p class="hint">Sets the three restrictions below as Helcim recommends them.</p>
    <div class="buttons">
      ${recommendedSets.map(
        (set, index) =>
          html`<button
            type="submit"
            class="button"
            name="recommended"
            value="${index}"
            data-general="${set.general}"
            data-settings="${set.settings}"
            data-transaction-processing="${set.transactionProcessing}"
          >
            ${set.product}
          </button>`,
      )}
    </div>
    <p class="visually-hidden" role="status" id="recommended-status"></p>
  </section>`;
}

function checkoutIntegration(values: AccessFormValues, errors: Readonly<Record<string, string>>): Html {
  return html`<section class="panel" aria-labelledby="integration">
    <h2 id="integration">Checkout integration</h2>
    <label class="check">
      <input
        type="checkbox"
        name="checkoutIntegration"
        id="checkoutIntegration"
        ${values.checkoutIntegration && html`checked`}
      />
      <span>This token is used with HelcimPay.js</span>
    </label>
    <label class="label" for="checkoutUrls">URLs of the pages that show the modal, one on each line</label>
    <textarea
      id="checkoutUrls"
      name="checkoutUrls"
      rows="3"
      spellcheck="false"
      aria-describedby="checkoutUrls-error"
      ${errors['checkoutUrls'] && html`aria-invalid="true"`}
    >
${values.checkoutUrls}</textarea>
    <p class="error" id="checkoutUrls-error">${errors['checkoutUrls']}</p>
  </section>`;
}
