import type { Request } from 'express';
import { checkOrder } from '../check-order.js';
import { InitializerError } from '../error.js';
import type { Order, OrderSnapshot } from '../order.js';
import type { Till } from './till.js';

/**
 * The price of an order at the till. Asked every time: this is where the shop says what is payable now.
 *
 * @throws InitializerError `order_not_found`, `invalid_order`
 */
export async function priceOrder(
  till: Till,
  orderId: string,
  context: { clerk: string; request: Request | undefined },
): Promise<{ orderId: string; order: OrderSnapshot }> {
  const answer = await askShop(till, orderId, context);
  if (!answer) throw new InitializerError('order_not_found', 'getOrder answered null.');
  const { orderId: id, snapshot } = checkOrder(orderId, answer, { onAuthorized: true, onVerified: true });
  if (snapshot.paymentType !== 'purchase')
    refuse(id, `paymentType: a till takes a 'purchase' only, not '${snapshot.paymentType}'`);
  if (snapshot.invoiceNumber !== null)
    refuse(
      id,
      'invoiceNumber: an existing invoice cannot be paid at a till, where each payment has its own number',
    );
  const { amountCents, currency, customerCode } = snapshot;
  return {
    orderId: id,
    order: {
      amountCents,
      currency,
      customerCode,
      paymentType: 'purchase',
      paymentMethod: null,
      invoiceNumber: null,
      // A fee that the device adds is part of what the customer may add.
      convenienceFee: false,
    },
  };
}

/** Whatever the shop's function throws is the shop's: it must not be taken for an error of the request. */
async function askShop(
  { core, config }: Till,
  orderId: string,
  { clerk, request }: { clerk: string; request: Request | undefined },
): Promise<Order | null | undefined> {
  try {
    if (config.getOrder) return await config.getOrder(orderId, { clerk, request });
    if (request) return await core.config.getOrder(orderId, { request });
  } catch (cause) {
    if (cause instanceof InitializerError) throw cause;
    throw new InitializerError('internal', 'getOrder threw an error.', { cause });
  }
  throw new InitializerError(
    'invalid_option',
    "start() without a request needs the terminals' own option getOrder: the initializer's wants a request.",
  );
}

function refuse(orderId: string, why: string): never {
  throw new InitializerError('invalid_order', `getOrder('${orderId.slice(0, 200)}') answered ${why}.`);
}
