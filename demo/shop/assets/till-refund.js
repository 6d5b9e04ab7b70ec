/* global document, fetch, setTimeout, FormData */
// Sends a refund from the form of a paid sale, and follows one that is under way until it is decided.
import { refreshSale } from './refresh-sale.js';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5000;
const OPEN = ['starting', 'handed_over', 'unknown'];

let followed;

document.addEventListener('submit', (event) => {
  if (!event.target.matches('[data-refund]')) return;
  event.preventDefault();
  void send(event.target);
});
document.addEventListener('sale-refreshed', follow);
follow();

async function send(form) {
  const button = form.querySelector('button');
  if (button.disabled) return;
  button.disabled = true;
  sayWhyNot(form, undefined);
  const fields = new FormData(form);
  const device = fields.get('device');
  const amount = String(fields.get('amount')).trim().replace(',', '.');
  try {
    const answer = await fetch(address(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ amount, ...(device && { device }) }),
    });
    const { error } = await answer.json();
    if (answer.ok) await refreshSale();
    else sayWhyNot(form, error?.code ?? 'other');
  } catch {
    sayWhyNot(form, 'silent');
  }
  button.disabled = false;
}

function sayWhyNot(form, reason) {
  const texts = [...form.querySelectorAll('[data-reason]')];
  const known = texts.some(({ dataset }) => dataset.reason === reason);
  for (const text of texts) {
    text.hidden = reason === undefined || text.dataset.reason !== (known ? reason : 'other');
  }
}

/** Asks for the open refund, after one second and then less often. */
function follow() {
  const refundId = document.querySelector('[data-refunds]')?.dataset.openRefund;
  if (!refundId || followed === refundId) return;
  followed = refundId;
  askLater(refundId, FIRST_PAUSE_MS);
}

function askLater(refundId, pauseMs) {
  setTimeout(async () => {
    if (!document.hidden && (await isDecided(refundId))) {
      followed = undefined;
      await refreshSale();
    } else {
      askLater(refundId, Math.min(pauseMs * 1.4, LONGEST_PAUSE_MS));
    }
  }, pauseMs);
}

/** A question without an answer changes nothing. */
async function isDecided(refundId) {
  try {
    const answer = await fetch(`${address()}/${refundId}`);
    return answer.ok && !OPEN.includes((await answer.json()).refund.state);
  } catch {
    return false;
  }
}

function address() {
  const { refunds } = document.querySelector('[data-refunds]').dataset;
  return `/till/api/sessions/${refunds}/refunds`;
}
