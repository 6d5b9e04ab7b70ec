/** Client: the live connection. While it is open the terminal is awake; a closed page is a sleeping terminal. */
export const connectionScript = String.raw`
let source;
let waking;
let pauseMs = 250;

function wake() {
  source?.close();
  clearTimeout(waking);
  own.connection = 'opening';
  const opened = new EventSource(root.dataset.terminal + '/connection');
  source = opened;
  opened.addEventListener('message', (event) => {
    if (source !== opened) return;
    own.connection = 'open';
    pauseMs = 250;
    receive(JSON.parse(event.data));
  });
  opened.addEventListener('error', () => {
    if (source !== opened) return;
    if (opened.readyState === EventSource.CLOSED) own.connection = 'gone';
    else wakeLater();
    show();
  });
}

/* Sooner than the browser would by itself, and less and less often. */
function wakeLater() {
  source.close();
  own.connection = 'lost';
  waking = setTimeout(wake, pauseMs);
  pauseMs = Math.min(pauseMs * 2, 8000);
}

function sleep() {
  source?.close();
  clearTimeout(waking);
  source = undefined;
  own.connection = 'closed';
  show();
}

function receive(screen) {
  device = screen;
  show();
}

/* What the screen cannot do, it says; the simulator changed nothing then. */
async function send(action, body = {}) {
  showTrouble('');
  try {
    const response = await fetch(root.dataset.terminal + '/' + action, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok) receive(answer);
    else showTrouble(troubleOf(answer));
    return response.ok;
  } catch {
    showTrouble('The simulator does not answer.');
    return false;
  }
}

function troubleOf({ error, errors }) {
  const told = error ?? errors;
  return typeof told === 'string' ? told : Object.values(told ?? {}).join(', ') || 'That is not possible now.';
}

function dismiss() {
  if (device?.request && device.request.state !== 'waiting') void send('dismiss');
}

addEventListener('pagehide', sleep);
addEventListener('pageshow', (event) => event.persisted && wake());
`;
