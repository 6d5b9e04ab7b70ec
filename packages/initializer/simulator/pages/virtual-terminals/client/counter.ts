/** Client: the customer and the surroundings. */
export const counterScript = String.raw`
root.querySelector('.counter').hidden = false;
const counterNote = root.querySelector('[data-counter-note]');
const walkAway = root.querySelector('[data-walk-away]');
const asksTip = root.querySelector('[data-asks-tip]');
const hasNetwork = root.querySelector('[data-has-network]');
const isStill = matchMedia('(prefers-reduced-motion: reduce)');

const notes = {
  ready: 'The till has not asked for a payment yet.',
  tip: 'The customer is asked for a tip first.',
  declined: 'Press “Try again” on the screen first.',
};

function showCounter(view) {
  const canPay = view === 'present';
  const hasLeft = Boolean(device?.request?.abandoned) && ['present', 'tip', 'declined'].includes(view);
  for (const button of root.querySelectorAll('[data-pay]')) button.setAttribute('aria-disabled', String(!canPay));
  walkAway.setAttribute('aria-disabled', String(hasLeft || !['present', 'tip', 'declined'].includes(view)));
  write(
    counterNote,
    hasLeft ? 'The customer has left. The request stays until it is cancelled, or a card comes after all.' : (notes[view] ?? '')
  );
  offerSameCard(device?.request?.kind === 'refund' && view !== 'approved' && view !== 'cancelled');
  hasNetwork.checked = device?.network ?? true;
  write(root.querySelector('[data-sleep]'), view === 'asleep' ? 'Wake the terminal' : 'Put the terminal to sleep');
  showCard();
}

function showCard() {
  const { cardName } = chosenCard().dataset;
  for (const place of root.querySelectorAll('[data-plastic]')) write(place, cardName);
}

/* A refund goes to the card that paid, which the customer brings; another card can be held out on purpose. */
const sameCard = root.querySelector('[data-same-card]');
let cardBefore;

function offerSameCard(isRefund) {
  if (sameCard.hidden === !isRefund) return;
  sameCard.hidden = !isRefund;
  if (isRefund) cardBefore = chosenCard();
  (isRefund ? sameCard.querySelector('input') : cardBefore).checked = true;
}

function chosenCard() {
  return root.querySelector('input[name="card"]:checked');
}

/* The answer may be faster than a hand: the card is seen first, unless nothing should move. */
async function pay(way) {
  const { cardType, cardNumber } = chosenCard().dataset;
  own.isPaying = true;
  root.dataset.move = way;
  const tipCents = tipOf(device.request);
  show();
  await new Promise((resolve) => setTimeout(resolve, isStill.matches ? 0 : 900));
  await send(way, { ...(cardNumber ? { cardNumber } : {}), ...(cardType ? { cardType } : {}), ...(tipCents > 0 ? { tipCents } : {}) });
  own.isPaying = false;
  delete root.dataset.move;
  show();
}

onClick('[data-pay]', (button) => {
  if (button.getAttribute('aria-disabled') === 'true') return;
  void pay(button.dataset.pay);
});
onClick('[data-walk-away]', () => {
  if (walkAway.getAttribute('aria-disabled') === 'true') return;
  void send('walk-away').then(() => say(counterNote.textContent));
});
onClick('[data-sleep]', () => (shown === 'asleep' ? wake() : sleep()));
hasNetwork.addEventListener('change', () => send('network', { on: hasNetwork.checked }));
for (const radio of root.querySelectorAll('input[name="card"]')) radio.addEventListener('change', showCard);

/* Frames on other sites may have no storage. */
const tipKey = 'asks-tip:' + root.dataset.terminal;
try {
  own.asksTip = localStorage.getItem(tipKey) === 'yes';
} catch {}
asksTip.checked = own.asksTip;
asksTip.addEventListener('change', () => {
  own.asksTip = asksTip.checked;
  try {
    localStorage.setItem(tipKey, own.asksTip ? 'yes' : 'no');
  } catch {}
  show();
});
`;
