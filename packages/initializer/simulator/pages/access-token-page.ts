import { html, type Html } from './html.js';
import { accessTrail, merchantDocument } from './layout.js';
import { accessConfigurationPath, paths } from './paths.js';

/** The api-token, the only time it is shown. */
export function accessTokenPage(configuration: { id: string; name: string }, token: string): Html {
  return merchantDocument({
    title: 'Copy your api-token now',
    path: paths.accessConfigurations,
    trail: accessTrail,
    content: html`<section class="panel token-panel">
      <p><strong>${configuration.name}</strong> was created. This is its api-token:</p>
      <p class="token-line">
        <code id="token" data-once>${token}</code>
        <button type="button" class="button primary" data-copy-from="token" hidden>Copy</button>
      </p>
      <p class="visually-hidden" role="status" id="copy-status"></p>
      <p class="warning">
        It is shown only once and is gone when you leave or reload this page. Keep it in an environment
        variable on your server, never in a page.
      </p>
      <p class="buttons">
        <a class="button" href="${accessConfigurationPath(configuration.id)}">Done</a>
      </p>
    </section>`,
  });
}

/** What the same address says from then on. */
export function tokenGonePage(configuration: { id: string; name: string }): Html {
  return merchantDocument({
    title: 'This api-token was shown once',
    path: paths.accessConfigurations,
    trail: accessTrail,
    content: html`<section class="panel">
      <p>
        The token of <strong>${configuration.name}</strong> cannot be shown again. If it was lost, make a new
        API access and delete this one.
      </p>
      <p class="buttons">
        <a class="button primary" href="${paths.newAccessConfiguration}">New API Access</a>
        <a class="button" href="${accessConfigurationPath(configuration.id)}">Open this one</a>
      </p>
    </section>`,
  });
}
