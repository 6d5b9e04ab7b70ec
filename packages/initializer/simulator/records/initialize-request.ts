import { z } from 'zod';
import { toCents, toDollars } from '../rules/money.js';

const text = z.string('must be a valid String').trim().min(1, 'must be a valid Non-empty String');
const optionalText = z.string('must be a valid String').optional();
const flag = z.union([z.literal(0), z.literal(1)], 'must be 0 or 1').optional();
const currency = z.enum(['CAD', 'USD'], 'must be CAD or USD');

/** Dollars as a number or as decimal text; Helcim declares a number and takes both. */
export const money = z
  .union([z.number(), z.string()], 'must be a valid Number')
  .transform((dollars, context) => {
    const cents = toCents(dollars);
    if (cents !== undefined) return toDollars(cents);
    context.addIssue('must be a valid Number with at most two decimals');
    return z.NEVER;
  });

const address = z
  .object({
    name: text,
    street1: text,
    street2: optionalText,
    city: optionalText,
    province: optionalText,
    country: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be three letters (ISO 3166-1 alpha-3)')
      .optional(),
    postalCode: text,
    phone: z
      .string()
      .regex(/^\+?(\D*\d){10,15}\D*$/, 'must have 10 to 15 digits')
      .optional(),
    email: z.email('must be a valid e-mail address').optional(),
  })
  .refine(
    ({ country, province }) => (country !== 'CAN' && country !== 'USA') || /^[A-Z]{2}$/.test(province ?? ''),
    { path: ['province'], message: 'must be two letters in CAN and USA' },
  );

const customerRequest = z
  .object({
    customerCode: optionalText,
    contactName: optionalText,
    businessName: optionalText,
    cellPhone: optionalText,
    billingAddress: address.optional(),
    shippingAddress: address.optional(),
  })
  .refine(({ contactName, businessName }) => [contactName, businessName].some((name) => name?.trim()), {
    path: ['contactName'],
    message: 'contactName or businessName is needed',
  });

const lineItem = z.object({
  description: text,
  quantity: z.number('must be a valid Number').positive('must be above 0'),
  price: money,
  sku: optionalText,
  taxAmount: money.optional(),
  discountAmount: money.optional(),
  total: money.optional(),
});

const amountWithDetails = z.object({ amount: money, details: optionalText });

export const invoiceRequest = z.object({
  invoiceNumber: optionalText,
  notes: optionalText,
  tipAmount: money.optional(),
  lineItems: z.array(lineItem).max(100, 'at most 100 line items').optional(),
  tax: amountWithDetails.optional(),
  discount: amountWithDetails.optional(),
  shipping: amountWithDetails.extend({ address: address.optional() }).optional(),
  pickup: z.object({ date: text }).optional(),
});

const customStyling = z.object({
  appearance: z.enum(['dark', 'light', 'system'], 'must be dark, light or system').optional(),
  brandColor: z
    .string()
    .regex(/^([0-9a-f]{3}|[0-9a-f]{6})$/i, 'must be 3 or 6 hexadecimal digits without #')
    .optional(),
  cornerRadius: z.enum(['rounded', 'pill', 'rectangular'], 'must be rounded, pill or rectangular').optional(),
  ctaButtonText: text.max(40, 'is not a known text').optional(),
});

/** Shape of the body of `POST /helcim-pay/initialize`; rules between fields and with the account's data come later. */
export const initializeRequest = z.object({
  paymentType: z.enum(['purchase', 'preauth', 'verify'], 'must be purchase, preauth or verify'),
  amount: money,
  currency,
  paymentMethod: z.enum(['cc', 'ach', 'cc-ach'], 'must be cc, ach or cc-ach').default('cc'),
  customerCode: text.optional(),
  invoiceNumber: text.optional(),
  customerRequest: customerRequest.optional(),
  invoiceRequest: invoiceRequest.optional(),
  taxAmount: money.optional(),
  allowPartial: flag,
  hasConvenienceFee: flag,
  hideExistingPaymentDetails: flag,
  setAsDefaultPaymentMethod: flag,
  terminalId: z.number('must be a valid Integer').int('must be a valid Integer').optional(),
  confirmationScreen: z.boolean('must be a valid Boolean').optional(),
  displayContactFields: flag,
  digitalWallet: z
    .string('digital Wallet must be a valid Non-empty String')
    .min(1, 'digital Wallet must be a valid Non-empty String')
    .refine(isJsonObject, 'digital Wallet must be JSON')
    .optional(),
  customStyling: customStyling.optional(),
});

export type InitializeRequest = z.output<typeof initializeRequest>;
export type InvoiceRequest = z.output<typeof invoiceRequest>;

function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
