import type { Device, TerminalAnswer } from '@helcim-checkout/initializer/terminals';
import { html, type Html } from '../html.js';
import { centsOf, formatMoney } from '../money.js';
import type { PageContext } from '../pages/layout.js';
import { refundForm } from './refund-form.js';
import type { Sale } from './sale.js';
import { tillTextsIn } from './till-texts.js';

type Refund = TerminalAnswer['refunds'][number];

const OPEN: readonly Refund['state'][] = ['starting', 'handed_over', 'unknown'];
/** One that was given up is not among them: nobody knows whether it was made. */
const NOTHING_GIVEN: readonly Refund['state'][] = ['refused', 'cancelled'];
const DEBIT: readonly (string | undefined)[] = ['IN', 'DB'];

interface RefundParts {
  readonly closesBatches: boolean;
  /** The terminals that may give it back; undefined if Helcim does not say. */
  readonly paired: readonly Device[] | undefined;
}

/** Giving money back: what was, and the form for the next. The page's script sends it and follows it. */
export function refundSection(
  context: PageContext,
  { order, session, atTill }: Sale,
  { closesBatches, paired }: RefundParts,
): Html {
  const texts = tillTextsIn(context.language);
  const refunds = atTill?.refunds ?? [];
  const open = refunds.find(isOpen);
  const left = leftOf(atTill, order.cents);
  const isDoubtful = refunds.some(({ state }) => state === 'released');
  return html`<section
    class="panel refunds"
    aria-labelledby="refund-title"
    data-refunds="${atTill?.sessionId}"
    data-seen="${open && atTill && seen(atTill)}"
  >
    <h2 id="refund-title" tabindex="-1">${texts.refund}</h2>
    ${
      refunds.length > 0 &&
      html`<ul class="queue">
        ${refunds.map((refund) => html`<li>${refundRow(context, refund)}</li>`)}
      </ul>`
    }
    ${isDoubtful && html`<p class="notice">${texts.refundDoubtful}</p>`}
    ${Object.entries(texts.refundFaults).map(
      ([reason, text]) => html`<p class="notice" role="alert" data-reason="${reason}" hidden>${text}</p>`,
    )}
    ${!atTill && html`<p>${texts.refundOnline}</p>`} ${atTill && open && wayOut(context, atTill, open)}
    ${atTill && !open && left <= 0 && !isDoubtful && html`<p>${texts.refundWholly}</p>`}
    ${
      atTill &&
      !open &&
      left > 0 &&
      refundForm(context, {
        left,
        atTill,
        closesBatches,
        paired,
        orderId: order.id,
        isDebit: DEBIT.includes(session?.transaction?.cardType),
      })
    }
  </section>`;
}

/** Whether money may still be on its way back. */
export function isOpen({ state }: Refund): boolean {
  return OPEN.includes(state);
}

/** What the page's script compares, to know when there is something new to show. */
function seen({ refunds, releasable }: TerminalAnswer): string {
  return [...refunds.map(({ state, declines }) => `${state} ${declines}`), releasable ?? false].join();
}

/** Cents that have not been given back, nor perhaps. */
function leftOf(atTill: TerminalAnswer | undefined, priceCents: number): number {
  const given = (atTill?.refunds ?? [])
    .filter(({ state }) => !NOTHING_GIVEN.includes(state))
    .reduce((sum, { amount }) => sum + (centsOf(amount) ?? 0), 0);
  return (centsOf(atTill?.charged) ?? priceCents) - given;
}

function refundRow({ language }: PageContext, refund: Refund): Html {
  const texts = tillTextsIn(language);
  const { amount, state, device, declines, lastDecline } = refund;
  return html`<div>
      <span class="line-name">${formatMoney(centsOf(amount) ?? 0, language)}</span>
      <span class="muted">${device ?? texts.refundWithoutDevice}</span>
      ${declines > 0 && html`<small>${texts.refundDeclines(declines, lastDecline)}</small>`}
    </div>
    <span class="refund-state" data-refund-state="${state}"
      >${state === 'handed_over' && declines > 0 ? texts.refundDeclined : texts.refundStates[state]}</span
    >`;
}

/** For a refund whose end the till was never told of. Until then its terminal takes no other. */
function wayOut({ language }: PageContext, { releasable }: TerminalAnswer, { device }: Refund): Html {
  const texts = tillTextsIn(language);
  if (!releasable) return html`<p class="muted">${texts.releaseLater}</p>`;
  return html`<form class="release" data-release>
    <p>${device === null ? texts.releaseText : texts.releaseOnDeviceText(device)}</p>
    <label class="choice"
      ><input type="checkbox" required />
      <span>${device === null ? texts.releaseLooked : texts.releaseIdle(device)}</span></label
    >
    <button class="button quiet">${texts.releaseNow}</button>
  </form>`;
}
