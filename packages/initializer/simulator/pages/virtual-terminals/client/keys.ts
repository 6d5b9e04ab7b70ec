/** Client: the touch screen's buttons and forms. */
export const keysScript = String.raw`
onClick('[data-action]', (key) => send(key.dataset.action));
onClick('[data-wake]', wake);
onClick('[data-dismiss]', dismiss);
onClick('[data-network]', () => send('network', { on: true }));
onClick('[data-pairing-mode]', () => send('pairing-mode', { on: !device.pairingMode }));
onClick('[data-close-ping]', () => {
  own.closedPing = device.message;
  document.getElementById('view-ready').focus({ preventScroll: true });
  show();
});

const pin = document.getElementById('pin');
onClick('[data-digit]', (key) => {
  if (pin.value.length < pin.maxLength) pin.value += key.dataset.digit;
});
onClick('[data-erase]', () => (pin.value = pin.value.slice(0, -1)));
onClick('[data-log-in-by]', (key) => {
  logInBy(key.dataset.logInBy);
  root.querySelector('[data-log-in]:not([hidden]) input').focus();
});
for (const form of root.querySelectorAll('[data-log-in]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send('log-in', Object.fromEntries(new FormData(form)));
    form.reset();
  });
}

onClick('[data-tip-share]', (key) => setTip(shareOf(device.request, Number(key.dataset.tipShare))));
onClick('[data-change-tip]', () => {
  own.tipFor = undefined;
  show();
});
const ownTip = root.querySelector('[data-own-tip]');
ownTip.addEventListener('submit', (event) => {
  event.preventDefault();
  setTip(Math.round(Number(ownTip.querySelector('input').value) * 100));
  ownTip.reset();
});

function logInBy(means) {
  for (const form of root.querySelectorAll('[data-log-in]')) form.hidden = form.dataset.logIn !== means;
}

function setTip(cents) {
  own.tipFor = device.request.id;
  own.tipCents = cents;
  show();
}

function onClick(selector, act) {
  for (const button of root.querySelectorAll(selector)) button.addEventListener('click', () => act(button));
}
`;
