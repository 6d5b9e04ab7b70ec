import type { Posts } from '../modal-messages.js';
import { html, trusted, type Html } from '../pages/html.js';
import { closeIcon, flaskIcon } from './icons.js';
import type { Appearance } from './modal-theme.js';

export const assetPath = '/helcim-pay/assets';

/** What the frame needs to know of the page around it, and what it tells that page. */
export interface Frame {
  readonly checkoutToken: string;
  readonly allowExit: boolean;
  /** Where messages are posted: an origin, or `*`. */
  readonly targetOrigin: string;
  /** What is posted when it opens and when it is closed, and whether as an object or as JSON text. */
  readonly posts: Posts & { eventData: 'object' | 'text' };
}

export interface ModalDocument {
  readonly title: string;
  readonly appearance: Appearance;
  /** Custom properties from modal-theme.ts: our own text, made of checked colours and numbers. */
  readonly theme: string;
  readonly styleNonce: string;
  readonly frame: Frame;
  /** The view shown first, by the `data-view` of its element. */
  readonly view: 'pay' | 'notice';
  readonly confirmationScreen?: boolean;
  readonly labelledBy: string;
  readonly content: Html;
}

/** The document around every view of the modal: a dimmed page with one dialog, and the simulator's ribbon on top of it. */
export function modalDocument(modal: ModalDocument): Html {
  const { frame } = modal;
  return html`<!doctype html>
    <html lang="en" data-appearance="${modal.appearance}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="robots" content="noindex" />
        <title>${modal.title} – Simulator of HelcimPay.js</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${assetPath}/modal.css" />
        <style nonce="${modal.styleNonce}">
          ${trusted(modal.theme)}
        </style>
        <script type="module" src="${assetPath}/modal.js"></script>
      </head>
      <body>
        <main
          class="overlay"
          data-token="${frame.checkoutToken}"
          data-target-origin="${frame.targetOrigin}"
          data-posts="${JSON.stringify(frame.posts)}"
          data-first-view="${modal.view}"
          ${frame.allowExit && html`data-allow-exit`}
          ${modal.confirmationScreen && html`data-confirmation-screen`}
        >
          <div
            class="dialog"
            role="dialog"
            aria-modal="true"
            aria-labelledby="${modal.labelledBy}"
            aria-describedby="simulator-note"
            tabindex="-1"
          >
            <p class="ribbon" id="simulator-note">
              ${flaskIcon}<span><strong>Simulator:</strong> only test cards. No real money.</span>
            </p>
            ${modal.content}
          </div>
        </main>
      </body>
    </html>`;
}

/** Leaves without paying; only where the shop allowed it. */
export function exitButton(frame: Frame): Html | undefined {
  if (!frame.allowExit) return undefined;
  return html`<button type="button" class="icon-button" data-exit aria-label="Close without paying">
    ${closeIcon}
  </button>`;
}
