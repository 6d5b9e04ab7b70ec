import { ReactiveElement, unsafeCSS } from '@lit/reactive-element';
import type { CheckoutState } from './checkout-state.js';
import { CheckoutFlow } from './checkout-flow.js';
import { type CheckoutView, createCheckoutView } from './checkout-view.js';
import { type FlowSettings, helcimScriptUrl, webAddress } from './flow-settings.js';
import { styles } from './helcim-checkout-styles.js';
import { languageOf } from './language.js';
import { type Messages, messagesFor } from './messages.js';
import { createSessionClient, type RequestHeaders, type SessionClient } from './session-client.js';

const text = { reflect: true, useDefault: true };
const flag = { type: Boolean, reflect: true };
const given = { attribute: false };
const named = (attribute: string) => ({ ...text, attribute });

/**
 * `<helcim-checkout endpoint="/pay" order-id="…">`: a button that takes a payment through Helcim's modal.
 *
 * @slot - label of the button
 * @slot trigger - your own button instead
 * @csspart button - the button
 * @csspart amount - the amount in it
 * @csspart status - what is going on
 * @csspart error - what went wrong
 * @cssproperty --helcim-color - button
 * @cssproperty --helcim-text-color - its label
 * @cssproperty --helcim-radius - its corners
 * @cssproperty --helcim-height - its least height
 * @cssproperty --helcim-font - font family
 * @fires helcim-open - before opening; cancelable
 * @fires helcim-opened - the modal stands
 * @fires helcim-approved - the server has verified the payment
 * @fires helcim-pending - accepted, not cleared
 * @fires helcim-declined - a card was declined, the modal takes another
 * @fires helcim-cancelled - closed without a result; never cancel the order on this
 * @fires helcim-unknown - being looked up
 * @fires helcim-review - a person looks at it
 * @fires helcim-failed - an error of the element's own
 * @fires helcim-statechange - any change of `state`
 */
export class HelcimCheckout extends ReactiveElement {
  static readonly formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = { mode: 'open', delegatesFocus: true };
  static override styles = unsafeCSS(styles);
  static override properties = {
    endpoint: text,
    orderId: named('order-id'),
    successUrl: named('success-url'),
    scriptUrl: named('script-url'),
    prefetch: text,
    name: text,
    credentials: text,
    noExit: { ...flag, attribute: 'no-exit' },
    disabled: flag,
    required: flag,
    headers: given,
    messages: given,
    sessionClient: given,
  };

  /** Where the initializer is mounted, as in `/pay`. */
  declare endpoint: string;
  /** The order, as `getOrder` on the server knows it. */
  declare orderId: string;
  /** The page after an approval; http or https only. */
  declare successUrl: string;
  /** Helcim's script by default. */
  declare scriptUrl: string;
  /** `intent` loads script and session when the buyer reaches for the button. */
  declare prefetch: 'intent' | 'none';
  /** Name in a form; the value is the session id. */
  declare name: string;
  /** `include` for a server on another origin. */
  declare credentials: RequestCredentials;
  /** Hides the modal's exit button. */
  declare noExit: boolean;
  declare disabled: boolean;
  /** A form is not submitted before the payment is approved. */
  declare required: boolean;
  /** Sent with every request to the endpoint. */
  declare headers: RequestHeaders;
  /** Replaces single texts. */
  declare messages: Partial<Messages>;
  /** Speaks with your own server instead of `endpoint`. */
  declare sessionClient: SessionClient | undefined;

  readonly #internals = this.attachInternals();
  readonly #flow = new CheckoutFlow(
    this,
    () => this.#settings(),
    () => this.requestUpdate(),
  );
  #view: CheckoutView | undefined;

  constructor() {
    super();
    this.endpoint = this.orderId = this.successUrl = this.name = '';
    this.scriptUrl = helcimScriptUrl;
    this.prefetch = 'intent';
    this.credentials = 'same-origin';
    this.noExit = this.disabled = this.required = false;
    this.headers = {};
    this.messages = {};
    // The pointer of a touch enters as the finger comes down.
    this.addEventListener('pointerenter', this.#onIntent);
    this.addEventListener('focusin', this.#onIntent);
  }

  /** Registers the element once; a tag that is taken is left alone. */
  static define(tag = 'helcim-checkout', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  get state(): CheckoutState {
    return this.#flow.status.state;
  }

  /** Opens the modal as a click would. Resolves when it stands, or when it is clear that it will not. */
  open(): Promise<void> {
    return this.#disabled ? Promise.resolve() : this.#flow.open();
  }

  /** Closes the modal; the server is asked what happened. */
  close(): void {
    this.#flow.close();
  }

  /** Back to idle. Does nothing while a payment is undecided. */
  reset(): void {
    this.#flow.reset();
  }

  /** Asks the server how the session stands. */
  async checkStatus(): Promise<CheckoutState> {
    await this.#flow.checkStatus();
    return this.state;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#flow.connected();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#flow.disconnected();
  }

  formDisabledCallback(): void {
    this.requestUpdate();
  }

  formResetCallback(): void {
    this.reset();
  }

  protected override willUpdate(): void {
    this.#flow.settingsChanged();
  }

  protected override updated(): void {
    const { status } = this.#flow;
    const internals = this.#internals;
    const texts = this.#texts;
    const disabled = this.#disabled;
    this.#view ??= createCheckoutView(this.renderRoot, this.#onClick);
    this.#view.update(status, texts, languageOf(this), disabled);
    internals.states.clear();
    internals.states.add(status.state);
    internals.setFormValue(status.session?.sessionId ?? null);
    internals.setValidity(
      { valueMissing: this.required && status.state !== 'approved' },
      texts.required,
      this.#view.button,
    );
    for (const trigger of this.querySelectorAll('[slot=trigger]'))
      trigger.ariaDisabled = String(disabled || !status.startable);
  }

  get #disabled(): boolean {
    return this.disabled || this.matches(':disabled');
  }

  get #texts(): Messages {
    return { ...messagesFor(languageOf(this)), ...this.messages };
  }

  #settings(): FlowSettings {
    const { sessionClient, orderId, successUrl } = this;
    const endpoint = webAddress(this.endpoint).replace(/\/$/, '') || (sessionClient ? 'sessionClient' : '');
    return {
      endpoint,
      orderId,
      key: `${endpoint} ${orderId}`,
      successUrl,
      scriptUrl: webAddress(this.scriptUrl),
      nonce: this.nonce,
      allowExit: !this.noExit,
      client: sessionClient ?? createSessionClient(endpoint, this.credentials, this.headers),
      texts: this.#texts,
    };
  }

  readonly #onIntent = () => {
    if (this.prefetch !== 'none' && !this.#disabled) this.#flow.prefetch();
  };

  readonly #onClick = (event: Event) => {
    // An own trigger may be a link or a submit button.
    event.preventDefault();
    void this.open();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'helcim-checkout': HelcimCheckout;
  }
}
