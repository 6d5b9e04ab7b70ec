import { httpCall } from './http-call.js';
import type { Street } from './street.js';

/** What the payment form is filled with. A security code from 200 is declined, and so is one of the bank accounts. */
export type Typed =
  { readonly cardNumber: string; readonly cvv: '100' | '200' } | { readonly accountNumber: string };

/** What the page hears of one press of Pay. */
export interface Heard {
  /** The `eventMessage` of each SUCCESS: none if declined, lost, or hung up. */
  readonly results: readonly unknown[];
  /** The modal went away by itself. */
  readonly isClosed: boolean;
}

/** Presses Pay. */
export async function payInModal(street: Street, checkoutToken: string, typed: Typed): Promise<Heard> {
  const call = httpCall(`${street.modalUrl}/helcim-pay/${checkoutToken}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify('cardNumber' in typed ? cardForm(typed) : bankForm(typed)),
  });
  const answer = await street.traffic.count(call);
  if (!answer) return { results: [], isClosed: false };
  const { messages = [] } = JSON.parse(answer.body) as { messages?: ModalMessage[] };
  const ours = messages.filter(({ eventName }) => eventName === `helcim-pay-js-${checkoutToken}`);
  return {
    results: ours.filter(({ eventStatus }) => eventStatus === 'SUCCESS').map((each) => each.eventMessage),
    isClosed: ours.some(({ eventStatus }) => eventStatus === 'HIDE'),
  };
}

function cardForm(card: object): object {
  const address = { cardHolderName: 'Renée Côté', street: '1 Rue Saint-Paul/2', postalCode: 'H2Y 1A1' };
  return { ...card, ...address, expiry: '1239' };
}

function bankForm(account: object): object {
  const bank = { institutionNumber: '000', transitNumber: '11000' };
  return { ...account, ...bank, paymentMethod: 'ach', accountHolder: 'Renée Côté' };
}

interface ModalMessage {
  readonly eventName: string;
  readonly eventStatus: string;
  readonly eventMessage: unknown;
}
