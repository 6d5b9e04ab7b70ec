/** Client: sends the card, reports the result to the shop's page, and shows it. */
export const payScript = String.raw`
const payButton = document.querySelector('.pay');
const liveRegion = document.getElementById('live');

function announce(text) {
  liveRegion.textContent = text;
}

function setBusy(now) {
  busy = now;
  payButton.setAttribute('aria-disabled', String(now));
  payButton.querySelector('.spinner').hidden = !now;
  payButton.querySelector('.label').textContent = now ? 'Processing…' : payButton.dataset.label;
  form.setAttribute('aria-busy', String(now));
  for (const button of document.querySelectorAll('[data-exit]')) button.disabled = now;
  if (now) announce('Processing, please wait.');
}

async function submit(event) {
  event.preventDefault();
  if (busy) return;
  clearMessage();
  const errors = findErrors();
  if (Object.keys(errors).length) {
    showErrors(errors);
    return;
  }
  for (const input of form.querySelectorAll('input')) setError(input);
  setBusy(true);
  const answer = await send(Object.fromEntries(new FormData(form)));
  setBusy(false);
  announce('');
  outcomes[answer?.kind in outcomes ? answer.kind : 'lost'](answer);
}

async function send(fields) {
  try {
    const response = await fetch('/helcim-pay/' + token + '/pay', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(paymentOf(fields)),
    });
    return await response.json();
  } catch {
    return undefined;
  }
}

/* Fields of the method that was not chosen are disabled, so the form does not give them. */
function paymentOf(fields) {
  if (fields.cardNumber === undefined) return { ...fields, paymentMethod: 'ach' };
  return { ...fields, cardNumber: digitsOf(fields.cardNumber), expiry: digitsOf(fields.expiry), cvv: fields.cvv.trim() };
}

const outcomes = {
  approved(answer) {
    post(answer);
    if (answer.receipt.heading) document.getElementById('approved-title').textContent = answer.receipt.heading;
    if (answer.receipt.lead) document.getElementById('approved-lead').textContent = answer.receipt.lead;
    document.getElementById('receipt-amount').textContent = answer.receipt.amount;
    document.getElementById('receipt-code').textContent = answer.receipt.approvalCode;
    document.getElementById('receipt-card').textContent = answer.receipt.card;
    form.reset();
    for (const input of form.querySelectorAll('input')) input.value = '';
    show('approved');
  },
  declined(answer) {
    post(answer);
    const advice = '. Check the details or try another ' + (isByCard() ? 'card.' : 'account.');
    showMessage(
      isByCard() ? 'Your card was declined' : 'Your bank payment was declined',
      answer.reason.replace(/\.$/, '') + advice
    );
  },
  expired(answer) {
    post(answer);
    show('expired');
  },
  refused(answer) {
    showErrors(answer.fields);
  },
  lost() {
    showMessage(
      'No answer from the simulator',
      'The connection was lost, so the result is not known. Check the Transactions page before you try again.'
    );
  },
};
`;
