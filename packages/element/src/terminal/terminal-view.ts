import { make } from '../make.js';
import type { DeviceChoice } from './device-choice.js';
import { createDeviceView } from './device-view.js';
import { createOfferView, type Offer } from './offer-view.js';
import { createTerminalIcon, type Picture } from './terminal-icon.js';
import type { TerminalFlow } from './terminal-flow.js';
import type { TerminalMessages } from './terminal-messages.js';
import { isUndecided, type TerminalState } from './terminal-state.js';
import { terminalWords } from './terminal-words.js';
import { writeText } from './write-text.js';

export interface TerminalView {
  readonly button: HTMLButtonElement;
  update(texts: TerminalMessages, language: string, disabled: boolean): void;
}

const pictures: Partial<Record<TerminalState, Picture>> = {
  idle: 'device',
  starting: 'arc',
  waiting: 'waves',
  approved: 'check',
  asleep: 'moon',
  unknown: 'hourglass',
  review: 'hourglass',
};

/** Built once, then only what changed is written, so that nothing is announced twice and the keyboard keeps its place. */
export function createTerminalView(
  root: ShadowRoot,
  { flow, choice, start }: { flow: TerminalFlow; choice: DeviceChoice; start: (force?: boolean) => void },
): TerminalView {
  const { status } = flow;
  const icon = createTerminalIcon('device');
  const label = make('span');
  const amount = make('span', { part: 'amount' });
  const button = make('button', { part: 'button', class: 'main', type: 'button' }, icon.node, label, amount);
  const lineIcon = createTerminalIcon('info');
  const said = make('b');
  const quoteLabel = make('span');
  const quoted = make('bdi');
  const quote = make('span', { class: 'detail' }, quoteLabel, ' ', quoted);
  const detail = make('span', { class: 'detail' });
  const statusLine = make('span', { part: 'status' }, said, quote, detail);
  const errorLine = make('span', { part: 'error' });
  // One live region: two would talk at once.
  const live = make('div', { role: 'status' }, statusLine, errorLine);
  const line = make('div', { class: 'line' }, lineIcon.node, live);
  const offer = createOfferView('offer');
  const devices = createDeviceView(choice, () => button.focus());
  const payment = make('div', {}, button, line, offer.node);
  root.append(make('div', { class: 'terminal' }, devices.node, payment));

  button.addEventListener('click', () => {
    if (status.startable && !choice.current) devices.focus();
    else start();
  });

  const offered = (texts: TerminalMessages): Offer | undefined => {
    const { state, error, answer } = status;
    const { current, news } = choice;
    if (isUndecided(state) && answer?.releasable)
      return {
        id: 'release',
        label: texts.release,
        question: texts.releaseQuestion,
        yes: texts.releaseYes,
        act: () => void flow.release(),
      };
    if (!status.startable) return undefined;
    if (error?.reason === 'online_payment_open')
      return {
        id: 'force',
        label: texts.chargeHere,
        question: texts.chargeHereQuestion,
        yes: texts.chargeHereYes,
        act: () => start(true),
      };
    if (news?.work === 'load' && news.error)
      return { id: 'load', label: texts.loadAgain, act: () => void choice.load() };
    if (current && (error?.reason === 'device_not_paired' || !current.paired))
      return { id: 'pair', label: texts.pairThis, act: () => void choice.pair(current.code) };
    return undefined;
  };

  return {
    button,
    update(texts, language, disabled) {
      const focused = root.activeElement;
      const { state, startable } = status;
      const words = terminalWords(status, choice, texts, language);
      payment.className = words.error && startable ? 'failed' : state;
      button.disabled = disabled;
      button.ariaDisabled = String(!startable || !choice.current);
      icon.draw(startable ? 'device' : (pictures[state] ?? 'device'));
      lineIcon.draw(words.error && startable ? 'info' : (pictures[state] ?? 'info'));
      writeText(label, words.button);
      writeText(amount, words.amount);
      writeText(said, words.said);
      quote.hidden = !words.quoted;
      writeText(quoteLabel, words.label);
      writeText(quoted, words.quoted);
      writeText(detail, words.detail);
      writeText(errorLine, words.error);
      devices.update(status, texts, disabled);
      offer.update(disabled ? undefined : offered(texts), texts.back);
      // What had the focus may have gone.
      if (focused?.closest('[hidden]')) button.focus();
    },
  };
}
