/* global document, fetch, setTimeout, sessionStorage, crypto, FormData */
// Sends a refund from the form of a paid sale, and follows one that is under way until it is decided or given up.
import { refreshSale } from './refresh-sale.js';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 5000;
/**
 * With these nothing was sent, or Helcim refused it, and the page has no text of its own for them. Any other code, and an answer
 * without one, leaves open whether the money went back: a gateway may answer while the refund goes on behind it.
 */
const REFUSED = [
  'device_refused',
  'device_unknown',
  'device_currency',
  'device_code_invalid',
  'helcim_credential',
  'helcim_permission',
  'origin_refused',
  'session_not_found',
  'too_many_requests',
];

let followed;

document.addEventListener('submit', (event) => {
  const { target } = event;
  const act = target.matches('[data-refund]') ? send : target.matches('[data-release]') ? release : undefined;
  if (!act) return;
  event.preventDefault();
  void act(target);
});
document.addEventListener('sale-refreshed', follow);
follow();

async function send(form) {
  const fields = new FormData(form);
  const device = fields.get('device');
  const amount = String(fields.get('amount')).trim().replace(',', '.');
  await during(form, async () => {
    const reason = await ask({ amount, ...(device && { device }) });
    await refresh();
    // What was typed in is kept for the next try.
    if (reason && reason !== 'same') fillIn(fields);
    return reason;
  });
}

/** Answers what the clerk has to be told, if anything. */
async function ask(refund) {
  const idempotencyKey = keyFor(refund);
  try {
    const answer = await post('/refunds', { ...refund, idempotencyKey });
    const { error } = await answer.json();
    const reason = answer.ok ? (answer.status === 200 ? 'same' : undefined) : reasonOf(error?.code);
    if (reason !== 'unknown') forgetKey();
    return reason;
  } catch {
    return 'unknown';
  }
}

function reasonOf(code) {
  if (REFUSED.includes(code)) return 'refused';
  return code !== undefined && noticeOf(code) ? code : 'unknown';
}

async function release(form) {
  await during(form, async () => {
    const reason = await giveUp();
    await refresh();
    return reason;
  });
}

async function giveUp() {
  try {
    const answer = await post('/release', { deviceIsIdle: true });
    const { error } = await answer.json();
    if (answer.ok) return undefined;
    return error?.code === 'too_early' ? 'too_early' : 'not_released';
  } catch {
    return 'not_released';
  }
}

/** One click at a time. Says in the end what the clerk has to be told. */
async function during(form, act) {
  const button = form.querySelector('button');
  if (button.disabled) return;
  button.disabled = true;
  say(undefined);
  say(await act());
  button.disabled = false;
}

/** Without an answer the sale stays as it is shown. */
async function refresh() {
  try {
    await refreshSale();
  } catch {
    // What is said below it tells the clerk to look.
  }
}

function fillIn(fields) {
  const form = document.querySelector('[data-refund]');
  if (!form) return;
  form.elements.amount.value = fields.get('amount');
  for (const way of form.querySelectorAll('[name=device]')) way.checked = way.value === fields.get('device');
}

function say(reason) {
  for (const notice of document.querySelectorAll('[data-reason]')) {
    notice.hidden = notice.dataset.reason !== reason;
  }
}

function noticeOf(reason) {
  return [...document.querySelectorAll('[data-reason]')].find(({ dataset }) => dataset.reason === reason);
}

/**
 * Each click is a refund of its own, unless nobody knows what became of the one before: then the same asked again is that one. The
 * page may be loaded anew in between.
 */
function keyFor({ amount, device = '' }) {
  const refund = `${amount} ${device}`;
  const before = JSON.parse(sessionStorage.getItem(storageName()) ?? '{}');
  if (before.refund === refund) return before.key;
  const key = crypto.randomUUID();
  sessionStorage.setItem(storageName(), JSON.stringify({ refund, key }));
  return key;
}

function forgetKey() {
  sessionStorage.removeItem(storageName());
}

function storageName() {
  return `refund of ${sessionId()}`;
}

/** Asks about the open refund, after one second and then less often. */
function follow() {
  const seen = document.querySelector('[data-refunds]')?.dataset.seen;
  if (!seen || followed === seen) return;
  followed = seen;
  askLater(seen, FIRST_PAUSE_MS);
}

function askLater(seen, pauseMs) {
  setTimeout(async () => {
    if (followed !== seen) return;
    if (!document.hidden && (await hasNews(seen))) {
      followed = undefined;
      await refresh();
      // If it could not be shown, later.
      follow();
    } else {
      askLater(seen, Math.min(pauseMs * 1.4, LONGEST_PAUSE_MS));
    }
  }, pauseMs);
}

/** A question without an answer changes nothing. */
async function hasNews(seen) {
  try {
    const answer = await fetch(address());
    if (!answer.ok) return false;
    const { refunds, releasable = false } = await answer.json();
    return [...refunds.map(({ state, declines }) => `${state} ${declines}`), releasable].join() !== seen;
  } catch {
    return false;
  }
}

function post(path, body) {
  return fetch(address() + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function address() {
  return `/till/api/sessions/${sessionId()}`;
}

function sessionId() {
  return document.querySelector('[data-refunds]').dataset.refunds;
}
