import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { startFakeHelcim } from '../support/fake-helcim.js';
import { manualClock, start } from '../support/manual-clock.js';
import { plainOrder, startShop } from '../support/shop.js';

const minute = 60_000;

/** What becomes of a session that began then, and which days Helcim is asked about, for a bank payment dated so. */
async function lookFor(t: TestContext, { beganAt, dateCreated }: { beganAt: string; dateCreated: string }) {
  const helcim = await startFakeHelcim(t);
  const clock = manualClock();
  await clock.advance(Date.parse(beganAt) - start);
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    clock,
    getOrder: () => ({ ...plainOrder, paymentMethod: 'ach' }),
  });
  await shop.post('/sessions', { orderId: 'order-1' });
  const amounts = { amount: 49.99, currency: 1, transactionType: 1, statusAuth: 5, statusClearing: 0 };
  helcim.bankRows = [{ id: 16, dateCreated, ...amounts }];
  await clock.advance(70 * minute);
  await shop.initializer.reconcile();
  const asked = helcim.calls.find(({ path }) => path.includes('/ach/transactions?'));
  const query = new URL(asked?.path ?? '', 'http://x').searchParams;
  return {
    days: [query.get('startDate'), query.get('endDate')],
    state: (await shop.initializer.find({ orderId: 'order-1' }))?.state,
  };
}

// Each session may be paid for 70 minutes, from two minutes before it by Helcim's clock; Mountain Time is UTC-7, from 2026-03-08 to 2026-11-01 UTC-6.
const cases: [
  title: string,
  beganAt: string,
  days: [string, string],
  dates: [dateCreated: string, state: string][],
][] = [
  [
    'that ends a minute before midnight, when it is the next day in UTC',
    '2026-01-21T05:49:00Z',
    ['2026-01-20', '2026-01-20'],
    [
      ['2026-01-20 22:46:59', 'expired'],
      ['2026-01-20 22:47:00', 'review'],
      ['2026-01-20 23:58:59', 'review'],
      ['2026-01-20 23:59:00', 'expired'],
    ],
  ],
  [
    'from 23:50, over midnight',
    '2026-01-21T06:50:00Z',
    ['2026-01-20', '2026-01-21'],
    [
      ['2026-01-20 23:47:59', 'expired'],
      ['2026-01-20 23:48:00', 'review'],
      ['2026-01-21 00:59:59', 'review'],
      ['2026-01-21 01:00:00', 'expired'],
    ],
  ],
  [
    'from 23:50 in summer',
    '2026-07-02T05:50:00Z',
    ['2026-07-01', '2026-07-02'],
    [
      ['2026-07-01 23:48:00', 'review'],
      ['2026-07-02 01:00:00', 'expired'],
    ],
  ],
  [
    'in the night that spring makes shorter, from 01:30 to 03:40',
    '2026-03-08T08:30:00Z',
    ['2026-03-08', '2026-03-08'],
    [
      ['2026-03-08 01:27:59', 'expired'],
      ['2026-03-08 01:28:00', 'review'],
      ['2026-03-08 03:39:59', 'review'],
      ['2026-03-08 03:40:00', 'expired'],
    ],
  ],
  [
    'in the night that autumn makes longer, from 00:30 to the first 01:40',
    '2026-11-01T06:30:00Z',
    ['2026-11-01', '2026-11-01'],
    [
      ['2026-11-01 00:27:59', 'expired'],
      // It may be the first pass of the hour, or the second: doubt counts.
      ['2026-11-01 01:39:59', 'review'],
      ['2026-11-01 01:40:00', 'expired'],
    ],
  ],
  [
    'in that night from the second 01:30 to 02:40',
    '2026-11-01T08:30:00Z',
    ['2026-11-01', '2026-11-01'],
    [
      ['2026-11-01 01:27:59', 'expired'],
      ['2026-11-01 01:28:00', 'review'],
      ['2026-11-01 02:39:59', 'review'],
      ['2026-11-01 02:40:00', 'expired'],
    ],
  ],
];

for (const [title, beganAt, days, dates] of cases) {
  describe(`a session ${title}`, () => {
    for (const [dateCreated, state] of dates) {
      test(`a bank payment at ${dateCreated}: ${state}`, async (t) => {
        assert.deepEqual(await lookFor(t, { beganAt, dateCreated }), { days, state });
      });
    }
  });
}
