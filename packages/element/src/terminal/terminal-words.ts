import { formatAmount } from '../messages.js';
import type { DeviceChoice } from './device-choice.js';
import { deviceErrorText, deviceNewsText } from './device-words.js';
import type { BusySale, HelcimTerminalError } from './helcim-terminal-error.js';
import type { TerminalAnswer } from './terminal-answer.js';
import { fill, type TerminalMessages } from './terminal-messages.js';
import type { TerminalStatus } from './terminal-status.js';

/** Everything the clerk reads beside the device's name. */
export interface TerminalWords {
  readonly button: string;
  readonly amount: string;
  readonly said: string;
  /** What `quoted` is, if that has to be said. */
  readonly label: string;
  /** Helcim's reason for a decline, or the reference. */
  readonly quoted: string;
  readonly detail: string;
  readonly error: string;
}

const none = { said: '', label: '', quoted: '', detail: '', error: '' };

export function terminalWords(
  status: TerminalStatus,
  choice: DeviceChoice,
  texts: TerminalMessages,
  language: string,
): TerminalWords {
  const { answer, state } = status;
  return {
    ...none,
    button: buttonText(status, texts),
    amount: formatAmount(
      state === 'approved' ? (answer?.charged ?? answer?.amount) : answer?.amount,
      answer?.currency,
      language,
    ),
    ...((status.startable && lineOfDevices(status, choice, texts)) || lineOfState(status, texts, language)),
  };
}

function buttonText({ state, error }: TerminalStatus, texts: TerminalMessages): string {
  switch (state) {
    case 'waiting':
    case 'declined':
      return texts.onDevice;
    case 'unknown':
    case 'review':
      return texts.payment;
    case 'approved':
      return texts.paid;
    default:
      return error && mayBeOnDevice(error) ? texts.checkAgain : texts.charge;
  }
}

/** The request may have been sent before the answer was lost, or from another till: asking again sends no second one. */
function mayBeOnDevice({ code, reason }: HelcimTerminalError): boolean {
  return code === 'network' || code === 'bad-answer' || reason === 'till_payment_open';
}

/** What there is to say of the device before its payment. */
function lineOfDevices(
  { state }: TerminalStatus,
  choice: DeviceChoice,
  texts: TerminalMessages,
): Partial<TerminalWords> | undefined {
  const { news, devices, current, paired } = choice;
  if (news?.error && news.work !== 'pair') return { error: deviceErrorText(news, texts) };
  const said = deviceNewsText(choice, texts);
  if (said) return { said };
  if (state !== 'idle' || current) return undefined;
  if (!devices) return { said: texts.loading };
  return { said: paired.length > 0 ? texts.choose : texts.noDevice };
}

function lineOfState(
  { state, answer, error, pausing, orderId }: TerminalStatus,
  texts: TerminalMessages,
  language: string,
): Partial<TerminalWords> {
  const trouble = error ? { error: troubleText(error, texts) } : {};
  const reference = answer?.reference ? { label: texts.reference, quoted: answer.reference } : {};
  switch (state) {
    case 'idle':
      return { said: texts.idle };
    case 'starting':
      return { said: answer ? texts.lookUp : texts.sending };
    case 'waiting':
      return { said: texts.waiting, detail: texts.cancelHint, ...trouble };
    case 'declined':
      return {
        said: texts.declined,
        quoted: answer?.lastDecline ?? '',
        detail: `${texts.declinedHint} ${texts.cancelHint}`,
        ...trouble,
      };
    case 'approved':
      return { said: texts.approved, ...reference, detail: approvedDetail(answer, texts, language) };
    case 'cancelled':
      return { said: answer?.outcome === 'cancelled' ? texts.cancelled : texts.ended };
    case 'unknown':
      return {
        said: texts.unknown,
        ...reference,
        detail: unknownDetail(answer, texts, language),
        ...trouble,
      };
    case 'asleep':
      return { said: texts.asleep };
    case 'review':
      return { said: texts.review, ...reference };
    case 'failed':
      return { error: pausing ? texts.busy : failureText(error, orderId, texts) };
  }
}

function approvedDetail(
  { amount = '', charged = '', currency, last4 }: Partial<TerminalAnswer> = {},
  texts: TerminalMessages,
  language: string,
): string {
  const extraCents = Math.round(+charged * 100) - Math.round(+amount * 100);
  const extra = formatAmount((extraCents / 100).toFixed(2), currency, language);
  return [
    charged && extraCents > 0 ? fill(texts.extra, { extra }) : '',
    last4 ? fill(texts.card, { last4 }) : '',
  ]
    .join(' ')
    .trim();
}

/** Only the device knows more than the server, and only somebody who stands before it can look. */
function unknownDetail(
  { device, releasable, releasableAt }: Partial<TerminalAnswer> = {},
  texts: TerminalMessages,
  language: string,
): string {
  const look = device ? fill(texts.unknownHint, { device }) : '';
  const wait =
    releasable || releasableAt === undefined
      ? ''
      : fill(texts.releasableFrom, { time: formatTime(releasableAt, language) });
  return `${look} ${wait}`.trim();
}

/** Up to the full minute, so that it is not too early then; never broken over two lines. */
function formatTime(at: number, language: string): string {
  const minute = 60_000;
  const time = new Date(Math.ceil(at / minute) * minute);
  const locale = /^(en|fr)?$/i.test(language) ? `${language || 'en'}-CA` : language;
  return inLocale(time, locale).replace(/\s/g, '\u00a0');
}

function inLocale(time: Date, locale?: string): string {
  try {
    return time.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' });
  } catch {
    return inLocale(time);
  }
}

/** The question was not answered; the payment itself goes on. */
function troubleText({ reason }: HelcimTerminalError, texts: TerminalMessages): string {
  if (reason === 'not_allowed') return texts.signedOut;
  return reason === 'too_early' ? texts.tooEarly : texts.offline;
}

const refusals: Readonly<Record<string, keyof TerminalMessages>> = {
  not_allowed: 'notAllowed',
  device_busy: 'deviceBusy',
  device_not_paired: 'notPaired',
  device_unknown: 'deviceUnknown',
  device_code_invalid: 'deviceUnknown',
  device_asleep: 'asleep',
  device_currency: 'currency',
  online_payment_open: 'onlineOpen',
  till_payment_open: 'tillOpen',
  order_not_found: 'orderUnknown',
};

function failureText(
  error: HelcimTerminalError | undefined,
  orderId: string,
  texts: TerminalMessages,
): string {
  const busy = error?.sale && saleText(error, error.sale, orderId, texts);
  if (busy) return busy;
  if (error?.reason) return texts[refusals[error.reason] ?? 'refused'];
  // What only a developer can mend is said in full; a clerk never sees it on a page that works.
  if (error?.code === 'configuration') return error.message;
  return error?.code === 'busy' ? texts.busy : texts.noAnswer;
}

/** Which sale is in the way, so that somebody can go there. One of the same order is no other order. */
function saleText(
  { reason }: HelcimTerminalError,
  { orderId: order, reference, device }: BusySale,
  orderId: string,
  texts: TerminalMessages,
): string {
  if (reason === 'till_payment_open') return fill(texts.tillOpenOn, { device, reference });
  return reason === 'device_busy' && order !== orderId
    ? fill(texts.deviceBusyWith, { device, order, reference })
    : '';
}
