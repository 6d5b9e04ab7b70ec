import { abortedMessage, cancelledMessage, expiredMessage } from './checkout-result.js';
import { takeFault } from './faults.js';
import type { CheckoutSession } from './records/checkout-session.js';
import type { State } from './state.js';

/** One message of the modal to the page that shows it; with the switch `eventData: 'text'` it is posted as JSON text. */
export interface ModalMessage {
  eventName: string;
  eventStatus: string;
  eventMessage: string | object;
}

/** What the modal posts now, and what it posts when the payer closes it afterwards. */
export interface Posts {
  messages: ModalMessage[];
  exitMessages: ModalMessage[];
}

/** When the modal opens. */
export function openingPosts(state: State, session: CheckoutSession): Posts {
  const isTalkative = state.switches.extraEvents;
  const hello = { eventName: 'helcim-pay-initialized', eventStatus: 'INITIALIZED', eventMessage: '' };
  return { messages: isTalkative ? [hello] : [], exitMessages: leavingMessages(state, session) };
}

/** Where there is nothing to pay. */
export function noticePosts(checkoutToken: string): Posts {
  return { messages: [], exitMessages: [messageOf({ checkoutToken }, 'HIDE')] };
}

/** After a charge. Faults show here: what the payer's bank did stays done. */
export function approvalPosts(state: State, session: CheckoutSession, eventMessage: string | object): Posts {
  const { extraEvents, hideAfterSuccess } = state.switches;
  const hide = messageOf(session, 'HIDE');
  const success = messageOf(session, 'SUCCESS', eventMessage);
  const exitMessages = [hide];
  const place = { about: session.amountCents };
  if (takeFault(state, 'lose-success', place)) return { messages: [], exitMessages };
  if (takeFault(state, 'close-after-charge', place)) return { messages: [hide], exitMessages: [] };
  if (takeFault(state, 'reorder', place)) return { messages: [hide, success], exitMessages: [] };
  const messages = takeFault(state, 'duplicate-success', place) ? [success, success] : [success];
  if (extraEvents) messages.unshift({ ...success, eventName: 'helcim-pay-js-v2' });
  const closesByItself = hideAfterSuccess === 'always' && session.request.confirmationScreen !== true;
  if (closesByItself) messages.push(hide);
  return { messages, exitMessages: closesByItself || hideAfterSuccess === 'never' ? [] : exitMessages };
}

/** After a decline. */
export function declinePosts(state: State, session: CheckoutSession, reason: string): Posts {
  const { abortedMeans, afterAborted } = state.switches;
  const exitMessages = leavingMessages(state, session);
  if (abortedMeans === 'cancelled') return { messages: [], exitMessages };
  const aborted = messageOf(session, 'ABORTED', abortedMessage(reason, state.switches));
  const isOver = afterAborted === 'closes';
  return { messages: isOver ? [aborted, messageOf(session, 'HIDE')] : [aborted], exitMessages };
}

/** When the session turns out to be too old. */
export function expiryPosts(state: State, session: CheckoutSession): Posts {
  return {
    messages: [messageOf(session, 'ABORTED', expiredMessage(state.switches))],
    exitMessages: [messageOf(session, 'HIDE')],
  };
}

function leavingMessages(state: State, session: CheckoutSession): ModalMessage[] {
  const hide = messageOf(session, 'HIDE');
  if (state.switches.abortedMeans === 'decline') return [hide];
  return [messageOf(session, 'ABORTED', cancelledMessage(state.switches)), hide];
}

function messageOf(
  { checkoutToken }: Pick<CheckoutSession, 'checkoutToken'>,
  eventStatus: string,
  eventMessage: string | object = '',
): ModalMessage {
  return { eventName: `helcim-pay-js-${checkoutToken}`, eventStatus, eventMessage };
}
