import { ReactiveElement, unsafeCSS } from '@lit/reactive-element';
import { webAddress } from '../flow-settings.js';
import { languageOf } from '../language.js';
import type { RequestHeaders } from '../session-client.js';
import { DeviceChoice } from './device-choice.js';
import type { TerminalAnswer } from './terminal-answer.js';
import { createTerminalClient, type TerminalClient } from './terminal-client.js';
import type { HelcimTerminalEventMap } from './terminal-events.js';
import { TerminalFlow } from './terminal-flow.js';
import { type TerminalMessages, terminalMessagesFor } from './terminal-messages.js';
import { readCode, type TerminalSettings } from './terminal-settings.js';
import type { TerminalState } from './terminal-state.js';
import { terminalStyles } from './terminal-styles.js';
import { createTerminalView, type TerminalView } from './terminal-view.js';

const text = { reflect: true, useDefault: true };
const given = { attribute: false };

type Listen = <Type extends keyof HelcimTerminalEventMap>(
  type: Type,
  listener: (this: HelcimTerminal, event: HelcimTerminalEventMap[Type]) => void,
  options?: boolean | AddEventListenerOptions,
) => void;

/**
 * `<helcim-terminal endpoint="/pay/terminals" order-id="…">`: the clerk's side of a payment on a Smart Terminal.
 *
 * @csspart device - which device is used, and what can be done with it
 * @csspart select - the choice among devices
 * @csspart button - sends the order to the device
 * @csspart amount - the amount in it
 * @csspart status - what is going on
 * @csspart error - what went wrong
 * @cssproperty --helcim-color - button
 * @cssproperty --helcim-text-color - its label
 * @cssproperty --helcim-radius - its corners
 * @cssproperty --helcim-height - its least height
 * @cssproperty --helcim-font - font family
 * @fires helcim-open - before sending; cancelable
 * @fires helcim-opened - the device has the request
 * @fires helcim-approved - the server has verified the payment
 * @fires helcim-declined - a card was declined, the device takes another
 * @fires helcim-cancelled - cancelled on the device; an approval may still follow
 * @fires helcim-unknown - being looked up
 * @fires helcim-review - a person must look at it
 * @fires helcim-failed - the device does not listen, nothing was sent, or the server did not say
 * @fires helcim-statechange - any change of `state`
 */
export class HelcimTerminal extends ReactiveElement {
  static override styles = unsafeCSS(terminalStyles);
  static override properties = {
    endpoint: text,
    orderId: { ...text, attribute: 'order-id' },
    device: text,
    credentials: text,
    disabled: { type: Boolean, reflect: true },
    headers: given,
    messages: given,
    terminalClient: given,
  };

  /** Where the terminals are mounted, as in `/pay/terminals`. */
  declare endpoint: string;
  /** The order, as `getOrder` on the server knows it. */
  declare orderId: string;
  /** Code of the device to use; without it the clerk chooses. */
  declare device: string;
  /** `include` for a server on another origin. */
  declare credentials: RequestCredentials;
  declare disabled: boolean;
  /** Sent with every request to the endpoint. */
  declare headers: RequestHeaders;
  /** Replaces single texts. */
  declare messages: Partial<TerminalMessages>;
  /** Speaks with your own server instead of `endpoint`. */
  declare terminalClient: TerminalClient | undefined;

  declare addEventListener: Listen & HTMLElement['addEventListener'];
  declare removeEventListener: Listen & HTMLElement['removeEventListener'];

  readonly #internals = this.attachInternals();
  readonly #flow = new TerminalFlow(
    this,
    () => this.#settings(),
    () => this.requestUpdate(),
  );
  readonly #choice = new DeviceChoice(
    () => this.#settings(),
    () => this.requestUpdate(),
  );
  #view: TerminalView | undefined;

  constructor() {
    super();
    this.endpoint = this.orderId = this.device = '';
    this.credentials = 'same-origin';
    this.disabled = false;
    this.headers = {};
    this.messages = {};
  }

  /** Registers the element once; a tag that is taken is left alone. */
  static define(tag = 'helcim-terminal', registry = customElements): void {
    if (!registry.get(tag)) registry.define(tag, this);
  }

  get state(): TerminalState {
    return this.#flow.status.state;
  }

  /** The server's last answer about the payment: what was charged, on which device. */
  get session(): TerminalAnswer | undefined {
    return this.#flow.status.answer;
  }

  /** Sends the order to the device as a click would. Resolves when the server has answered. */
  async start(): Promise<void> {
    await this.#start();
  }

  /** Asks the server how the payment stands. */
  async checkStatus(): Promise<TerminalState> {
    await this.#flow.checkStatus();
    return this.state;
  }

  /** Back to idle. Does nothing while a payment is undecided. */
  reset(): void {
    this.#flow.reset();
  }

  override focus(options?: FocusOptions): void {
    this.#view?.button.focus(options);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#flow.connected();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#flow.disconnected();
  }

  protected override willUpdate(): void {
    this.#flow.settingsChanged();
    this.#choice.settingsChanged();
  }

  protected override updated(): void {
    this.#view ??= createTerminalView(this.renderRoot as ShadowRoot, {
      flow: this.#flow,
      choice: this.#choice,
      start: (force) => void this.#start(force),
    });
    this.#view.update(this.#texts, languageOf(this), this.disabled);
    this.#internals.states.clear();
    this.#internals.states.add(this.state);
  }

  async #start(force = false): Promise<void> {
    const device = this.#choice.current?.code;
    if (this.disabled || !device) return;
    this.#choice.forgetNews();
    await this.#flow.start(device, force);
  }

  get #texts(): TerminalMessages {
    return { ...terminalMessagesFor(languageOf(this)), ...this.messages };
  }

  #settings(): TerminalSettings {
    const { terminalClient, orderId } = this;
    const endpoint = webAddress(this.endpoint).replace(/\/$/, '') || (terminalClient ? 'terminalClient' : '');
    return {
      endpoint,
      orderId,
      device: readCode(this.device),
      key: `${endpoint} ${orderId}`,
      client: terminalClient ?? createTerminalClient(endpoint, this.credentials, this.headers),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'helcim-terminal': HelcimTerminal;
  }
}
