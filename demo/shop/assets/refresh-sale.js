/* global document, fetch, location, DOMParser, Event */
// Puts the sale as the server knows it now in the place of what is shown, without disturbing the terminal beside it. Rejects, with
// nothing changed, if the server does not answer: what the clerk was told must not give way to the error page of a gateway.

export async function refreshSale() {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (answer.status >= 500) throw new Error(`The sale cannot be shown anew: ${answer.status}.`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.querySelector('#sale');
  const shown = document.querySelector('#sale');
  if (!answer.ok || !fresh || !shown) {
    location.reload();
    return;
  }
  const { activeElement } = document;
  const hadFocus = activeElement === document.body || shown.contains(activeElement);
  shown.replaceWith(document.adoptNode(fresh));
  if (hadFocus) fresh.querySelector('h2[tabindex]')?.focus({ preventScroll: true });
  document.dispatchEvent(new Event('sale-refreshed'));
}
