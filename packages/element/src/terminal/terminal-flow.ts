import { HelcimDeclinedEvent, HelcimFailedEvent, HelcimOpenEvent } from '../checkout-events.js';
import { eventOfState, stateOfAnswer } from './answer-state.js';
import { asTerminalError, type HelcimTerminalError } from './helcim-terminal-error.js';
import { forgetSession, type RememberedSession, rememberedSession, rememberSession } from './remembered.js';
import { createSessionWatch } from './session-watch.js';
import type { TerminalAnswer } from './terminal-answer.js';
import type { TerminalClient } from './terminal-client.js';
import { settingsError, type TerminalSettings } from './terminal-settings.js';
import { isOnDevice, isUndecided, isVerdict, type TerminalState } from './terminal-state.js';
import { TerminalStatus } from './terminal-status.js';

/** An approval may come in after the cancel; so many more questions catch it. */
const asksAfterCancel = 6;

/** The payments of one element, one after the other, apart from their look. Only the server's answers move it. */
export class TerminalFlow {
  readonly status: TerminalStatus;
  readonly #readSettings: () => TerminalSettings;
  readonly #watch = createSessionWatch((signal) => this.#ask(signal));
  /** Of the payment on show; the attributes are followed between payments. */
  #settings: TerminalSettings | undefined;
  /** The order that is about to be shown. */
  #arriving: string | undefined;
  /** Numbers every question; only the answer to the last one counts. */
  #asks = 0;
  #asksLeft = 0;

  constructor(host: HTMLElement, readSettings: () => TerminalSettings, changed: () => void) {
    this.status = new TerminalStatus(host, changed);
    this.#readSettings = readSettings;
  }

  connected(): void {
    this.#watchIfWanted();
  }

  /** The device goes on without the page, and the server with it. */
  disconnected(): void {
    this.#watch.stop();
  }

  /** Attributes or properties have changed. A device at work keeps the element until its payment is decided. */
  settingsChanged(): void {
    const settings = this.#readSettings();
    const { key } = settings;
    const sameOrder = key === this.#settings?.key;
    if (!sameOrder && isOnDevice(this.status.state)) return;
    this.#settings = settings;
    if (sameOrder) return;
    this.#arriving = key;
    // Not during the element's update, which would be its own cause.
    queueMicrotask(() => {
      if (this.#arriving !== key) return;
      this.#leave();
      void this.#resume();
    });
  }

  /**
   * A click. Resolves when the server has answered. Never rejects.
   *
   * @param force although the customer may be paying online
   */
  async start(device: string, force = false): Promise<void> {
    const { status } = this;
    const settings = this.#readSettings();
    const newOrder = settings.key !== this.#settings?.key || this.#arriving !== undefined;
    if (newOrder && !isOnDevice(status.state)) this.#leave(settings);
    if (!status.startable || !status.say(new HelcimOpenEvent(status))) return;
    this.#settings = settings;
    this.#begin();
    try {
      const wrong = settingsError(settings);
      if (wrong) throw wrong;
      this.#take(await settings.client.startSession(settings.orderId, device, force));
    } catch (error) {
      this.#fail(asTerminalError(error));
    }
  }

  /** Asks the server how the session stands. */
  async checkStatus(): Promise<void> {
    await this.#ask();
  }

  /** The clerk has seen that the device is idle. */
  async release(): Promise<void> {
    const { answer } = this.status;
    if (!answer) return;
    // A question asked meanwhile would be answered with what was before.
    this.#watch.stop();
    await this.#hear((client) => client.releaseSession(answer.sessionId));
    this.#watchIfWanted();
  }

  /** Back to idle, for another payment. Does nothing while one is undecided. */
  reset(): void {
    if (isUndecided(this.status.state)) return;
    forgetSession(this.#current.key);
    this.#leave(this.#readSettings());
  }

  get #current(): TerminalSettings {
    return (this.#settings ??= this.#readSettings());
  }

  #leave(settings = this.#current): void {
    const { status } = this;
    this.#settings = settings;
    this.#arriving = undefined;
    this.#asks += 1;
    this.#watch.stop();
    status.answer = undefined;
    status.orderId = settings.orderId;
    status.enter('idle');
  }

  #begin(): void {
    this.#asks += 1;
    this.#watch.stop();
    this.status.answer = undefined;
    this.status.enter('starting');
  }

