/* global document, setTimeout, print */
// The till's page of one sale: shows the receipt once the payment is decided.
import { refreshSale } from './refresh-sale.js';

const LONGEST_WAIT_MS = 30_000;
let waitMs = 1000;

for (const verdict of ['helcim-approved', 'helcim-review']) {
  document.addEventListener(verdict, () => void refreshSale().catch(refreshLater));
}
document.addEventListener('sale-refreshed', arrange);
document.addEventListener('click', ({ target }) => {
  if (target.closest?.('[data-print]')) print();
});
arrange();

function arrange() {
  for (const button of document.querySelectorAll('[data-print]')) button.hidden = false;
  // The shop fulfills a moment after the approval; a bank takes days.
  if (document.querySelector('#sale[data-status=confirming]')) {
    refreshLater();
  }
}

function refreshLater() {
  setTimeout(() => void refreshSale().catch(refreshLater), waitMs);
  waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS);
}
