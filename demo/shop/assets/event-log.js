/* global document */
// Demo hint on the checkout page: lists the events of the element as they happen. Names and states only: an event may
// carry more than a screen should show.

const EVENTS = [
  'helcim-open',
  'helcim-opened',
  'helcim-approved',
  'helcim-pending',
  'helcim-declined',
  'helcim-cancelled',
  'helcim-unknown',
  'helcim-review',
  'helcim-failed',
  'helcim-statechange',
];

const log = document.querySelector('#event-log');

for (const name of EVENTS) document.addEventListener(name, addEntry);

function addEntry(event) {
  const entry = document.createElement('li');
  const name = document.createElement('code');
  name.textContent = event.type;
  entry.append(name, ` ${event.target.state}`);
  log.append(entry);
}
