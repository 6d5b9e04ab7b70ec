import { z } from 'zod';
import { invoiceRequest, money } from '../records/initialize-request.js';

const ipAddress = z.union([z.ipv4(), z.ipv6()], 'must be a valid IP address');
const text = z.string('must be a valid String').trim().min(1, 'must be a valid Non-empty String');
const amount = money.refine((dollars) => dollars > 0, 'must be above 0');
const transactionId = z.number('must be a valid Integer').int('must be a valid Integer');

const cardFields = {
  ipAddress,
  currency: z.enum(['CAD', 'USD'], 'must be CAD or USD'),
  cardData: z.object({ cardToken: text }),
  customerCode: text.optional(),
  ecommerce: z.boolean('must be a valid Boolean').optional(),
};

const invoiceFields = { invoiceNumber: text.optional(), invoice: invoiceRequest.optional() };

/** Bodies of `POST /payment/*`. Each names the transaction it acts on differently; that is Helcim's wording. */
export const cardPayment = z.object({ ...cardFields, ...invoiceFields, amount });
export const cardVerification = z.object(cardFields);
export const capture = z.object({ ipAddress, amount, preAuthTransactionId: transactionId });
export const refund = z.object({ ipAddress, amount, originalTransactionId: transactionId });
export const reverse = z.object({ ipAddress, cardTransactionId: transactionId });
