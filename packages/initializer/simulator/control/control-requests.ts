import { z } from 'zod';
import { money } from '../records/initialize-request.js';

const milliseconds = z.number('must be a number of milliseconds');
const name = z.string('must be text').trim().min(1, 'must not be empty');

export const clockChange = z.union(
  [z.strictObject({ advanceMs: milliseconds }), z.strictObject({ now: milliseconds })],
  'must be {"advanceMs": …} or {"now": …}',
);

export const newCustomer = z.strictObject({
  customerCode: name.optional(),
  contactName: name.optional(),
  businessName: name.optional(),
});

export const newInvoice = z.strictObject({
  invoiceNumber: name.optional(),
  amount: money,
  currency: z.enum(['CAD', 'USD'], 'must be CAD or USD'),
  customerCode: z.string('must be text').default(''),
});
