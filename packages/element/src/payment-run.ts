import {
  HelcimApprovedEvent,
  HelcimCancelledEvent,
  HelcimDeclinedEvent,
  HelcimFailedEvent,
  HelcimOpenedEvent,
  HelcimPendingEvent,
  HelcimReviewEvent,
  HelcimUnknownEvent,
} from './checkout-events.js';
import { isModalState, isStartable, isUndecided, isVerdict, type Verdict } from './checkout-state.js';
import type { CheckoutStatus } from './checkout-status.js';
import { type FlowSettings, settingsError, webAddress } from './flow-settings.js';
import { HelcimCheckoutError } from './helcim-checkout-error.js';
import { type Modal, openModal } from './modal-bridge.js';
import type { ModalMessage } from './modal-message.js';
import type { PageLife } from './page-life.js';
import type { ParkedResult } from './parked-results.js';
import { pause } from './pause.js';
import { reportResult } from './report-result.js';
import { loadScript } from './script-loader.js';
import type { SessionAnswer } from './session-client.js';
import type { SessionStart } from './session-start.js';

const verdictEvents = {
  approved: HelcimApprovedEvent,
  pending: HelcimPendingEvent,
  review: HelcimReviewEvent,
};
/** A SUCCESS posted just before HIDE may arrive after it. */
const lateMessageMs = 2_000;
const firstPollMs = 3_000;
const longestPollMs = 60_000;
/** For an element that is no longer on the page: about half an hour. */
const asksWhenRemoved = 30;

/** One payment from a click to its end. Once another run has taken over, it writes nothing. */
export class PaymentRun {
  readonly settings: FlowSettings;
  readonly #status: CheckoutStatus;
  readonly #page: PageLife;
  readonly #onEnd: () => void;
  readonly #abort = new AbortController();
  #sessionId = '';
  #modal: Modal | undefined;
  /** SUCCESS was heard: from here only the server's verdict counts. */
  #succeeded = false;
  #polling = false;
  /** The run that has taken over. */
  #heir: PaymentRun | undefined;
  /** Why the buyer left through the watchdog's button. */
  #reason: HelcimCheckoutError | undefined;
  /** Helcim's receipt is on show. */
  #onReceiptClosed: (() => void) | undefined;

  /** `onEnd`: a verdict, or cancelled. */
  constructor(settings: FlowSettings, status: CheckoutStatus, page: PageLife, onEnd: () => void) {
    this.settings = settings;
    this.#status = status;
    this.#page = page;
    this.#onEnd = onEnd;
    status.orderId = settings.orderId;
  }

  /** Another run takes over. A result on its way to the server goes on, and a late one is still heard. */
  retire(heir: PaymentRun): void {
    this.#heir = heir;
    this.#abort.abort();
    this.#leaveModal();
  }

