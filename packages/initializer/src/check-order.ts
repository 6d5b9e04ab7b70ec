import { z } from 'zod';
import { formatCents, parseCents } from './amount.js';
import { hasControlCharacters } from './control-characters.js';
import { InitializerError } from './error.js';
import type { CheckedOrder, Order } from './order.js';

const cents = z.union([z.string(), z.number(), z.nan()]).transform((amount, context) => {
  const exact = parseCents(amount);
  if (exact !== undefined) return exact;
  context.addIssue({
    code: 'custom',
    message: `${describe(amount)} is no amount: give dollars of zero or more in whole cents, for example '49.99'`,
  });
  return z.NEVER;
});

const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => !hasControlCharacters(value), 'must not hold control characters');

const address = z.strictObject({
  name: text(100),
  street1: text(200),
  postalCode: text(20),
  street2: text(200).optional(),
  city: text(100).optional(),
  province: text(2).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capital letters (ISO 3166 alpha-3), for example CAN')
    .optional(),
  phone: z
    .string()
    .regex(/^\d{10,15}$/, 'must be 10 to 15 digits')
    .optional(),
  email: z.email().optional(),
});

const customer = z
  .strictObject({
    contactName: text(100).optional(),
    businessName: text(100).optional(),
    cellPhone: text(20).optional(),
    billingAddress: address.optional(),
    shippingAddress: address.optional(),
  })
  .refine((value) => value.contactName ?? value.businessName, 'needs a contactName or a businessName');

const modal = z.strictObject({
  appearance: z.enum(['light', 'dark', 'system']).optional(),
  brandColor: z
    .string()
    .regex(/^([0-9a-f]{3}|[0-9a-f]{6})$/i, "must be 3 or 6 hex digits without '#', for example '0055ff'")
    .optional(),
  cornerRadius: z.enum(['rounded', 'pill', 'rectangular']).optional(),
  ctaButtonText: text(40).optional(),
  confirmationScreen: z.boolean().optional(),
  displayContactFields: z.boolean().optional(),
  googlePay: z.boolean().optional(),
  terminalId: z.int().positive().optional(),
  setAsDefaultPaymentMethod: z.boolean().optional(),
});

const lineItem = z.strictObject({
  description: z.string().max(2_000),
  quantity: z.number().positive().max(1_000_000),
  price: cents,
  sku: text(100).optional(),
  total: cents.optional(),
});

const orderShape = z.strictObject({
  orderId: text(200).optional(),
  amount: cents,
  currency: z.enum(['CAD', 'USD']),
  paymentType: z.enum(['purchase', 'preauth', 'verify']).default('purchase'),
  paymentMethod: z.enum(['cc', 'ach', 'cc-ach']).optional(),
  invoiceNumber: text(100).optional(),
  customerCode: text(100).optional(),
  lineItems: z.array(lineItem).min(1).max(1_000).optional(),
  customer: customer.optional(),
  taxAmount: cents.optional(),
  convenienceFee: z.boolean().default(false),
  modal: modal.default({}),
});

/**
 * Checks what `getOrder` answered.
 *
 * @param has Which of the callbacks that a payment type needs exist.
 * @throws InitializerError `invalid_order` with the field, its value and the cure.
 */
export function checkOrder(
  orderId: string,
  order: Order,
  has: Readonly<{ onAuthorized: boolean; onVerified: boolean }>,
): CheckedOrder {
  if (typeof order === 'object' && 'allowPartial' in order) {
    refuse(orderId, 'allowPartial is not supported: a session is for the whole amount of the order');
  }
  const parsed = orderShape.safeParse(order);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    refuse(orderId, `${issue?.path.join('.') || 'order'}: ${issue?.message ?? 'not understood'}`);
  }
  const checked = parsed.data;
  checkTerms(orderId, checked, has);
  return {
    orderId: checked.orderId ?? orderId,
    snapshot: {
      amountCents: checked.amount,
      currency: checked.currency,
      paymentType: checked.paymentType,
      paymentMethod: checked.paymentMethod ?? null,
      invoiceNumber: checked.invoiceNumber ?? null,
      customerCode: checked.customerCode ?? null,
      convenienceFee: checked.convenienceFee,
      ...(checked.modal.confirmationScreen && { confirmationScreen: true }),
    },
    lineItems: linesOf(orderId, checked),
    customer: checked.customer,
    taxCents: checked.taxAmount,
    modal: checked.modal,
  };
}

type ParsedOrder = z.infer<typeof orderShape>;

function checkTerms(
  orderId: string,
  order: ParsedOrder,
  has: Readonly<{ onAuthorized: boolean; onVerified: boolean }>,
): void {
  const { paymentType, paymentMethod, amount } = order;
  if (paymentType === 'verify' && amount !== 0)
    refuse(orderId, `amount: a verify takes 0, not ${formatCents(amount)}`);
  if (paymentType !== 'verify' && amount === 0)
    refuse(orderId, `amount: a ${paymentType} must be more than 0`);
  if (paymentType === 'verify' && order.invoiceNumber !== undefined) {
    refuse(orderId, 'invoiceNumber: a verify has no invoice');
  }
  if (paymentType === 'preauth' && paymentMethod !== undefined && paymentMethod !== 'cc') {
    refuse(orderId, `paymentMethod: a preauth takes cards only ('cc'), not '${paymentMethod}'`);
  }
  if (paymentType === 'preauth' && !has.onAuthorized) {
    refuse(orderId, "paymentType: 'preauth' needs the option onAuthorized, which is missing");
  }
  if (paymentType === 'verify' && !has.onVerified) {
    refuse(orderId, "paymentType: 'verify' needs the option onVerified, which is missing");
  }
  if (order.convenienceFee && paymentMethod !== 'cc-ach') {
    refuse(orderId, "convenienceFee: Fee Saver needs paymentMethod 'cc-ach'");
  }
  if (order.taxAmount !== undefined && order.taxAmount > amount) {
    refuse(
      orderId,
      `taxAmount: ${formatCents(order.taxAmount)} is more than the amount ${formatCents(amount)}`,
    );
  }
}

function linesOf(orderId: string, order: ParsedOrder): CheckedOrder['lineItems'] {
  const whole = { description: 'Order', quantity: 1, cents: order.amount, priceCents: order.amount };
  if (!order.lineItems) return [whole];
  const lines = order.lineItems.map((line) => ({
    description: plainText(line.description),
    quantity: line.quantity,
    priceCents: line.price,
    cents: line.total ?? Math.round(line.quantity * line.price),
    ...(line.sku === undefined ? {} : { sku: line.sku }),
  }));
  const sum = lines.reduce((total, line) => total + line.cents, 0);
  // With an existing invoice Helcim lets the lines differ, and we do not send them.
  if (sum !== order.amount && order.invoiceNumber === undefined) {
    refuse(
      orderId,
      `lineItems: the lines add up to ${formatCents(sum)}, but the amount is ${formatCents(order.amount)}`,
    );
  }
  return lines.length <= 10 ? lines : [{ ...whole, description: `${lines.length} items` }];
}

/** Helcim shows descriptions on invoices and in mails: markup from a shop's catalogue has no business there. */
function plainText(description: string): string {
  const text = description
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text.slice(0, 200) || 'Item';
}

function describe(value: unknown): string {
  return typeof value === 'string' ? `'${value.slice(0, 40)}'` : String(value);
}

function refuse(orderId: string, message: string): never {
  throw new InitializerError(
    'invalid_order',
    `getOrder('${orderId}') answered an order that cannot be paid: ${message}.`,
  );
}
