import type { PayableShop } from '../payment-route.js';
import { languageOf } from './language.js';
import { CURRENCY, decimalAmount } from './money.js';
import type { Order, Orders } from './orders.js';
import type { Visitors } from './visitors.js';

interface PayableShopParts {
  readonly visitors: Visitors;
  readonly orders: Orders;
  /** Told of every order that gets paid. */
  readonly onPaid?: ((order: Order) => void) | undefined;
}

/** This shop as the payment route sees it. */
export function payableShop({ visitors, orders, onPaid }: PayableShopParts): PayableShop {
  return {
    findPayableOrder(orderId, request) {
      const order = orders.findOwn(orderId, visitors.of(request)?.id);
      if (!order) return Promise.resolve(null);
      const language = languageOf(request);
      const lineItems = order.lines.map(({ product, quantity }) => ({
        sku: product.id,
        description: product.name[language],
        quantity,
        price: decimalAmount(product.cents),
      }));
      return Promise.resolve({ amount: decimalAmount(order.cents), currency: CURRENCY, lineItems });
    },

    markPaid(orderId, payment) {
      const paid = orders.markPaid(orderId, payment);
      if (paid) {
        const cart = visitors.find(paid.visitorId)?.cart;
        if (cart?.orderId === paid.id) cart.clear();
        onPaid?.(paid);
      }
      return Promise.resolve();
    },
  };
}
