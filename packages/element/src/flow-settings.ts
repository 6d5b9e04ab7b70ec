import { HelcimCheckoutError } from './helcim-checkout-error.js';
import type { Messages } from './messages.js';
import type { SessionClient } from './session-client.js';

/** Helcim's own script. The simulator brings another address. */
export const helcimScriptUrl = 'https://secure.helcim.app/helcim-pay/services/start.js';

/** What one run works with, read once at its start: attributes changed later wait for the next run. */
export interface FlowSettings {
  /** Absolute; empty if there is none. */
  readonly endpoint: string;
  readonly orderId: string;
  /** Server and order as one text. */
  readonly key: string;
  /** Absolute; empty if it cannot be used. */
  readonly scriptUrl: string;
  readonly successUrl: string;
  readonly nonce: string;
  readonly allowExit: boolean;
  readonly client: SessionClient;
  readonly texts: Messages;
}

const privateHost = /^(localhost|\[.*|(10|127|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+)$|\.local(host)?$/;

/** What keeps this page from taking a payment, if anything does. */
export function settingsError(
  { endpoint, orderId, scriptUrl }: Pick<FlowSettings, 'endpoint' | 'orderId' | 'scriptUrl'>,
  page: Pick<Location, 'protocol' | 'hostname'> = location,
): HelcimCheckoutError | undefined {
  if (!orderId || !endpoint || !scriptUrl)
    return new HelcimCheckoutError('configuration', 'endpoint or order-id is missing.');
  // The browser makes everything outside of it inert, Helcim's iframe too.
  if (document.querySelector('dialog:modal'))
    return new HelcimCheckoutError('configuration', 'A modal dialog is open.');
  // Helcim refuses such pages without a word: a blank window and no message.
  if (scriptUrl === helcimScriptUrl && (page.protocol !== 'https:' || privateHost.test(page.hostname)))
    return new HelcimCheckoutError('insecure-page', 'Helcim needs a public https page.');
  return undefined;
}

/** The absolute address if it is one of http or https, else empty. */
export function webAddress(address: string): string {
  try {
    const { href } = new URL(address, document.baseURI);
    return address && /^https?:/.test(href) ? href : '';
  } catch {
    return '';
  }
}
