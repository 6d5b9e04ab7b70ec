import type { CheckoutStatus } from './checkout-status.js';
import { make } from './make.js';
import { formatAmount, type Messages } from './messages.js';
import { createIcon } from './status-icon.js';

export interface CheckoutView {
  readonly button: HTMLButtonElement;
  update(status: CheckoutStatus, texts: Messages, language: string, disabled: boolean): void;
}

/** Button and status line: built once, then only what changed is written, so that nothing is announced twice. */
export function createCheckoutView(root: Node, onClick: (event: Event) => void): CheckoutView {
  const icon = createIcon();
  const slot = make('slot');
  const label = make('span');
  const amount = make('span', { part: 'amount' });
  const button = make(
    'button',
    { part: 'button', type: 'button' },
    icon.node,
    make('span', {}, slot, label),
    amount,
  );
  const trigger = make('slot', { name: 'trigger' }, button);
  const lineIcon = createIcon();
  const said = make('span');
  const reference = make('bdi');
  const statusLine = make('span', { part: 'status', role: 'status' }, said, reference);
  const errorLine = make('span', { part: 'error', role: 'alert' });
  const line = make('div', { class: 'line' }, lineIcon.node, make('div', {}, statusLine, errorLine));
  const box = make('div', {}, trigger, line);
  trigger.addEventListener('click', onClick);
  root.appendChild(box);

  return {
    button,
    /** A locked button stays focusable, so that the keyboard does not lose its place. */
    update(status, texts, language, disabled) {
      const { state, session } = status;
      const look = status.cancelled ? 'cancelled' : state;
      const paid = state === 'approved';
      const error = errorText(status, texts);
      box.className = look;
      button.disabled = disabled;
      button.ariaDisabled = String(!status.startable);
      slot.hidden = paid;
      icon.draw(status.startable ? 'idle' : state);
      lineIcon.draw(look);
      write(slot, texts.pay);
      write(label, paid ? texts.paid : '');
      write(amount, formatAmount(session?.amount, session?.currency, language));
      const quoted =
        (!error && state !== 'starting' && session?.outcome !== 'open' && session?.reference) || '';
      write(said, error ? '' : statusText(status, texts) + (quoted && ` ${texts.reference} `));
      write(reference, quoted);
      write(errorLine, error);
    },
  };
}

function write(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}

function statusText({ state, cancelled, waiting }: CheckoutStatus, texts: Messages): string {
  if (state === 'starting') return waiting ? texts.busy : texts.open;
  return texts[cancelled ? 'cancelled' : state];
}

/** What only a developer can mend is said in full; a buyer never sees it on a page that works. */
function errorText({ error, cancelled, waiting }: CheckoutStatus, texts: Messages): string {
  if (!error || cancelled) return '';
  if (waiting) return texts.busy;
  if (error.recoverable) return texts.failed;
  return error.code === 'refused' ? texts.refused : error.message;
}
