/**
 * Every reason why the element can fail. A closed set: each has an entry of the same name in the README.
 *
 * - `configuration`: an attribute is missing or cannot be used, or a modal `<dialog>` is open
 * - `success-url`: `success-url` is neither http nor https; it is ignored
 * - `insecure-page`: Helcim's modal does not work on this page's address (not https, or localhost, or a private network)
 * - `script-blocked`, `script-csp`, `script-offline`, `script-timeout`: Helcim's script did not load
 * - `script-globals`: it loaded without the functions it should bring
 * - `network`: the shop's server did not answer
 * - `busy`: the shop's server asks to wait (`retryAfterSeconds`)
 * - `refused`: the shop's server refused; the message is the server's
 * - `bad-answer`: the shop's server answered something else than a session
 * - `modal-elsewhere`: another payment window is open on this page
 * - `modal-missing`, `modal-timeout`, `modal-csp`: Helcim's window did not appear, did not load, or was refused by the page's CSP
 */
export type HelcimCheckoutErrorCode =
  | 'configuration'
  | 'success-url'
  | 'insecure-page'
  | 'script-blocked'
  | 'script-csp'
  | 'script-offline'
  | 'script-timeout'
  | 'script-globals'
  | 'network'
  | 'busy'
  | 'refused'
  | 'bad-answer'
  | 'modal-elsewhere'
  | 'modal-missing'
  | 'modal-timeout'
  | 'modal-csp';

const forTheDeveloper: readonly HelcimCheckoutErrorCode[] = [
  'configuration',
  'success-url',
  'insecure-page',
  'refused',
];

/** What this element reports when it cannot go on. A decline or a closed window is not an error. */
export class HelcimCheckoutError extends Error {
  override readonly name = 'HelcimCheckoutError';
  declare readonly code: HelcimCheckoutErrorCode;
  /** Seconds to wait before the next click, if the server named them. */
  declare readonly retryAfterSeconds: number | undefined;

  constructor(
    code: HelcimCheckoutErrorCode,
    message: string = code,
    { cause, retryAfterSeconds }: { cause?: unknown; retryAfterSeconds?: number } = {},
  ) {
    super(message, { cause });
    Object.assign(this, { code, retryAfterSeconds });
  }

  /** Whether the same click may work later, without a change to the page or the order. */
  get recoverable(): boolean {
    return !forTheDeveloper.includes(this.code);
  }

  /** Where this code is explained. */
  get docUrl(): string {
    return `https://www.npmjs.com/package/@helcim-checkout/element#${this.code}`;
  }
}
