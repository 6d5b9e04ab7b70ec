/* global document, Event */
// The form of a new sale: buttons for quantities, and the total as it grows. Only the server's sum counts.

const form = document.querySelector('.new-sale');
const total = form?.querySelector('[data-sale-total]');
const { lang } = document.documentElement;
const money = new Intl.NumberFormat(lang, { style: 'currency', currency: 'CAD' });

if (form) {
  for (const step of form.querySelectorAll('[data-step]')) {
    step.hidden = false;
    step.addEventListener('click', () => {
      const input = document.getElementById(step.dataset.for);
      if (step.dataset.step > 0) input.stepUp();
      else input.stepDown();
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }
  form.addEventListener('input', add);
  // What the browser filled in again after a step back counts too.
  add();
}

function add() {
  const amount = Number(form.elements['amount'].value.trim().replace(',', '.'));
  const goods = [...form.querySelectorAll('[data-cents]')].reduce(
    (sum, { value, dataset }) => sum + Number(value) * Number(dataset.cents),
    0,
  );
  const cents = goods + (Number.isFinite(amount) ? Math.round(amount * 100) : 0);
  total.value = money.format(cents / 100);
}
