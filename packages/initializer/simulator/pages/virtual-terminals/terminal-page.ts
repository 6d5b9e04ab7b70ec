import { html, type Html } from '../html.js';
import { merchantDocument } from '../layout.js';
import { paths, virtualTerminalPath } from '../paths.js';
import { counter } from './counter.js';
import { terminalPicture } from './terminal-picture.js';

export interface TerminalPage {
  readonly id: string;
  readonly name: string;
  /** Of this page, for another site's frame: scheme, host and port. */
  readonly origin: string;
}

/** One terminal and the counter it stands on, among the merchant's pages. */
export function terminalPage({ id, name, origin }: TerminalPage): Html {
  const embedded = `${virtualTerminalPath(id)}?embed=1`;
  const frame = `<iframe src="${origin}${embedded}" title="Virtual terminal" width="400" height="790"></iframe>`;
  return merchantDocument({
    title: name,
    path: paths.virtualTerminals,
    trail: [{ name: 'Virtual terminals', path: paths.virtualTerminals }],
    assets: { style: paths.terminalStyle, script: paths.terminalScript },
    content: html`${workspace(id, name)}
      <details class="panel frame-it">
        <summary>Show it beside your till</summary>
        <p>
          Pages on this machine may frame it, or
          <a href="${embedded}" target="_blank">open it in a window</a> of its own.
        </p>
        <p class="copy-line">
          <code>${frame}</code>
          <button type="button" class="button small" data-copy="${frame}" hidden>
            Copy<span class="visually-hidden"> the frame</span>
          </button>
        </p>
        <p class="visually-hidden" role="status" id="copy-status"></p>
      </details>`,
  });
}

/** The terminal alone, to stand in a frame beside a till. */
export function embeddedTerminal({ id, name }: TerminalPage): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${name} – Helcim simulator</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${paths.style}" />
        <link rel="stylesheet" href="${paths.terminalStyle}" />
        <script type="module" src="${paths.terminalScript}"></script>
      </head>
      <body class="embedded">
        <header class="ribbon">
          <p><strong>Simulator</strong> — not Helcim. No real money.</p>
        </header>
        <main>
          <h1 class="visually-hidden">${name}</h1>
          ${workspace(id, name)}
        </main>
      </body>
    </html>`;
}

function workspace(id: string, name: string): Html {
  return html`<div class="terminal-place">
    <div class="terminal" data-terminal="${virtualTerminalPath(id)}" data-shows="asleep">
      ${terminalPicture(name)} ${counter()}
      <p class="visually-hidden" role="status" data-live></p>
    </div>
  </div>`;
}
