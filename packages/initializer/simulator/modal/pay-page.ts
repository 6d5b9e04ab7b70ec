import type { CheckoutSession } from '../checkout-sessions.js';
import { html, type Html } from '../pages/html.js';
import type { Prefill } from './card-form.js';
import { checkIcon, clockIcon, lockIcon } from './icons.js';
import { exitButton, modalDocument, type Frame } from './modal-document.js';
import { appearanceOf, modalTheme } from './modal-theme.js';
import { orderSummary } from './order-summary.js';
import { paymentMethods } from './payment-methods.js';
import { merchantName, money, wordingOf } from './wording.js';

/** The modal of a session that can be paid. */
export function payPage(
  session: CheckoutSession,
  frame: Frame,
  prefill: Prefill,
  styleNonce: string,
  now: number,
): Html {
  const styling = session.request.customStyling ?? {};
  return modalDocument({
    title: wordingOf(session).button,
    appearance: appearanceOf(styling),
    theme: modalTheme(styling),
    styleNonce,
    frame,
    view: 'pay',
    confirmationScreen: session.request.confirmationScreen === true,
    labelledBy: 'pay-title',
    content: html`${payView(session, frame, prefill, now)} ${approvedView(session, frame)}
      ${outcomeView('expired', clockIcon, 'This checkout has expired', 'Close it and start again from the shop.', frame)}
      ${outcomeView('closed', checkIcon, 'Closed', 'You can close this tab now.')}
      <p class="visually-hidden" id="live" role="status"></p>`,
  });
}

function payView(session: CheckoutSession, frame: Frame, prefill: Prefill, now: number): Html {
  const { action, note, button } = wordingOf(session);
  const price = money(session.amountCents, session.request.currency);
  const isFree = session.request.paymentType === 'verify';
  return html`<form class="pay-form" data-view="pay" novalidate>
    <header class="head">
      <div class="head-line">
        <p class="merchant">${lockIcon}<span>${merchantName}</span></p>
        ${exitButton(frame)}
      </div>
      <h1 class="title" id="pay-title" data-heading tabindex="-1">
        ${
          isFree
            ? html`<span class="amount">${action}</span>`
            : html`<span class="action">${action}</span>
                <span class="amount">${price.amount} <span class="currency">${price.currency}</span></span>`
        }
      </h1>
      ${note && html`<p class="lead">${note}</p>`}
    </header>
    <div class="body">
      ${orderSummary(session)}
      <div class="message" role="alert" tabindex="-1" hidden></div>
      ${paymentMethods(session, prefill, now)}
      <p class="small-print">Local stand-in for HelcimPay.js. Not made by Helcim.</p>
      <noscript><p class="message">This page needs JavaScript.</p></noscript>
    </div>
    <footer class="foot">
      <button type="submit" class="primary pay" data-label="${button}">
        <span class="spinner" hidden></span><span class="label">${button}</span>
      </button>
    </footer>
  </form>`;
}

function approvedView({ request }: CheckoutSession, frame: Frame): Html {
  const heading = request.paymentType === 'verify' ? savedText(request.paymentMethod) : 'Approved';
  const confirms = request.confirmationScreen === true;
  const thanks = {
    purchase: `${merchantName} has your payment.`,
    preauth: `${merchantName} will charge your card later.`,
    verify: `${merchantName} keeps ${request.paymentMethod === 'cc' ? 'your card' : 'your details'} on file.`,
  }[request.paymentType];
  return html`<section class="outcome" data-view="approved" hidden>
    <div class="badge">${checkIcon}</div>
    <h2 id="approved-title" data-heading tabindex="-1">${heading}</h2>
    <p class="lead" id="approved-lead">${confirms ? thanks : 'One moment …'}</p>
    <dl class="receipt" ${!confirms && html`hidden`}>
      ${receiptRow('Amount', 'receipt-amount')} ${receiptRow('Approval code', 'receipt-code')}
      ${receiptRow(request.paymentMethod === 'cc' ? 'Card' : 'Paid with', 'receipt-card')}
    </dl>
    ${(confirms || frame.allowExit) && html`<button type="button" class="primary" data-exit>Close</button>`}
  </section>`;
}

function savedText(method: CheckoutSession['request']['paymentMethod']): string {
  return { cc: 'Card saved', ach: 'Bank account saved', 'cc-ach': 'Saved' }[method];
}

function receiptRow(name: string, id: string): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd id="${id}"></dd>
  </div>`;
}

function outcomeView(view: string, icon: Html, heading: string, lead: string, frame?: Frame): Html {
  return html`<section class="outcome" data-view="${view}" hidden>
    <div class="badge plain">${icon}</div>
    <h2 id="${view}-title" data-heading tabindex="-1">${heading}</h2>
    <p class="lead">${lead}</p>
    ${frame?.allowExit && html`<button type="button" class="primary" data-exit>Close</button>`}
  </section>`;
}
