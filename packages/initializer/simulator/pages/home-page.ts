import { html, type Html } from './html.js';
import { merchantDocument } from './layout.js';
import { paths } from './paths.js';
import { testAccountTable } from './test-account-table.js';
import { testCardTable } from './test-card-table.js';

/** Where the simulator listens. The modal has a port of its own. */
export interface Addresses {
  readonly apiUrl: string;
  readonly scriptUrl?: string | undefined;
}

/** What this is, where everything is, and what to pay with. */
export function homePage({ apiUrl, scriptUrl }: Addresses): Html {
  return merchantDocument({
    title: 'A local stand-in for Helcim',
    path: paths.home,
    content: html`<p class="lead">
        It answers the API, shows the payment modal and keeps a merchant account in memory, so that a checkout
        can be built and tested where Helcim’s own modal does not run. Everything is forgotten when it stops.
      </p>
      <section class="panel" aria-labelledby="addresses">
        <h2 id="addresses">Addresses</h2>
        <dl class="facts">
          ${address('API', apiUrl)} ${scriptUrl && address('Script for the shop', scriptUrl)}
        </dl>
      </section>
      <section class="panel" aria-labelledby="pages">
        <h2 id="pages">Pages</h2>
        <ul class="tiles">
          ${tile('API Access Configuration', paths.accessConfigurations, 'Make and change api-tokens and what they may do.')}
          ${tile('Webhooks', paths.webhooks, 'Tell your server of each transaction.')}
          ${tile('Transactions', paths.transactions, 'What was paid, declined, refunded.')}
          ${tile('Bank payments', paths.bankPayments, 'ACH and EFT: clear or return them.')}
          ${tile('Virtual terminals', paths.virtualTerminals, 'Smart Terminals, to pay in person.')}
          ${tile('Faults and switches', paths.faults, 'Make things go wrong, and move the clock.')}
        </ul>
      </section>
      <section class="panel" aria-labelledby="cards">
        <h2 id="cards">Test cards</h2>
        ${testCardTable()}
      </section>
      <section class="panel" aria-labelledby="accounts">
        <h2 id="accounts">Test bank accounts</h2>
        ${testAccountTable()}
      </section>`,
  });
}

function address(name: string, url: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd class="copy-line">
      <code>${url}</code
      ><button type="button" class="button small" data-copy="${url}" hidden>
        Copy<span class="visually-hidden"> the address of: ${name}</span>
      </button>
    </dd>
  </div>`;
}

function tile(name: string, path: string, text: string): Html {
  return html`<li>
    <a href="${path}"><strong>${name}</strong><span>${text}</span></a>
  </li>`;
}
