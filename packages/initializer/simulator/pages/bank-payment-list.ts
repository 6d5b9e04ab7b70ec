import { clearingActions, isPossible, type ClearingAction } from '../bank-clearing.js';
import type { BankTransaction } from '../bank-transactions.js';
import { mountainTime } from '../rules/mountain-time.js';
import { html, type Html } from './html.js';
import { merchantDocument } from './layout.js';
import { bankPaymentPath, paths } from './paths.js';

export interface BankPaymentList {
  /** Newest first. */
  readonly rows: readonly BankTransaction[];
  readonly clearingDays: number;
  readonly notice?: string | undefined;
}

const actionTexts: Readonly<Record<ClearingAction, string>> = {
  clear: 'Clear',
  reject: 'Reject',
  contest: 'Contest',
  return: 'Return',
};

/** Every bank payment, with buttons for what would otherwise take days. */
export function bankPaymentList({ rows, clearingDays, notice }: BankPaymentList): Html {
  return merchantDocument({
    title: 'Bank payments',
    path: paths.bankPayments,
    notice,
    content: html`<p class="lead">
        ACH in the US, EFT in Canada. A payment is accepted at once and clears after ${clearingDays} business
        days of the simulator’s clock, unless its test account stands for something else.
      </p>
      ${
        rows.length === 0
          ? html`<p class="panel empty">There are no bank payments yet.</p>`
          : html`<ul class="cards">
              ${rows.map(card)}
            </ul>`
      }
      <p class="hint after">Times are Mountain Time.</p>`,
  });
}

function card(row: BankTransaction): Html {
  const actions = clearingActions.filter((action) => isPossible(row, action));
  return html`<li class="panel">
    <div class="delivery-head">
      <h2 class="number">${row.id}</h2>
      <strong class="number">${(row.amountCents / 100).toFixed(2)} ${row.currency}</strong>
      <span class="tag ${authorizationTone(row)}">${row.statusAuth}</span>
      <span class="tag ${clearingTone(row)}">${row.statusClearing}</span>
    </div>
    <dl class="columns">
      ${fact('Time', mountainTime(row.createdAt))} ${fact('Account holder', row.accountHolder)}
      ${fact('Account', row.bankAccountNumber)} ${fact('Invoice', row.invoiceNumber || '–')}
      ${fact('Customer', row.customerCode || '–')} ${fact('Batch', String(row.batchId))}
      ${row.closedAt !== undefined && fact('Closed', mountainTime(row.closedAt))}
    </dl>
    ${
      actions.length > 0 &&
      html`<form class="buttons" method="post" action="${bankPaymentPath(row.id)}">
        ${actions.map(
          (action) =>
            html`<button class="button small" name="action" value="${action}">
              ${actionTexts[action]}<span class="visually-hidden"> ${row.id}</span>
            </button>`,
        )}
      </form>`
    }
  </li>`;
}

function authorizationTone({ statusAuth }: BankTransaction): string {
  return statusAuth === 'APPROVED' ? 'good' : statusAuth === 'DECLINED' ? 'bad' : '';
}

function clearingTone({ statusClearing }: BankTransaction): string {
  return statusClearing === 'CLEARED' ? 'good' : statusClearing === 'OPENED' ? '' : 'bad';
}

function fact(name: string, value: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd class="number">${value}</dd>
  </div>`;
}
