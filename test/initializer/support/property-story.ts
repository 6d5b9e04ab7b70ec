import fc from 'fast-check';
import type { Order } from '../../../packages/initializer/src/index.js';
import { bankFates } from './helcim-bank.js';
import type { Oddity } from './helcim-charge.js';
import type { Payment } from './helcim-model.js';

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

export const sharedInvoice = 'INV7';

type Terms = Omit<Order, 'orderId'>;
const plain: Terms = { amount: 10, currency: 'CAD' };
const onInvoice: Terms = { ...plain, invoiceNumber: sharedInvoice };

const cards: readonly Terms[] = [
  plain,
  { ...plain, amount: 11 },
  { ...plain, paymentType: 'preauth' },
  { ...plain, amount: 0, paymentType: 'verify' },
];
const banks: readonly Terms[] = [
  { ...plain, paymentMethod: 'ach' },
  { ...plain, paymentMethod: 'cc-ach' },
  { ...plain, amount: 11, paymentMethod: 'ach' },
  { ...plain, paymentMethod: 'cc-ach', convenienceFee: true },
  { ...plain, amount: 0, paymentType: 'verify', paymentMethod: 'ach' },
];
const invoices: readonly Terms[] = [
  onInvoice,
  { ...onInvoice, amount: 11 },
  { ...onInvoice, paymentMethod: 'cc-ach' },
  { ...onInvoice, paymentMethod: 'cc-ach', convenienceFee: true },
  { ...onInvoice, paymentType: 'preauth' },
];

/** What the orders of a story may ask for. Orders of the same kind meet more often in what goes wrong. */
export const shops: readonly (readonly Terms[])[] = [
  cards,
  banks,
  invoices,
  [...cards, ...banks, ...invoices],
];

/** One thing that happens. Numbers choose among what there is, modulo its count. */
export type Step =
  | { do: 'open' | 'cancel'; order: number; on: number }
  | { do: 'change'; order: number; terms: number }
  | { do: 'pay'; token: number; payment: Payment }
  | { do: 'decline'; token: number }
  | { do: 'payInvoice'; cents: number; agoMs: number }
  | { do: 'refund' | 'reverse' | 'capture'; charge: number }
  | { do: 'result'; charge: number; session: number; forged: boolean; on: number }
  | { do: 'makeUp'; session: number; id: number; kind: 'card' | 'ach'; on: number }
  | { do: 'webhook'; id: number; on: number }
  | { do: 'ask'; session: number; on: number }
  | { do: 'reconcile'; on: number }
  | { do: 'wait'; ms: number }
  | { do: 'kill'; on: number; writes: number; before: boolean }
  | { do: 'failHelcim' | 'failCallback' | 'dieInCallback'; times: number };

export interface Story {
  /** Index in `shops`. */
  readonly shop: number;
  /** Index of the terms of each order in the shop. */
  readonly terms: readonly number[];
  /** Several things at the same moment, one moment after the other. */
  readonly moments: readonly (readonly Step[])[];
}

const few = fc.nat({ max: 5 });
const on = fc.nat({ max: 2 });
const order = fc.nat({ max: 1 });
const ownSession = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: few });
const anyTerms = fc.nat({ max: 13 });

const payment: fc.Arbitrary<Payment> = fc.record({
  byBank: fc.boolean(),
  lateMs: fc.constantFrom(0, 0, 30 * second, 75 * minute),
  fault: fc.constantFrom(undefined, undefined, undefined, 'twice' as const, 'short' as const),
  fee: fc.constantFrom(0, 0.02, 0.05, 0.06),
  oddity: fc.oneof(
    { weight: 9, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom<Oddity>('status', 'row status', 'date') },
  ),
  fate: fc.oneof(
    { weight: 1, arbitrary: fc.constant('clears' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...bankFates) },
  ),
});

/** Of another amount than an order's, or of another time than now. */
const otherBusiness = fc.constantFrom(
  { cents: 999, agoMs: 0 },
  { cents: 1234, agoMs: 0 },
  { cents: 1000, agoMs: 30 * second },
  { cents: 1000, agoMs: 3 * minute },
  { cents: 1100, agoMs: minute },
  { cents: 1000, agoMs: day },
);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('open' as const), order, on }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('pay' as const), token: few, payment }) },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('result' as const),
      charge: few,
      session: ownSession,
      forged: fc.constantFrom(false, false, true),
      on,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('makeUp' as const),
      session: few,
      id: few,
      kind: fc.constantFrom('card' as const, 'ach' as const),
      on,
    }),
  },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('webhook' as const), id: few, on }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('reconcile' as const), on }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), session: few, on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('decline' as const), token: few }) },
  {
    weight: 2,
    arbitrary: otherBusiness.map((business) => ({ do: 'payInvoice' as const, ...business })),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('refund' as const, 'reverse' as const, 'capture' as const),
      charge: few,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), order, on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('change' as const), order, terms: anyTerms }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(second, 10 * second, 2 * minute, 6 * minute, 40 * minute, 71 * minute),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('kill' as const),
      on,
      writes: fc.nat({ max: 3 }),
      before: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('failHelcim' as const, 'failCallback' as const, 'dieInCallback' as const),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
);

export const story: fc.Arbitrary<Story> = fc.record({
  shop: fc.nat({ max: shops.length - 1 }),
  terms: fc.array(anyTerms, { minLength: 2, maxLength: 2 }),
  moments: fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 14 }),
});
