import type { Device, TerminalAnswer } from '@helcim-checkout/initializer/terminals';
import { html, type Html } from '../html.js';
import { decimalAmount } from '../money.js';
import type { PageContext } from '../pages/layout.js';
import { nameOfDevice } from './device-name.js';
import { tillTextsIn, type TillTexts } from './till-texts.js';

interface RefundFormParts {
  readonly orderId: string;
  /** Cents that have not been given back. */
  readonly left: number;
  readonly atTill: TerminalAnswer;
  readonly isDebit: boolean;
  readonly closesBatches: boolean;
  /** The terminals that may give it back; undefined if Helcim does not say. */
  readonly paired: readonly Device[] | undefined;
}

/** How much to give back, and on which terminal if any. */
export function refundForm({ language }: PageContext, parts: RefundFormParts): Html {
  const { left, isDebit, closesBatches, orderId } = parts;
  const texts = tillTextsIn(language);
  const decimal = decimalAmount(left);
  const ways = waysToRefund(texts, parts);
  const isPairedAtAll = ways.some(({ device }) => device !== '');
  return html`${
    !isPairedAtAll &&
    html`<p>${texts.noTerminal} <a href="/till/terminals?sale=${orderId}">${texts.pairTerminal}</a></p>`
  }
  ${
    ways.length > 0 &&
    html`<form class="refund" data-refund>
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
        ${ways.map(
          ({ device, label }, index) =>
            html`<label class="choice"
              ><input type="radio" name="device" value="${device}" ${index === 0 && html`checked`} />
              <span>${label}</span></label
            >`,
        )}
      </fieldset>
      <p class="muted">
        ${isDebit && texts.refundDebit} ${texts.refundBatch}
        ${closesBatches && html`<a href="#close-batch">${texts.hints.closeBatch}</a>`}
      </p>
      <button class="button">${texts.refundNow}</button>
    </form>`
  }`;
}

/** Any paired terminal will do, not only the one that took the payment; that one comes first. */
function waysToRefund(
  texts: TillTexts,
  { atTill, isDebit, paired }: RefundFormParts,
): { device: string; label: string }[] {
  const mine = { device: atTill.device, deviceName: atTill.deviceName };
  const all = paired?.map(({ code, name }) => ({ device: code, deviceName: name })) ?? [mine];
  const isMine = ({ device }: { device: string | null }) => device === atTill.device;
  const terminals = [...all.filter(isMine), ...all.filter((one) => !isMine(one))].map((one) => ({
    device: one.device ?? '',
    label: texts.refundOnDevice(nameOfDevice(one)),
  }));
  return isDebit ? terminals : [...terminals, { device: '', label: texts.refundWithoutDevice }];
}
