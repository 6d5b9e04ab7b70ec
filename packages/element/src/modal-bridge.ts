import { HelcimCheckoutError, type HelcimCheckoutErrorCode } from './helcim-checkout-error.js';
import type { Messages } from './messages.js';
import { isolateModal } from './modal-isolation.js';
import { type ModalMessage, readModalMessage } from './modal-message.js';
import { showModalRescue } from './modal-rescue.js';
import { watchPolicy } from './watch-policy.js';

export interface ModalOptions {
  readonly checkoutToken: string;
  readonly scriptUrl: string;
  readonly allowExit: boolean;
  readonly texts: Messages;
  /** Focused afterwards if what had the focus before is gone. */
  readonly returnFocus: HTMLElement;
  onMessage(message: ModalMessage): void;
  /** The modal is gone without HIDE, or the buyer left through the watchdog's button: then with the reason. */
  onLost(reason?: HelcimCheckoutError): void;
}

export interface Modal {
  isOpen(): boolean;
  /** Takes the modal away and gives the page back. Late messages still arrive until `dispose`. */
  close(): void;
  /** Stops listening. */
  dispose(): void;
}

const tickMs = 500;
const loadWithinTicks = 20;
let present: Modal | undefined;

/** Opens Helcim's modal over the page and hears it. The script must be loaded. One modal per page. */
export function openModal(options: ModalOptions): Modal {
  if (present) throw new HelcimCheckoutError('modal-elsewhere');
  const { checkoutToken, texts } = options;
  const { origin } = new URL(options.scriptUrl);
  const watching = new AbortController();
  let frame: HTMLIFrameElement | undefined;
  let frameWindow: Window | null;
  let loaded = false;
  let refused = false;
  let ticks = 0;
  let giveBack: (() => void) | undefined;
  let endRescue: (() => void) | undefined;

  const onMessage = (event: MessageEvent) => {
    const message = readModalMessage(event, { origin, checkoutToken, frameWindow });
    if (message) options.onMessage(message);
  };
  // A way out, and no more: a payment may be running in a window that looks broken to us.
  const rescue = (code: HelcimCheckoutErrorCode) => {
    endRescue ??= showModalRescue(texts.rescue, code, () => options.onLost(new HelcimCheckoutError(code)));
  };
  const timer = setInterval(() => {
    if (frame && !frame.isConnected) options.onLost();
    else if (!loaded && ++ticks > loadWithinTicks) rescue('modal-timeout');
  }, tickMs);
  const modal: Modal = {
    isOpen: () => present === modal,
    close() {
      if (present !== modal) return;
      present = undefined;
      clearInterval(timer);
      watching.abort();
      endRescue?.();
      try {
        removeHelcimPayIframe();
      } catch {
        // Helcim's own removal is known to throw.
      }
      frame?.remove();
      giveBack?.();
    },
    dispose() {
      modal.close();
      window.removeEventListener('message', onMessage);
    },
  };

  present = modal;
  window.addEventListener('message', onMessage);
  watchPolicy(origin, watching.signal, () => {
    refused = true;
    rescue('modal-csp');
  });
  try {
    appendHelcimPayIframe(checkoutToken, options.allowExit);
    // The newest: a page may have left an old one behind.
    frame = [...document.querySelectorAll<HTMLIFrameElement>('iframe#helcimPayIframe')].at(-1);
  } catch (cause) {
    modal.dispose();
    throw new HelcimCheckoutError('modal-missing', String(cause), { cause });
  }
  if (frame) {
    frameWindow = frame.contentWindow;
    frame.addEventListener('load', () => {
      loaded = true;
      // A refused frame loads too: the browser's own error page.
      if (!refused) endRescue?.();
    });
    giveBack = isolateModal(frame, texts.modalTitle, options.returnFocus);
  } else rescue('modal-missing');
  return modal;
}
