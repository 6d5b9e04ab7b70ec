/** Client: what is known of the terminal, and which picture its screen shows for it. */
export const factsScript = String.raw`
const root = document.querySelector('[data-terminal]');
const screenElement = root.querySelector('.screen');

/* What the simulator said last, and what only this page knows. */
let device;
const own = {
  connection: 'opening',
  isPaying: false,
  asksTip: false,
  tipFor: undefined,
  tipCents: 0,
  closedPing: undefined,
};

function viewOf() {
  if (own.connection === 'gone') return 'gone';
  if (own.connection !== 'open' || !device) return 'asleep';
  if (own.isPaying) return 'processing';
  if (!device.network) return 'offline';
  if (!device.setUp) return 'set-up';
  if (!device.operator) return 'log-in';
  if (device.request) return viewOfRequest(device.request);
  if (!device.pairingMode) return 'standalone';
  return device.code ? 'ready' : 'unregistered';
}

function viewOfRequest(request) {
  if (request.state !== 'waiting') return request.state;
  return own.asksTip && request.kind === 'purchase' && own.tipFor !== request.id ? 'tip' : 'present';
}

function tipOf(request) {
  if (request.state !== 'waiting') return request.tipCents;
  return own.tipFor === request.id ? own.tipCents : 0;
}

function money(cents, currency) {
  return new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(cents / 100);
}
`;
