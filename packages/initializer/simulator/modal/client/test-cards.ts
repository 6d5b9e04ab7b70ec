/** Client: fills the form from the list of test cards. */
export const testCardsScript = String.raw`
function startTestCards() {
  const outcome = document.getElementById('test-outcome');
  for (const button of document.querySelectorAll('.test-card')) {
    button.addEventListener('click', () => fillCard(button, outcome.selectedOptions[0]));
  }
}

function fillCard(button, option) {
  const { number, expiry, cvv } = button.dataset;
  /* Amex has four digits; its code for an outcome is that of the others with a zero behind it. */
  const code = option.value === '100' ? cvv : option.value.padEnd(cvv.length, '0');
  fill('cardNumber', groupCard(number));
  fill('expiry', groupExpiry(expiry));
  fill('cvv', code);
  fillIfEmpty('cardHolderName', 'Ada Sample');
  fillIfEmpty('street', '100 Test Street');
  fillIfEmpty('postalCode', 'T2P 1A1');
  showBrand();
  clearMessage();
  button.closest('details').open = false;
  const pay = document.querySelector('.pay');
  pay.focus();
  announce(button.dataset.name + ' test card filled in: ' + option.textContent.trim());
}

function fill(name, text) {
  field(name).value = text;
  setError(field(name));
}

function fillIfEmpty(name, text) {
  if (!field(name).value.trim()) fill(name, text);
}
`;
