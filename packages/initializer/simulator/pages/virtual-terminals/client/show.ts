/** Client: writes the facts into the page. Only texts are written, never markup. */
export const showScript = String.raw`
const heldSeconds = { approved: 8, cancelled: 5 };
let shown = 'none';
let leaving;

function show() {
  fillTexts();
  const view = viewOf();
  showPing(view);
  showCounter(view);
  const switchOfMode = screenElement.querySelectorAll('[data-pairing-mode]');
  for (const button of switchOfMode) button.setAttribute('aria-checked', String(Boolean(device?.pairingMode)));
  const isOpen = ['waiting', 'declined'].includes(device?.request?.state);
  for (const part of screenElement.querySelectorAll('[data-while-open]')) part.hidden = !isOpen;
  if (view === shown) return;
  for (const menu of screenElement.querySelectorAll('[data-options]')) menu.open = false;
  if (view === 'log-in') logInBy('pin');
  const hadFocus = screenElement.contains(document.activeElement);
  shown = view;
  root.dataset.shows = view;
  for (const part of screenElement.querySelectorAll('[data-view]')) part.hidden = part.dataset.view !== view;
  if (hadFocus) document.getElementById('view-' + view).focus({ preventScroll: true });
  say(sentences[view]?.() ?? document.getElementById('view-' + view).textContent);
  clearTimeout(leaving);
  if (heldSeconds[view]) leaving = setTimeout(dismiss, heldSeconds[view] * 1000);
}

function fillTexts() {
  for (const [name, text] of Object.entries(textsOf())) {
    for (const place of root.querySelectorAll('[data-fill="' + name + '"]')) write(place, text);
  }
  const request = device?.request;
  if (!request) return;
  for (const place of root.querySelectorAll('[data-tip-amount]')) {
    write(place, money(shareOf(request, Number(place.dataset.tipAmount)), request.currency));
  }
  root.querySelector('[data-tip-line]').hidden = tipOf(request) === 0 && !own.asksTip;
  root.querySelector('[data-invoice-line]').hidden = !request.invoiceNumber;
}

function textsOf() {
  if (!device) return {};
  const { name, operator = '', code = '', message = '', request } = device;
  const texts = { name, operator, code, message, card: '' };
  if (!request) return texts;
  const { amountCents, currency, invoiceNumber, declineReason = '', kind } = request;
  return {
    ...texts,
    card: cardTextOf(request),
    kind: kind === 'refund' ? 'Refund' : 'Payment',
    asked: money(amountCents, currency),
    total: money(amountCents + tipOf(request), currency),
    tip: tipTextOf(request) || 'without a tip',
    currency,
    invoice: invoiceNumber,
    reason: declineReason,
    approved: tipTextOf(request),
  };
}

function tipTextOf(request) {
  const cents = tipOf(request);
  return cents > 0 ? 'with a tip of ' + money(cents, request.currency) : '';
}

const brands = { VI: 'Visa', MC: 'Mastercard', AX: 'Amex', DI: 'Discover', IN: 'Interac debit', DB: 'Debit card' };

function cardTextOf({ cardType, last4 }) {
  return cardType ? (brands[cardType] ?? cardType) + ' •• ' + last4 : '';
}

function shareOf(request, share) {
  return Math.round((request.amountCents * share) / 100);
}

function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

const sentences = {
  ready: () => 'Ready. The code of this terminal is ' + [...device.code].join(' '),
  tip: () => 'Add a tip to ' + textsOf().asked + '?',
  present: () => textsOf().kind + ' of ' + textsOf().total + '. Tap or insert a card.',
  approved: () => 'Approved: ' + textsOf().total,
  declined: () => 'Declined: ' + textsOf().reason,
};

function say(text) {
  write(root.querySelector('[data-live]'), text.replace(/\s+/g, ' ').trim());
}

function showPing(view) {
  const ping = root.querySelector('[data-ping]');
  const isNew = Boolean(device?.message) && device.message !== own.closedPing;
  if (view === 'ready' && isNew && ping.hidden) say('Message from the till: ' + device.message);
  ping.hidden = !isNew;
}

let troubleEnds;

function showTrouble(text) {
  clearTimeout(troubleEnds);
  if (text) troubleEnds = setTimeout(showTrouble, 8000, '');
  write(root.querySelector('[data-trouble]'), text);
}
`;
