/** Client: the choice between card and bank account, and the fields of the latter. */
export const bankScript = String.raw`
const digits = (count, name) => (text) =>
  new RegExp('^\\d{' + count + '}$').test(text.trim()) ? undefined : 'Enter the ' + count + ' digits of the ' + name + '.';

Object.assign(checks, {
  accountHolder: (text) => (text.trim() ? undefined : 'Enter the name of the account holder.'),
  institutionNumber: digits(3, 'institution number'),
  transitNumber: digits(5, 'transit number'),
  routingNumber: digits(9, 'routing number'),
  accountNumber: (text) => (/^[\d\s-]{5,17}$/.test(text.trim()) ? undefined : 'Enter the account number, 5 to 17 digits.'),
});

const tabs = [...document.querySelectorAll('[role="tab"]')];

function startBank() {
  for (const tab of tabs) {
    tab.addEventListener('click', () => choose(tab));
    tab.addEventListener('keydown', moveAlong);
  }
  for (const button of document.querySelectorAll('.test-account')) {
    button.addEventListener('click', () => fillAccount(button));
  }
}

function choose(chosen) {
  if (busy) return;
  clearMessage();
  for (const tab of tabs) {
    const isChosen = tab === chosen;
    const panel = document.getElementById(tab.getAttribute('aria-controls'));
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    panel.hidden = !isChosen;
    panel.querySelector('.method').disabled = !isChosen;
  }
}

function moveAlong(event) {
  const steps = { ArrowRight: 1, ArrowLeft: -1, Home: -tabs.length, End: tabs.length };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const at = tabs.indexOf(event.currentTarget);
  const isWrapping = Math.abs(step) === 1;
  const next = isWrapping ? (at + step + tabs.length) % tabs.length : step < 0 ? 0 : tabs.length - 1;
  choose(tabs[next]);
  tabs[next].focus();
}

function fillAccount(button) {
  const { number, institution, transit, routing } = button.dataset;
  const values = { institutionNumber: institution, transitNumber: transit, routingNumber: routing, accountNumber: number };
  for (const [name, text] of Object.entries(values)) if (field(name)) fill(name, text);
  fillIfEmpty('accountHolder', 'Ada Sample');
  clearMessage();
  button.closest('details').open = false;
  payButton.focus();
  announce('Test account filled in: ' + button.querySelector('.effect').textContent);
}
`;
