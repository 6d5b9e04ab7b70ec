/** What the merchant's pages do beyond plain forms: copy, fill in recommended access, show the token only once. */
export const merchantScript = String.raw`
for (const button of document.querySelectorAll('[data-copy], [data-copy-from]')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copyFrom ?? '');
  try {
    await navigator.clipboard.writeText(source ? source.textContent : button.dataset.copy);
    say(button, 'Copied');
  } catch {
    if (source) getSelection().selectAllChildren(source);
    say(button, source ? 'Selected, press Ctrl+C' : 'Not copied');
  }
}

function say(button, text) {
  const label = button.firstChild;
  label.textContent = text;
  const status = document.getElementById('copy-status');
  if (status) status.textContent = text;
  setTimeout(() => (label.textContent = 'Copy'), 2000);
}

for (const button of document.querySelectorAll('button[name="recommended"]')) {
  button.addEventListener('click', (event) => {
    event.preventDefault();
    for (const field of ['general', 'settings', 'transactionProcessing']) {
      for (const radio of button.form.elements.namedItem(field)) radio.checked = radio.value === button.dataset[field];
    }
    document.getElementById('recommended-status').textContent = 'Set as recommended for ' + button.textContent.trim();
  });
}

/* A page kept by the browser for "back" must not show the token a second time. */
const once = document.querySelector('[data-once]');
if (once) {
  addEventListener('pagehide', () => once.replaceChildren('shown once'));
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

document.querySelector('[data-focus]')?.focus();
`;
