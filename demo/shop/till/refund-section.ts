import type { TerminalAnswer } from '@helcim-checkout/initializer/terminals';
import { html, type Html } from '../html.js';
import { centsOf, decimalAmount, formatMoney } from '../money.js';
import type { PageContext } from '../pages/layout.js';
import { nameOfDevice } from './device-name.js';
import type { Sale } from './sale.js';
import { tillTextsIn } from './till-texts.js';

type Refund = TerminalAnswer['refunds'][number];

const OPEN: readonly Refund['state'][] = ['starting', 'handed_over', 'unknown'];
const NOTHING_GIVEN: readonly Refund['state'][] = ['refused', 'cancelled', 'released'];
const DEBIT: readonly (string | undefined)[] = ['IN', 'DB'];

/** Giving money back: what was, and the form for the next. The page's script sends it and follows it. */
export function refundSection(
  context: PageContext,
  { order, session, atTill }: Sale,
  { closesBatches }: { closesBatches: boolean },
): Html {
  const { language } = context;
  const texts = tillTextsIn(language);
  const refunds = atTill?.refunds ?? [];
  const open = refunds.find(({ state }) => OPEN.includes(state));
  const left = (centsOf(atTill?.charged) ?? order.cents) - sumOf(refunds);
  return html`<section
    class="panel refunds"
    aria-labelledby="refund-title"
    data-refunds="${atTill?.sessionId}"
    data-open-refund="${open?.refundId}"
  >
    <h2 id="refund-title" tabindex="-1">${texts.refund}</h2>
    ${
      refunds.length > 0 &&
      html`<ul class="queue">
        ${refunds.map((refund) => html`<li>${refundRow(context, refund)}</li>`)}
      </ul>`
    }
    ${!atTill && html`<p>${texts.refundOnline}</p>`}
    ${atTill && !open && left <= 0 && html`<p>${texts.refundWholly}</p>`}
    ${
      atTill &&
      !open &&
      left > 0 &&
      refundForm(context, {
        left,
        atTill,
        closesBatches,
        isDebit: DEBIT.includes(session?.transaction?.cardType),
      })
    }
  </section>`;
}

function refundRow({ language }: PageContext, { amount, state, device }: Refund): Html {
  const texts = tillTextsIn(language);
  return html`<div>
      <span class="line-name">${formatMoney(centsOf(amount) ?? 0, language)}</span>
      <span class="muted">${device ?? texts.refundWithoutDevice}</span>
    </div>
    <span class="refund-state" data-refund-state="${state}">${texts.refundStates[state]}</span>`;
}

interface RefundFormParts {
  /** Cents that have not been given back. */
  readonly left: number;
  readonly atTill: TerminalAnswer;
  readonly isDebit: boolean;
  readonly closesBatches: boolean;
}

function refundForm(
  { language }: PageContext,
  { left, atTill, isDebit, closesBatches }: RefundFormParts,
): Html {
  const texts = tillTextsIn(language);
  const decimal = decimalAmount(left);
  return html`<form class="refund" data-refund>
    <div>
      <label for="refund-amount">${texts.refundAmount}</label>
      <input
        id="refund-amount"
        name="amount"
        inputmode="decimal"
        autocomplete="off"
        maxlength="8"
        value="${language === 'fr' ? decimal.replace('.', ',') : decimal}"
      />
    </div>
    <fieldset>
      <legend>${texts.refundWhere}</legend>
      <label class="choice"
        ><input type="radio" name="device" value="${atTill.device}" checked />
        <span>${texts.refundOnDevice(nameOfDevice(atTill))}</span></label
      >
      ${
        !isDebit &&
        html`<label class="choice"
          ><input type="radio" name="device" value="" /> <span>${texts.refundWithoutDevice}</span></label
        >`
      }
    </fieldset>
    <p class="muted">
      ${isDebit && texts.refundDebit} ${texts.refundBatch}
      ${closesBatches && html`<a href="#close-batch">${texts.hints.closeBatch}</a>`}
    </p>
    ${Object.entries(texts.refundFaults).map(
      ([reason, text]) => html`<p class="notice" role="alert" data-reason="${reason}" hidden>${text}</p>`,
    )}
    <button class="button">${texts.refundNow}</button>
  </form>`;
}

function sumOf(refunds: readonly Refund[]): number {
  return refunds
    .filter(({ state }) => !NOTHING_GIVEN.includes(state))
    .reduce((sum, { amount }) => sum + (centsOf(amount) ?? 0), 0);
}
