/** Client: the exit button, Escape, and keyboard focus that stays inside the dialog. */
export const exitScript = String.raw`
let busy = false;

function exit() {
  if (busy) return;
  postAll(exitMessages);
  if (window.parent === window || exitMessages.length === 0) show('closed');
}

for (const button of document.querySelectorAll('[data-exit]')) button.addEventListener('click', exit);

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented && document.querySelector('[data-exit]:not([hidden] *)')) {
    event.preventDefault();
    exit();
  }
  if (event.key === 'Tab') keepInside(event);
});

/* The frame covers the shop's page, so Tab must not wander into what lies beneath it. */
function keepInside(event) {
  const stops = [...dialog.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')].filter(
    (stop) => stop.checkVisibility() && !stop.disabled
  );
  if (stops.length === 0) {
    event.preventDefault();
    return;
  }
  const first = stops[0];
  const last = stops[stops.length - 1];
  const at = document.activeElement;
  const outside = !dialog.contains(at) || !stops.includes(at);
  if (event.shiftKey && (at === first || (outside && !dialog.contains(at)))) {
    event.preventDefault();
    last.focus();
  } else if (!event.shiftKey && (at === last || !dialog.contains(at))) {
    event.preventDefault();
    first.focus();
  } else if (event.shiftKey && outside) {
    const before = stops.filter((stop) => stop.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
    event.preventDefault();
    (before[before.length - 1] ?? last).focus();
  }
}
`;
