import type { TillShop } from '../../terminal-route.js';
import { CURRENCY, decimalAmount } from '../money.js';
import type { Orders } from '../orders.js';
import type { StaffDoor } from '../staff/staff-door.js';

/** Owner of what is sold at the counter. Visitors have random ids: nobody is this one. */
export const COUNTER = 'counter';

/** This shop as the terminal route sees it. */
export function tillShop({ orders, staff }: { orders: Orders; staff: StaffDoor }): TillShop {
  return {
    findClerk: (request) => (staff.admits(request) ? { clerk: 'Demo staff' } : null),

    findOrderAtTill(orderId) {
      const order = orders.find(orderId);
      return Promise.resolve(order ? { amount: decimalAmount(order.cents), currency: CURRENCY } : null);
    },
  };
}
