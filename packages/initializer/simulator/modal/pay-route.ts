import type { Request, Response } from 'express';
import { z } from 'zod';
import { findCheckoutSession, payByBank, payCheckoutSession } from '../checkout-sessions.js';
import type { CardInput, PayResult } from '../checkout-sessions.js';
import { takeFault } from '../faults.js';
import { payEndpoint } from '../modal-endpoint.js';
import type { State } from '../state.js';
import { cardText, moneyText } from './wording.js';

const typed = z.string().max(200).default('');

const cardFields = z.object({
  paymentMethod: z.literal('cc').optional(),
  cardNumber: typed,
  expiry: typed,
  cvv: typed,
  cardHolderName: typed,
  street: typed,
  postalCode: typed,
  email: typed,
});

const bankFields = z.object({
  paymentMethod: z.literal('ach'),
  accountHolder: typed,
  institutionNumber: typed,
  transitNumber: typed,
  routingNumber: typed,
  accountNumber: typed,
});

const payment = z.union([bankFields, cardFields]);

/**
 * What the Pay button calls. The answer names the messages that the modal posts to the shop's page, now (`messages`) and when
 * it is closed (`exitMessages`), and whether each is posted as an object or as JSON text (`eventData`).
 */
export async function pay(
  state: State,
  request: Request<{ token: string }>,
  response: Response,
): Promise<void> {
  const parsed = payment.safeParse(request.body);
  if (!parsed.success) {
    response.status(400).json({ kind: 'refused', fields: { body: 'This is not a payment form.' } });
    return;
  }
  const { token } = request.params;
  const session = findCheckoutSession(state, token);
  if (!session) {
    const fields = { checkoutToken: 'This checkout does not exist.' };
    response.status(404).json({ kind: 'refused', fields });
    return;
  }
  const result = payWith(state, token, parsed.data);
  const place = { endpoint: payEndpoint, about: session.amountCents };
  const late = takeFault(state, 'delay', place);
  if (late) await state.timeline.sleep(late.ms);
  if (takeFault(state, 'hang-up', place)) response.socket?.resetAndDestroy();
  else response.json({ ...answerOf(result), eventData: state.switches.eventData });
}

function payWith(state: State, token: string, input: z.output<typeof payment>): PayResult {
  if (input.paymentMethod === 'ach') return payByBank(state, token, input);
  const { cardNumber, expiry, cvv, cardHolderName, street, postalCode, email } = input;
  const card: CardInput = { cardNumber, expiry, cvv, cardHolderName, street, postalCode };
  return payCheckoutSession(state, token, email ? { ...card, email } : card);
}

function answerOf(result: PayResult): object {
  if (result.kind === 'refused') return { ...result, messages: [] };
  if (result.kind !== 'approved') return result;
  const { amount, currency, approvalCode, cardNumber, bankAccount } = result.receipt;
  return {
    ...result,
    receipt: {
      amount: moneyText(Math.round(Number(amount) * 100), currency),
      approvalCode: approvalCode || '–',
      ...(bankAccount === undefined ? { card: cardText(cardNumber) } : bankReceipt(bankAccount)),
    },
  };
}

function bankReceipt(lastDigits: string) {
  return {
    card: `Bank account ending in ${lastDigits}`,
    heading: 'Accepted',
    lead: 'A bank payment clears days later.',
  };
}
