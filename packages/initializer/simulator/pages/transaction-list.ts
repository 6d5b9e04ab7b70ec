import type { Transaction } from '../card-transactions.js';
import { mountainTime } from '../rules/mountain-time.js';
import { html, type Html } from './html.js';
import { merchantDocument } from './layout.js';
import { paths, transactionPath } from './paths.js';

export type StatusFilter = 'APPROVED' | 'DECLINED' | undefined;

export interface TransactionList {
  /** One page of rows, newest first. */
  readonly rows: readonly Transaction[];
  readonly total: number;
  readonly status: StatusFilter;
  readonly page: number;
  readonly pageSize: number;
}

const filters: readonly (readonly [name: string, status: StatusFilter])[] = [
  ['All', undefined],
  ['Approved', 'APPROVED'],
  ['Declined', 'DECLINED'],
];

/** Every card transaction of the account. */
export function transactionList(list: TransactionList): Html {
  return merchantDocument({
    title: 'Transactions',
    path: paths.transactions,
    content: html`<nav class="filters" aria-label="Status">
        <ul>
          ${filters.map(
            ([name, status]) =>
              html`<li>
                <a href="${address(status, 1)}" ${status === list.status && html`aria-current="true"`}
                  >${name}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
      ${
        list.rows.length === 0
          ? html`<p class="panel empty">
              There are no transactions here yet. Pay something in a shop first.
            </p>`
          : table(list.rows)
      }
      <p class="hint after">Times are Mountain Time, as in Helcim’s API.</p>
      ${pages(list)}`,
  });
}

const columns = ['ID', 'Time', 'Type', 'Status', 'Amount', 'Card', 'Invoice', 'Customer', 'Batch'] as const;

function table(rows: readonly Transaction[]): Html {
  return html`<div class="scroll panel rows" tabindex="0" role="region" aria-label="Table of transactions">
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((name) => html`<th scope="col" role="columnheader" class="${classOf(name)}">${name}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(row)}
      </tbody>
    </table>
  </div>`;
}

function row(transaction: Transaction): Html {
  const cells: Record<(typeof columns)[number], Html | string | number> = {
    ID: html`<a href="${transactionPath(transaction.id)}">${transaction.id}</a>`,
    Time: mountainTime(transaction.createdAt),
    Type: transaction.type,
    Status: statusTag(transaction),
    Amount: amountText(transaction),
    Card: maskedCard(transaction),
    Invoice: transaction.invoiceNumber || '–',
    Customer: transaction.customerCode || '–',
    Batch: transaction.batchId,
  };
  return html`<tr role="row">
    ${columns.map((name) =>
      name === 'ID'
        ? html`<th scope="row" role="rowheader" class="${classOf(name)}">${cells[name]}</th>`
        : html`<td role="cell" class="${classOf(name)}" data-label="${name}">${cells[name]}</td>`,
    )}
  </tr>`;
}

function classOf(name: (typeof columns)[number]): string {
  return `${name.toLowerCase()}-cell number${name === 'Amount' ? ' amount' : ''}`;
}

export function statusTag({ status }: Transaction): Html {
  return html`<span class="tag ${status === 'APPROVED' ? 'good' : 'bad'}">${status}</span>`;
}

export function amountText({ amountCents, currency }: Transaction): string {
  return `${(amountCents / 100).toFixed(2)} ${currency}`;
}

/** `VI 4242 42•• 4242`: the first six and the last four digits, never more. */
export function maskedCard({ cardType, cardNumber }: Transaction): string {
  return `${cardType} ${cardNumber.slice(0, 4)} ${cardNumber.slice(4, 6)}•• ${cardNumber.slice(-4)}`;
}

function pages({ page, pageSize, total, status }: TransactionList): Html | undefined {
  if (total <= pageSize) return undefined;
  const last = Math.ceil(total / pageSize);
  return html`<nav class="buttons" aria-label="Pages">
    ${page > 1 && html`<a class="button" href="${address(status, page - 1)}">Newer</a>`}
    <span class="hint">Page ${page} of ${last}</span>
    ${page < last && html`<a class="button" href="${address(status, page + 1)}">Older</a>`}
  </nav>`;
}

function address(status: StatusFilter, page: number): string {
  const query = new URLSearchParams();
  if (status) query.set('status', status);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${paths.transactions}?${query.toString()}` : paths.transactions;
}
