import type { Transaction } from '../card-transactions.js';
import { mountainTime } from '../rules/mountain-time.js';
import { html, type Html } from './html.js';
import { merchantDocument } from './layout.js';
import { paths, transactionPath } from './paths.js';
import { amountText, maskedCard, statusTag } from './transaction-list.js';

/** One transaction. Its cardToken can charge the card, so no page shows it. */
export function transactionPage(transaction: Transaction): Html {
  const { originalTransactionId } = transaction;
  return merchantDocument({
    title: `Transaction ${transaction.id}`,
    path: paths.transactions,
    trail: [{ name: 'Transactions', path: paths.transactions }],
    content: html`<section class="panel">
      <dl class="facts">
        ${fact('Status', statusTag(transaction))} ${fact('Decline reason', transaction.declineReason)}
        ${fact('Type', transaction.type)} ${fact('Amount', amountText(transaction))}
        ${fact('Time', `${mountainTime(transaction.createdAt)} (Mountain Time)`)}
        ${fact('Card', maskedCard(transaction))} ${fact('Name on card', transaction.cardHolderName)}
        ${fact('Approval code', transaction.approvalCode)} ${fact('AVS response', transaction.avsResponse)}
        ${fact('CVV response', transaction.cvvResponse)} ${fact('Invoice', transaction.invoiceNumber)}
        ${fact('Customer', transaction.customerCode)} ${fact('Batch', String(transaction.batchId))}
        ${fact('Warning', transaction.warning)}
        ${
          originalTransactionId !== undefined &&
          fact(
            'Original transaction',
            html`<a href="${transactionPath(originalTransactionId)}">${originalTransactionId}</a>`,
          )
        }
      </dl>
    </section>`,
  });
}

function fact(name: string, value: string | Html | undefined): Html | undefined {
  if (value === undefined || value === '') return undefined;
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
