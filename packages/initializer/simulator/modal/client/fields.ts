/** Client: formats what is typed, checks fields, and shows what is wrong beside each field and in a summary. */
export const fieldsScript = String.raw`
const form = document.querySelector('.pay-form');
const message = document.querySelector('.message');
const field = (name) => form.elements.namedItem(name);
const digitsOf = (text) => text.replace(/\D/g, '');

const brands = [
  ['Amex', /^3[47]/],
  ['Visa', /^4/],
  ['Mastercard', /^(5[1-5]|2[2-7])/],
  ['Discover', /^6(011|4[4-9]|5)/],
];

function brandOf(digits) {
  return brands.find(([, start]) => start.test(digits))?.[0] ?? '';
}

function groupCard(digits) {
  const groups = brandOf(digits) === 'Amex' ? /^(\d{0,4})(\d{0,6})(\d{0,5})/ : /^(\d{0,4})(\d{0,4})(\d{0,4})(\d{0,4})(\d{0,3})/;
  return digits.match(groups).slice(1).filter(Boolean).join(' ');
}

function groupExpiry(digits) {
  const four = /^[2-9]/.test(digits) ? '0' + digits : digits;
  return four.length > 2 ? four.slice(0, 2) + ' / ' + four.slice(2, 4) : four;
}

/* Writes the grouped digits back and leaves the caret behind the digit it stood behind. */
function regroup(input, group) {
  const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  const atEnd = input.selectionStart === input.value.length;
  const text = group(digitsOf(input.value));
  if (text === input.value) return;
  input.value = text;
  let caret = 0;
  for (let seen = 0; caret < text.length && seen < before; caret++) if (/\d/.test(text[caret])) seen++;
  if (atEnd) caret = text.length;
  input.setSelectionRange(caret, caret);
}

function isByCard() {
  return field('cardNumber')?.matches(':enabled') === true;
}

function showBrand() {
  document.querySelector('.card-brand').textContent = brandOf(digitsOf(field('cardNumber').value));
}

function passesLuhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const checks = {
  cardNumber: (text) => {
    const digits = digitsOf(text);
    if (!digits) return 'Enter the card number.';
    if (digits.length < 13 || !passesLuhn(digits)) return 'Check the card number: it has a typing mistake or is incomplete.';
  },
  expiry: (text) => {
    if (!text.trim()) return 'Enter the expiry date.';
    if (!/^(0[1-9]|1[0-2])\d\d$/.test(digitsOf(text))) return 'Enter month and year, such as 01 / 28.';
  },
  cvv: (text) => {
    if (!text.trim()) return 'Enter the security code.';
    if (!/^\d{3,4}$/.test(text.trim())) return 'Enter 3 digits, or 4 for Amex.';
  },
  cardHolderName: (text) => (text.trim() ? undefined : 'Enter the name on the card.'),
  street: (text) => (text.trim() ? undefined : 'Enter the street address.'),
  postalCode: (text) => (text.trim() ? undefined : 'Enter the postal or ZIP code.'),
  email: (text) => (!text.trim() || /^\S+@\S+$/.test(text.trim()) ? undefined : 'Enter an e-mail address, such as name@example.com.'),
};

function findErrors() {
  const errors = {};
  for (const [name, check] of Object.entries(checks)) {
    const input = field(name);
    const error = input && !input.matches(':disabled') && check(input.value);
    if (error) errors[name] = error;
  }
  return errors;
}

function setError(input, text) {
  document.getElementById(input.id + '-error').textContent = text ?? '';
  if (text) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}

function clearMessage() {
  message.hidden = true;
  message.replaceChildren();
}

function showMessage(title, text, links = []) {
  const strong = document.createElement('strong');
  strong.textContent = title;
  message.replaceChildren(strong);
  if (text) message.append(Object.assign(document.createElement('p'), { textContent: text }));
  if (links.length) {
    const list = document.createElement('ul');
    for (const [name, error] of links) list.append(linkTo(field(name), error));
    message.append(list);
  }
  message.hidden = false;
  message.focus();
  message.scrollIntoView({ block: 'nearest' });
}

function linkTo(input, error) {
  const link = Object.assign(document.createElement('a'), { href: '#' + input.id, textContent: error });
  link.addEventListener('click', (event) => {
    event.preventDefault();
    input.focus();
  });
  const item = document.createElement('li');
  item.append(link);
  return item;
}

function showErrors(errors) {
  const known = Object.entries(errors).filter(([name]) => field(name));
  const others = Object.entries(errors).filter(([name]) => !field(name)).map(([, text]) => text);
  for (const input of form.querySelectorAll('input')) setError(input, errors[input.name]);
  showMessage(known.length ? 'Please check the form' : 'This payment was refused', others.join(' '), known);
}

function startFields() {
  if (field('cardNumber')) startCardFields();
  for (const input of form.querySelectorAll('input')) {
    input.addEventListener('change', () => {
      if (input.getAttribute('aria-invalid')) setError(input, checks[input.name]?.(input.value));
    });
  }
}

function startCardFields() {
  field('cardNumber').addEventListener('input', (event) => {
    regroup(event.target, groupCard);
    showBrand();
  });
  field('expiry').addEventListener('input', (event) => {
    if (event.inputType !== 'deleteContentBackward') regroup(event.target, groupExpiry);
  });
  showBrand();
}
`;
