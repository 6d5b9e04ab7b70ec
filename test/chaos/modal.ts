import { httpCall } from './http-call.js';
import type { Street } from './street.js';

/** What the payment form is filled with; a security code from 200 is declined. */
export interface Typed {
  readonly cardNumber: string;
  readonly cvv: '100' | '200';
}

/** Presses Pay. Answers the `eventMessage` of each SUCCESS that the modal posts: none if declined, lost, or hung up. */
export async function payInModal(street: Street, checkoutToken: string, typed: Typed): Promise<unknown[]> {
  const address = { cardHolderName: 'Renée Côté', street: '1 Rue Saint-Paul/2', postalCode: 'H2Y 1A1' };
  const call = httpCall(`${street.modalUrl}/helcim-pay/${checkoutToken}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...typed, ...address, expiry: '1239' }),
  });
  const answer = await street.traffic.count(call);
  if (!answer) return [];
  const { messages = [] } = JSON.parse(answer.body) as { messages?: ModalMessage[] };
  return messages
    .filter(({ eventStatus }) => eventStatus === 'SUCCESS')
    .map(({ eventMessage }) => eventMessage);
}

interface ModalMessage {
  readonly eventStatus: string;
  readonly eventMessage: unknown;
}
