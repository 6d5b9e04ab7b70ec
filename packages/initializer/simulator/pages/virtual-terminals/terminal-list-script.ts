/** Keeps the list as it is now: a terminal changes in its own page, and one that was just left falls asleep a moment later. */
export const terminalListScript = String.raw`
const selector = '[data-terminal-list]';

async function refresh() {
  if (document.visibilityState !== 'visible') return;
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(selector);
  const list = document.querySelector(selector);
  if (!fresh || !list || fresh.textContent === list.textContent) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : undefined;
  list.replaceWith(fresh);
  for (const link of fresh.querySelectorAll('a')) if (link.getAttribute('href') === focused) link.focus();
}

/* The simulator may be gone for a while; the next turn tells. */
const turn = () => refresh().catch(() => undefined);
setTimeout(turn, 300);
setInterval(turn, 2000);
document.addEventListener('visibilitychange', turn);
`;