  /** From the click to the modal. Script and session are fetched side by side. */
  async start(sessions: SessionStart): Promise<void> {
    const { settings } = this;
    const status = this.#status;
    const starting = () => !this.#heir && status.state === 'starting';
    status.enter('starting');
    try {
      const wrong = settingsError(settings);
      if (wrong) throw wrong;
      if (settings.successUrl && !webAddress(settings.successUrl))
        status.say(new HelcimFailedEvent(status, new HelcimCheckoutError('success-url')));
      const script = loadScript(settings.scriptUrl, settings.nonce);
      script.catch(() => undefined);
      const answer = await sessions.answer(settings, this.#abort.signal, (waiting) => {
        if (starting()) status.wait(waiting);
      });
      if (answer.checkoutToken) await script;
      if (starting()) this.#begin(answer);
    } catch (error) {
      if (starting()) this.#fail(error);
    }
  }

  /** The modal is gone: asks the server what happened, unless it is known. */
  hidden(reason?: HelcimCheckoutError): void {
    this.#modal?.close();
    this.#onReceiptClosed?.();
    if (!isModalState(this.#status.state)) return;
    this.#reason = reason;
    this.#status.enter('confirming');
    void this.ask(this.#sessionId);
  }

  /** Brings a result to the server, whatever becomes of this run. */
  async report(result: ParkedResult): Promise<void> {
    this.#succeeded = true;
    // The same order: what was heard late is the element's news.
    if (this.#heir?.settings.key === this.settings.key) return this.#heir.report(result);
    if (this.#undecided) this.#status.enter('confirming');
    const unknown = () => this.#unknown();
    const answer = await reportResult(this.settings.client, result, unknown);
    if (answer) this.#take(answer);
    else unknown();
  }

  /** Asks the server. `quiet`: the state follows, but the verdict is another tab's to announce. */
  async ask(sessionId: string, quiet = false): Promise<void> {
    const succeeded = this.#succeeded;
    const answer = await this.settings.client
      .readSession(sessionId, this.#abort.signal)
      .catch(() => undefined);
    // A SUCCESS heard meanwhile is on its way to the server and knows more than this answer.
    if (this.#succeeded !== succeeded) return;
    if (answer) this.#take(answer, quiet);
    else if (this.#status.state === 'confirming') this.#unknown();
  }

  get #undecided(): boolean {
    return !this.#heir && !isVerdict(this.#status.state);
  }

  #begin(answer: SessionAnswer): void {
    const status = this.#status;
    const { outcome, checkoutToken, sessionId } = answer;
    if (outcome !== 'open') {
      this.#take(answer);
      return;
    }
    status.session = answer;
    if (!checkoutToken) {
      status.enter('closing');
      this.#wait(answer);
      return;
    }
    this.#sessionId = sessionId;
    this.#modal = openModal({
      ...this.settings,
      checkoutToken,
      returnFocus: status.host,
      onMessage: (message) => this.#hear(message),
      onLost: (reason) => this.hidden(reason),
    });
    this.#tell(false);
    status.enter('open', new HelcimOpenedEvent(status));
  }

  /** Takes no click until the server's pause is over. */
  #wait({ retryAfterSeconds = 0 }: { retryAfterSeconds?: number | undefined }): void {
    const status = this.#status;
    status.wait();
    setTimeout(() => {
      if (this.#heir) return;
      if (status.state === 'closing') status.enter('idle');
      else status.wait(false);
    }, retryAfterSeconds * 1000);
  }

  #hear({ status: word, eventMessage }: ModalMessage): void {
    const status = this.#status;
    const { endpoint, orderId } = this.settings;
    if (word === 'SUCCESS') {
      if (this.#succeeded) return;
      void this.report({ endpoint, orderId, sessionId: this.#sessionId, eventMessage, parkedAt: Date.now() });
    } else if (this.#heir) return;
    else if (word === 'HIDE') this.hidden();
    else if (isModalState(status.state)) status.enter('declined', new HelcimDeclinedEvent(status));
  }

  #take(answer: SessionAnswer, quiet = false): void {
    const status = this.#status;
    const { state } = status;
    const { outcome } = answer;
    if (this.#heir) return;
    if (outcome === 'open' && (isModalState(state) || isStartable(state))) return;
    status.session = answer;
    if (isVerdict(outcome)) void this.#settle(outcome, quiet);
    // After a SUCCESS, that the server found nothing in time does not mean that there is nothing.
    else if (outcome === 'unknown' || (this.#succeeded && outcome !== 'returned')) this.#unknown();
    else if (isUndecided(state)) this.#cancel();
    else if (state === 'starting') this.#fail(new HelcimCheckoutError('bad-answer', outcome));
  }

  async #settle(outcome: Verdict, quiet: boolean): Promise<void> {
    const status = this.#status;
    const modal = this.#modal;
    if (status.state === outcome) return;
    const receipt = this.#succeeded && modal?.isOpen() && status.session?.confirmationScreen;
    if (!receipt) modal?.dispose();
    if (!quiet) this.#tell(true);
    status.enter(outcome, !quiet && new verdictEvents[outcome](status));
    if (receipt) await new Promise<void>((resolve) => (this.#onReceiptClosed = resolve));
    modal?.dispose();
    this.#onEnd();
    const address = webAddress(this.settings.successUrl);
    // A listener may have reset the element or given it another order.
    if (address && outcome === 'approved' && !quiet && !this.#heir) location.assign(address);
  }

  #unknown(): void {
    const status = this.#status;
    if (!this.#undecided) return;
    this.#modal?.close();
    if (status.state !== 'unknown') status.enter('unknown', new HelcimUnknownEvent(status));
    if (!this.#polling) void this.#poll();
  }

  async #poll(): Promise<void> {
    const status = this.#status;
    let asks = 0;
    const wanted = () =>
      !this.#heir && status.state === 'unknown' && (status.host.isConnected || asks < asksWhenRemoved);
    this.#polling = true;
    for (let ms = firstPollMs; wanted(); ms = Math.min(ms * 2, longestPollMs)) {
      await pause(ms);
      asks++;
      if (wanted()) await this.ask(status.session?.sessionId ?? '');
    }
    this.#polling = false;
  }

  /** An exit through the watchdog's button proves no more than HIDE does: the buyer reads the same, the page is told why. */
  #cancel(): void {
    const status = this.#status;
    this.#leaveModal();
    if (this.#reason) this.#fail(this.#reason, true);
    else status.enter('idle', new HelcimCancelledEvent(status), { cancelled: true });
    this.#onEnd();
  }

  #leaveModal(): void {
    const modal = this.#modal;
    modal?.close();
    setTimeout(() => modal?.dispose(), lateMessageMs);
  }

  #fail(cause: unknown, cancelled = false): void {
    const status = this.#status;
    const error =
      cause instanceof HelcimCheckoutError
        ? cause
        : new HelcimCheckoutError('network', String(cause), { cause });
    status.enter('failed', new HelcimFailedEvent(status, error), { error, cancelled });
    if (error.retryAfterSeconds) this.#wait(error);
  }

  #tell(settled: boolean): void {
    const sessionId = this.#status.session?.sessionId ?? '';
    this.#page.tell({ key: this.settings.key, sessionId, settled });
  }
}
