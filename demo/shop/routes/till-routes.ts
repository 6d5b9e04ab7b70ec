import type { Initializer } from '@helcim-checkout/initializer';
import type { Device, Terminals } from '@helcim-checkout/initializer/terminals';
import { Router, type Request } from 'express';
import type { Order, Orders } from '../orders.js';
import { pageContext } from '../page-context.js';
import { sendPage } from '../send-page.js';
import { admitStaff } from '../staff/admit-staff.js';
import type { StaffDoor } from '../staff/staff-door.js';
import type { PaymentSurroundings } from '../surroundings.js';
import { closedTillPage, type TillToken } from '../till/closed-till-page.js';
import { listed } from '../till/on-terminals.js';
import { readSale } from '../till/read-sale.js';
import { salePage } from '../till/sale-page.js';
import { saleOf } from '../till/sale.js';
import { tillHomePage, type TillHome } from '../till/till-home-page.js';
import { terminalsPage } from '../till/terminals-page.js';
import { COUNTER } from '../till/till-shop.js';
import type { Visitors } from '../visitors.js';

/** The terminals, or which tokens they lack. */
export type Till = { readonly terminals: Terminals } | { readonly missing: readonly TillToken[] };

interface TillRoutesParts {
  readonly visitors: Visitors;
  readonly orders: Orders;
  readonly staff: StaffDoor;
  readonly payments: Initializer;
  readonly till: Till;
  readonly surroundings: PaymentSurroundings;
}

/** Among these one that is on a terminal is found. */
const MOST_SEARCHED = 60;
const MOST_OPEN = 12;
const MOST_PAID = 6;

/**
 * `GET /till`, `POST /till/sales`, `GET /till/sales/:id`, `GET /till/terminals`, `POST /till/close-batch`: for staff, any order of
 * anyone.
 */
export function tillRoutes({
  visitors,
  orders,
  staff,
  payments,
  till,
  surroundings,
}: TillRoutesParts): Router {
  const router = Router();
  router.use('/till', admitStaff(staff, visitors));

  if (!('terminals' in till)) {
    router.use('/till', function sayWhatIsMissing(request, response) {
      sendPage(response, closedTillPage(pageContext(request, visitors), till.missing), 503);
    });
    return router;
  }
  const { terminals } = till;

  router.get('/till', async function showTill(request, response) {
    const wanted = request.query['order'];
    const missed = typeof wanted === 'string' && wanted.trim() !== '' ? wanted.trim() : undefined;
    const found = missed === undefined ? undefined : findByNumber(missed);
    if (found) response.redirect(303, saleAddress(found));
    else sendPage(response, await home(request, { missed }));
  });

  router.post('/till/sales', async function ringUp(request, response) {
    const sale = readSale(request.body);
    if ('lines' in sale) {
      response.redirect(303, saleAddress(orders.place(COUNTER, sale.lines)));
      return;
    }
    const sent = request.body as Readonly<Record<string, unknown>> | undefined;
    sendPage(response, await home(request, { fault: sale.fault, sent }), 422);
  });

  router.get('/till/sales/:id', async function showSale(request, response, next) {
    const sale = await saleOf(request.params.id, { orders, payments, terminals });
    if (!sale) {
      next();
      return;
    }
    const isRefundable = sale.status === 'paid' && sale.atTill !== undefined;
    const page = salePage(pageContext(request, visitors), sale, {
      surroundings,
      isPaired: await isPaired(),
      paired: isRefundable ? await pairedTerminals() : undefined,
      batchClosed: request.query['batch'] === 'closed',
    });
    sendPage(response, page);
  });

  router.get('/till/terminals', async function showTerminals(request, response) {
    const { sale } = request.query;
    const page = terminalsPage(pageContext(request, visitors), {
      surroundings,
      isPaired: await isPaired(),
      sale: typeof sale === 'string' ? orders.find(sale) : undefined,
    });
    sendPage(response, page);
  });

  router.post('/till/close-batch', async function closeBatch(request, response, next) {
    if (!surroundings.closeBatch) {
      next();
      return;
    }
    await surroundings.closeBatch();
    const id = (request.body as { order?: unknown } | undefined)?.order;
    const order = typeof id === 'string' ? orders.find(id) : undefined;
    response.redirect(303, order ? `${saleAddress(order)}?batch=closed` : '/till');
  });

  async function home(request: Request, rest: Pick<TillHome, 'fault' | 'sent' | 'missed'>) {
    return tillHomePage(pageContext(request, visitors), {
      open: await listed(orders.latest('unpaid', MOST_SEARCHED), MOST_OPEN, { payments, terminals }),
      paid: await listed(orders.latest('paid', MOST_SEARCHED), MOST_PAID, { payments, terminals }),
      surroundings,
      isPaired: await isPaired(),
      ...rest,
    });
  }

  /** Only the demo's first steps ask: Helcim itself is left alone. */
  async function isPaired(): Promise<boolean> {
    if (!surroundings.virtualTerminal) return true;
    return ((await pairedTerminals()) ?? []).length > 0;
  }

  async function pairedTerminals(): Promise<Device[] | undefined> {
    const devices = await terminals.devices().catch(() => undefined);
    return devices?.filter(({ paired }) => paired);
  }

  function findByNumber(text: string): Order | undefined {
    return /^\d{1,9}$/.test(text) ? orders.findByNumber(Number(text)) : undefined;
  }

  return router;
}

function saleAddress({ id }: Order): string {
  return `/till/sales/${id}`;
}
