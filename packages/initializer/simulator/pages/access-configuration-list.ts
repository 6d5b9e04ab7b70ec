import type { AccessConfiguration } from '../access-configurations.js';
import { html, type Html } from './html.js';
import { integrationsTrail, merchantDocument } from './layout.js';
import { accessConfigurationPath, paths } from './paths.js';

/** Every access configuration with its restrictions; the token only by its last four characters. */
export function accessConfigurationList(
  configurations: readonly AccessConfiguration[],
  notice?: string,
): Html {
  return merchantDocument({
    title: 'API Access Configuration',
    path: paths.accessConfigurations,
    trail: integrationsTrail,
    actions: html`<a class="button primary" href="${paths.newAccessConfiguration}">New API Access</a>`,
    notice,
    content: html`<p class="lead">
        Each entry has its own api-token. Give every token the least access that does its job.
      </p>
      ${
        configurations.length === 0
          ? html`<p class="panel empty">There is no access configuration yet.</p>`
          : html`<ul class="cards">
              ${configurations.map(card)}
            </ul>`
      }`,
  });
}

function card(configuration: AccessConfiguration): Html {
  return html`<li class="panel">
    <h2><a href="${accessConfigurationPath(configuration.id)}">${configuration.name}</a></h2>
    ${
      configuration.legacy &&
      html`<p class="hint"><span class="tag bad">Legacy</span> Refused by every v2 endpoint.</p>`
    }
    <dl class="columns">
      ${fact('General', configuration.general)} ${fact('Settings', configuration.settings)}
      ${fact('Transaction Processing', configuration.transactionProcessing)}
      ${fact('Checkout integration', checkoutText(configuration))}
      ${fact('api-token', html`<code>…${configuration.tokenLast4}</code>`)}
    </dl>
  </li>`;
}

function checkoutText({ checkoutIntegration, checkoutUrls }: AccessConfiguration): string {
  if (!checkoutIntegration) return 'Off';
  return checkoutUrls.length === 1 ? 'On, 1 URL' : `On, ${checkoutUrls.length} URLs`;
}

function fact(name: string, value: string | Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
