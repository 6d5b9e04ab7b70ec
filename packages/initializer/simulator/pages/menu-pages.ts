import { html, type Html } from './html.js';
import { merchantDocument } from './layout.js';
import { paths } from './paths.js';

export function allToolsPage(): Html {
  return merchantDocument({
    title: 'All Tools',
    path: paths.allTools,
    content: tiles([
      ['Integrations', paths.integrations, 'Connect your own software.'],
      ['Transactions', paths.transactions, 'What was paid, declined, refunded.'],
      ['Bank payments', paths.bankPayments, 'ACH and EFT: accepted, cleared, returned.'],
    ]),
  });
}

export function integrationsPage(): Html {
  return merchantDocument({
    title: 'Integrations',
    path: paths.integrations,
    trail: [{ name: 'All Tools', path: paths.allTools }],
    content: tiles([
      [
        'API Access Configuration',
        paths.accessConfigurations,
        'Make and change api-tokens and what they may do.',
      ],
      ['Webhooks', paths.webhooks, 'Tell your server of each transaction.'],
    ]),
  });
}

function tiles(entries: readonly (readonly [name: string, path: string, text: string])[]): Html {
  return html`<ul class="tiles">
    ${entries.map(
      ([name, path, text]) =>
        html`<li>
          <a href="${path}"><strong>${name}</strong><span>${text}</span></a>
        </li>`,
    )}
  </ul>`;
}
