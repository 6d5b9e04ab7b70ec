import { mountainTime } from '../rules/mountain-time.js';
import type { WebhookEvent, WebhookSettings } from '../webhook-settings.js';
import { webhookEvents } from '../webhook-settings.js';
import type { WebhookMessage, WebhookTry } from '../webhooks.js';
import { html, type Html } from './html.js';
import { integrationsTrail, merchantDocument } from './layout.js';
import { paths, webhookMessagePath } from './paths.js';

export interface WebhookPage {
  readonly settings: WebhookSettings;
  /** Newest first. */
  readonly messages: readonly WebhookMessage[];
  readonly error?: string | undefined;
  readonly notice?: string | undefined;
}

const eventTexts: Readonly<Record<WebhookEvent, string>> = {
  cardTransaction: 'A card transaction was approved or declined',
  terminalCancel: 'A payment was cancelled on a terminal',
};

const outcomeTexts: Readonly<Record<WebhookMessage['outcome'], string>> = {
  waiting: 'Waiting',
  delivered: 'Delivered',
  failed: 'Given up',
  lost: 'Lost by a fault',
};

/** All Tools → Integrations → Webhooks: the settings, and what was sent. */
export function webhookPage({ settings, messages, error, notice }: WebhookPage): Html {
  return merchantDocument({
    title: 'Webhooks',
    path: paths.webhooks,
    trail: integrationsTrail,
    actions: html`<button class="button primary" type="submit" form="webhooks">Save</button>`,
    notice,
    content: html`<form id="webhooks" method="post" action="${paths.webhooks}" novalidate>
        ${settingsPanel(settings, error)}
      </form>
      ${tokenPanel(settings)}
      <section class="panel" aria-labelledby="deliveries">
        <h2 id="deliveries">Deliveries</h2>
        ${
          messages.length === 0
            ? html`<p class="hint">Nothing was sent yet.</p>`
            : html`<ul class="deliveries">
                ${messages.map(delivery)}
              </ul>`
        }
      </section>
      <p class="hint after">Times are Mountain Time.</p>`,
  });
}

function settingsPanel({ enabled, url, events }: WebhookSettings, error: string | undefined): Html {
  return html`<section class="panel">
    ${checkbox('enabled', 'on', 'Webhooks are on', enabled)}
    <label class="label" for="url">Deliver URL</label>
    <input
      id="url"
      name="url"
      type="url"
      value="${url}"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="url-hint url-error"
      ${error && html`aria-invalid="true" data-focus`}
    />
    <p class="hint" id="url-hint">
      https, without the word “Helcim”. The simulator also takes http://127.0.0.1.
    </p>
    <p class="error" id="url-error">${error}</p>
    <fieldset class="choices">
      <legend class="label">Events</legend>
      ${webhookEvents.map((event) => checkbox('events', event, eventTexts[event], events.includes(event)))}
    </fieldset>
  </section>`;
}

function checkbox(name: string, value: string, text: string, isChecked: boolean): Html {
  return html`<label class="check">
    <input type="checkbox" name="${name}" value="${value}" ${isChecked && html`checked`} />
    <span>${text}</span>
  </label>`;
}

function tokenPanel({ verifierToken }: WebhookSettings): Html {
  return html`<section class="panel" aria-labelledby="verifier">
    <h2 id="verifier">Verifier token</h2>
    <p class="hint">Your server checks with it that a webhook is genuine. It is not an api-token.</p>
    <div class="token-line">
      <code id="verifier-token">${verifierToken}</code>
      <button type="button" class="button" data-copy-from="verifier-token" hidden>
        Copy<span class="visually-hidden"> the verifier token</span>
      </button>
    </div>
    <p class="visually-hidden" role="status" id="copy-status"></p>
  </section>`;
}

function delivery(message: WebhookMessage): Html {
  const { id, type, body, createdAt, outcome, tries, nextTryAt } = message;
  const tone = { waiting: '', delivered: 'good', failed: 'bad', lost: 'bad' }[outcome];
  return html`<li>
    <div class="delivery-head">
      <span class="number">${mountainTime(createdAt)}</span> <strong>${type}</strong>
      <span class="tag ${tone}">${outcomeTexts[outcome]}</span>
      <form method="post" action="${webhookMessagePath(id)}">
        <button type="submit" class="button small">
          Send again<span class="visually-hidden">: ${type} of ${mountainTime(createdAt)}</span>
        </button>
      </form>
    </div>
    <p class="hint"><code>${body}</code> <code>${id}</code></p>
    ${
      tries.length > 0 &&
      html`<ol class="tries">
        ${tries.map(tryLine)}
      </ol>`
    }
    ${nextTryAt !== undefined && html`<p class="hint">Next try ${mountainTime(nextTryAt)}</p>`}
  </li>`;
}

function tryLine({ at, status, error }: WebhookTry, index: number): Html {
  return html`<li class="number">${index + 1}. ${mountainTime(at)} – ${status ?? error}</li>`;
}
