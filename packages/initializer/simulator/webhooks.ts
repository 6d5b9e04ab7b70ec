import { randomBytes } from 'node:crypto';
import { takeFault } from './faults.js';
import type { DeviceRequest } from './records/device.js';
import type { Transaction } from './records/transaction.js';
import type { WebhookEvent, WebhookMessage } from './records/webhook.js';
import { toDollars } from './rules/money.js';
import { sendWebhook } from './send-webhook.js';
import type { State } from './state.js';

export type { WebhookMessage, WebhookTry } from './records/webhook.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** After each failure; then Helcim gives up. */
const retryDelays = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
const maximumMessages = 100_000;

/**
 * Sends `cardTransaction` for a new row, approved or declined. Whether Helcim does so for every type is not documented; here
 * verify, preauth, capture, refund and reverse do, bank payments do not.
 */
export function announceCardTransaction(state: State, { id, deviceCode, amountCents }: Transaction): void {
  const isInScope = state.switches.webhookScope === 'any tool' || deviceCode !== undefined;
  if (isInScope) announce(state, 'cardTransaction', amountCents, { id: String(id) });
}

/** Sends `terminalCancel`, which names no transaction: there is none. */
export function announceTerminalCancel(state: State, deviceCode: string, request: DeviceRequest): void {
  const { currency, amountCents, invoiceNumber, customerCode } = request;
  const isShort = state.switches.terminalCancelData === 'four keys';
  announce(state, 'terminalCancel', amountCents, {
    type: 'terminalCancel',
    data: {
      cancelledAt: new Date(state.clock.now()).toISOString().replace(/\.\d+/, ''),
      currency,
      deviceCode,
      transactionAmount: toDollars(amountCents),
      ...(isShort || invoiceNumber === '' ? {} : { invoiceNumber }),
      ...(isShort || customerCode === '' ? {} : { customerCode }),
    },
  });
}

/** Sends an event to the Deliver URL, if webhooks are on and the event is chosen. */
function announce(state: State, type: WebhookEvent, amountCents: number, payload: object): void {
  const { enabled, events } = state.webhooks;
  if (!enabled || !events.includes(type)) return;
  const message: WebhookMessage = {
    id: `msg_${randomBytes(20).toString('base64url').replaceAll(/[-_]/g, '0')}`,
    type,
    body: JSON.stringify({ ...payload, type }),
    amountCents,
    createdAt: state.clock.now(),
    outcome: 'waiting',
    tries: [],
    failures: 0,
  };
  if (state.webhookMessages.length >= maximumMessages) state.webhookMessages.shift();
  state.webhookMessages.push(message);
  const place = { about: amountCents };
  if (takeFault(state, 'webhook-lost', place)) message.outcome = 'lost';
  else plan(state, message, state.clock.now() + (takeFault(state, 'webhook-late', place)?.ms ?? 0));
}

/** Newest first. */
export function listWebhookMessages(state: State): WebhookMessage[] {
  return state.webhookMessages.toReversed();
}

export function findWebhookMessage(state: State, id: string): WebhookMessage | undefined {
  return state.webhookMessages.find((message) => message.id === id);
}

/** Sends a message once more, now, whatever became of it. Resolves after the try; the schedule of a waiting one goes on. */
export async function redeliver(state: State, message: WebhookMessage): Promise<void> {
  if (await tryOnce(state, message)) markDelivered(message);
}

function plan(state: State, message: WebhookMessage, time: number): void {
  message.nextTryAt = time;
  state.timeline.at(time, async () => {
    if (message.nextTryAt === time) await tryAsPlanned(state, message);
  });
}

async function tryAsPlanned(state: State, message: WebhookMessage): Promise<void> {
  delete message.nextTryAt;
  const isRepeat = message.outcome === 'delivered';
  if (await tryOnce(state, message)) {
    markDelivered(message);
    if (!isRepeat && takeFault(state, 'webhook-twice', { about: message.amountCents }))
      plan(state, message, state.clock.now());
    return;
  }
  // A redelivery by hand may have succeeded meanwhile.
  if (message.outcome !== 'waiting') return;
  const delay = retryDelays[message.failures];
  message.failures += 1;
  if (delay === undefined) message.outcome = 'failed';
  else plan(state, message, state.clock.now() + delay);
}

async function tryOnce(state: State, message: WebhookMessage): Promise<boolean> {
  const at = state.clock.now();
  const result = await sendWebhook(state.webhooks, message, at, state.timeline.signal);
  message.tries.push({ at, ...result });
  return result.status !== undefined && result.status >= 200 && result.status < 300;
}

function markDelivered(message: WebhookMessage): void {
  message.outcome = 'delivered';
  delete message.nextTryAt;
}
