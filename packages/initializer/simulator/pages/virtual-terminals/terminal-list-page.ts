import { html, type Html } from '../html.js';
import { merchantDocument } from '../layout.js';
import { paths, virtualTerminalPath } from '../paths.js';

/** One terminal in the list. */
export interface ListedTerminal {
  readonly id: string;
  readonly name: string;
  readonly code?: string | undefined;
  readonly operator?: string | undefined;
  readonly status: TerminalStatus;
}

export type TerminalStatus = keyof typeof statusTexts;

const statusTexts = {
  new: ['Not set up', ''],
  asleep: ['Asleep', ''],
  offline: ['No network', 'bad'],
  loggedOut: ['Logged out', ''],
  standalone: ['Standalone', ''],
  unregistered: ['Not registered', ''],
  ready: ['Ready', 'good'],
  busy: ['In use', ''],
} as const;

/** Every virtual terminal of the account, and the form for another one. */
export function terminalListPage({
  terminals,
  error,
  name = '',
}: {
  readonly terminals: readonly ListedTerminal[];
  readonly error?: string | undefined;
  readonly name?: string;
}): Html {
  return merchantDocument({
    title: 'Virtual terminals',
    path: paths.virtualTerminals,
    assets: { style: paths.terminalStyle, script: paths.terminalListScript },
    content: html`<p class="lead">
        Smart Terminals without the hardware. Each listens to your till as long as its page is open, logged
        in, in pairing mode and connected.
      </p>
      ${
        terminals.length === 0
          ? html`<p class="panel empty">There is no terminal yet. Add one, and open its page.</p>`
          : html`<ul class="terminals" data-terminal-list>
              ${terminals.map(card)}
            </ul>`
      }
      <form class="panel add-terminal" method="post" action="${paths.virtualTerminals}">
        <div>
          <label class="label" for="name">Name of a new terminal</label>
          <input
            id="name"
            name="name"
            value="${name}"
            maxlength="60"
            placeholder="Front counter"
            autocomplete="off"
            aria-describedby="name-error"
            ${error && html`aria-invalid="true" data-focus`}
          />
        </div>
        <button type="submit" class="button primary">Add a terminal</button>
        <p class="error" id="name-error">${error}</p>
      </form>`,
  });
}

function card({ id, name, code, operator, status }: ListedTerminal): Html {
  const [text, tone] = statusTexts[status];
  return html`<li class="panel terminal-card">
    <span class="mini ${status}" aria-hidden="true"><i>${code ?? '••••'}</i></span>
    <div>
      <h2><a href="${virtualTerminalPath(id)}">${name}</a></h2>
      <p><span class="tag ${tone}">${text}</span></p>
      <p class="hint">
        ${code ? html`Code <code class="listed-code">${code}</code>` : 'No code yet'}${
          operator && html`, ${operator}`
        }
      </p>
    </div>
  </li>`;
}
