import { HelcimOpenEvent } from './checkout-events.js';
import { isStartable, isUndecided, isVerdict } from './checkout-state.js';
import { CheckoutStatus } from './checkout-status.js';
import { type FlowSettings, settingsError } from './flow-settings.js';
import { createPageLife, type OrderNews } from './page-life.js';
import { parkedFor } from './parked-results.js';
import { PaymentRun } from './payment-run.js';
import { reportResult } from './report-result.js';
import { loadScript } from './script-loader.js';
import { createSessionStart } from './session-start.js';

/**
 * The payments of one element, one run after the other, apart from their look. It outlives the node: removed during a
 * payment, it still brings the result to the server.
 */
export class CheckoutFlow {
  readonly status: CheckoutStatus;
  readonly #readSettings: () => FlowSettings;
  readonly #sessions = createSessionStart();
  readonly #page = createPageLife(
    (news) => this.#onNews(news),
    () => this.#onReturn(),
  );
  #run: PaymentRun | undefined;
  #key: string | undefined;

  constructor(host: HTMLElement, readSettings: () => FlowSettings, changed: () => void) {
    this.status = new CheckoutStatus(host, changed);
    this.#readSettings = readSettings;
  }

  connected(): void {
    this.#page.connect();
    // While it was away, it may have stopped asking.
    if (this.status.state === 'unknown') void this.checkStatus();
  }

  disconnected(): void {
    this.#page.disconnect();
    // A moved node is back by then.
    setTimeout(() => {
      if (!this.status.host.isConnected && this.status.state === 'starting') this.reset();
    });
  }

  /** Attributes or properties have changed. */
  settingsChanged(): void {
    const { key } = this.#readSettings();
    if (key === this.#key) return;
    this.#key = key;
    this.orderChanged();
    // Not during the element's update, which would be its own cause.
    queueMicrotask(() => this.#resume());
  }

  /** Sends what an earlier page could not; the result of this element's own order becomes its state. */
  #resume(): void {
    const settings = this.#readSettings();
    for (const parked of parkedFor(settings.endpoint)) {
      if (parked.orderId === settings.orderId && isStartable(this.status.state)) {
        this.status.session = { sessionId: parked.sessionId, outcome: 'unknown' };
        void this.#begin(settings).report(parked);
      } else void reportResult(settings.client, parked);
    }
  }

  /** Loads script and session while the buyer reaches for the button. Says nothing if it fails: the click does. */
  prefetch(): void {
    const settings = this.#readSettings();
    const { status } = this;
    if (!status.startable || settingsError(settings)) return;
    loadScript(settings.scriptUrl, settings.nonce).catch(() => undefined);
    this.#sessions.prefetch(settings, (answer) => {
      if (status.startable && settings.key === this.#readSettings().key) status.know(answer);
    });
  }

  /** A click. Resolves when the modal stands, or when it is clear that it will not. Never rejects. */
  async open(): Promise<void> {
    const settings = this.#readSettings();
    if (this.status.startable && this.status.say(new HelcimOpenEvent(settings)))
      await this.#begin(settings).start(this.#sessions);
  }

  /** Closes the modal as its own exit button would: the server is asked what happened. */
  close(): void {
    if (this.status.state === 'starting') this.reset();
    else this.#run?.hidden();
  }

  /** Back to idle, for another payment. Does nothing while one is undecided. */
  reset(): void {
    if (!isUndecided(this.status.state)) this.#leave();
  }

  /** Another order or server: only a payment in the modal keeps the element. */
  orderChanged(): void {
    const { state } = this.status;
    if (this.#run?.settings.key === this.#readSettings().key) return;
    if (state === 'unknown' || !isUndecided(state)) this.#leave();
  }

  /** Asks the server how the session stands. */
  async checkStatus(sessionId = this.status.session?.sessionId, quiet = false): Promise<void> {
    if (sessionId) await (this.#run ?? this.#begin(this.#readSettings())).ask(sessionId, quiet);
  }

  #begin(settings: FlowSettings): PaymentRun {
    const run = new PaymentRun(settings, this.status, this.#page, () => this.orderChanged());
    this.#run?.retire(run);
    this.#run = run;
    return run;
  }

  #leave(): void {
    this.#begin(this.#readSettings());
    this.status.session = undefined;
    this.status.enter('idle');
  }

  #onNews({ key, sessionId, settled }: OrderNews): void {
    const { state, session } = this.status;
    if (key !== this.#readSettings().key || isVerdict(state)) return;
    if (!isUndecided(state)) {
      if (settled) void this.checkStatus(sessionId, true);
    } else if (settled || session?.sessionId !== sessionId) void this.checkStatus();
  }

  #onReturn(): void {
    const { state } = this.status;
    if (state === 'starting') this.reset();
    else if (!isVerdict(state)) void this.checkStatus(undefined, isStartable(state));
  }
}