  /** Shows the session that an earlier page of this tab began for the order. Sends nothing to the device. */
  async #resume(): Promise<void> {
    const { status } = this;
    const { key } = this.#current;
    const remembered = rememberedSession(key);
    if (!remembered || settingsError(this.#current)) return;
    this.#begin();
    status.answer = { sessionId: remembered.sessionId, outcome: 'unknown' };
    await this.#hear((client) => client.readSession(remembered.sessionId), remembered);
    if (status.state !== 'starting') return;
    const { error } = status;
    if (error?.reason === 'session_not_found') {
      forgetSession(key);
      this.#leave();
    } else this.#enter('unknown', true, error);
  }

  async #ask(signal?: AbortSignal): Promise<void> {
    const { answer, state } = this.status;
    if (!answer || state === 'starting') return;
    this.#asksLeft -= 1;
    await this.#hear((client) => client.readSession(answer.sessionId, signal));
    if (!this.#watched) this.#watch.stop();
  }

  /** A question without an answer changes nothing: the payment is on the device, not here. */
  async #hear(
    question: (client: TerminalClient) => Promise<TerminalAnswer>,
    resumed?: RememberedSession,
  ): Promise<void> {
    const number = ++this.#asks;
    try {
      const answer = await question(this.#current.client);
      if (number === this.#asks) this.#take(answer, resumed);
    } catch (error) {
      const { status } = this;
      if (number === this.#asks && isUndecided(status.state))
        status.know(status.answer, asTerminalError(error));
    }
  }

  #take(answer: TerminalAnswer, resumed?: RememberedSession): void {
    const { status } = this;
    const { key } = this.#current;
    const { state: before } = status;
    const declinesBefore = status.answer?.declines ?? 0;
    const state = stateOfAnswer(answer);
    if (state === before) {
      status.know(answer);
      const again = state === 'declined' && (answer.declines ?? 0) > declinesBefore;
      if (again) status.say(new HelcimDeclinedEvent(status));
      return;
    }
    status.answer = answer;
    if (state === 'cancelled' || state === 'asleep') forgetSession(key);
    else rememberSession(key, { sessionId: answer.sessionId, told: isVerdict(state) ? state : '' });
    // The page has heard of it before it was loaded again.
    const told = resumed && (resumed.told === state || isOnDevice(state));
    this.#enter(state, !told && !(state === 'waiting' && before !== 'starting'));
  }

  #enter(state: TerminalState, announce: boolean, error?: HelcimTerminalError): void {
    const { status } = this;
    if (state === 'cancelled') this.#asksLeft = asksAfterCancel;
    status.enter(state, announce && eventOfState(state, status), error);
    this.#watchIfWanted();
    // Another order may be waiting for the element.
    this.settingsChanged();
  }

  #fail(error: HelcimTerminalError): void {
    const { status } = this;
    status.enter('failed', new HelcimFailedEvent(status, error), error);
    if (error.retryAfterSeconds && status.error === error) {
      status.pause();
      setTimeout(() => {
        if (status.error === error) status.pause(false);
      }, error.retryAfterSeconds * 1000);
    }
    this.settingsChanged();
  }

  get #watched(): boolean {
    const { state, host } = this.status;
    const late = state === 'cancelled' && this.#asksLeft > 0;
    return host.isConnected && (late || (isUndecided(state) && state !== 'starting'));
  }

  #watchIfWanted(): void {
    if (this.#watched) this.#watch.start();
    else this.#watch.stop();
  }
}
