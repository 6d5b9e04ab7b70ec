import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Order } from '../../../packages/initializer/src/index.js';
import { row } from '../support/fake-helcim.js';
import { plainOrder } from '../support/shop.js';
import { startWebhookShop } from '../support/webhook-shop.js';

const minute = 60_000;
const hour = 60 * minute;

async function setUp(t: TestContext, terms: Partial<Order> = {}) {
  const shop = await startWebhookShop(t, {}, { ...plainOrder, ...terms });
  const { initializer, clock } = shop.shop;
  return {
    ...shop,
    pass: async (ms: number) => {
      await clock.advance(ms);
      await initializer.reconcile();
    },
    session: () => initializer.find({ sessionId: shop.sessionId }),
    reasons: () => shop.reviews.map(({ reason }) => reason),
    payAnew: async () => (await shop.shop.post('/sessions', { orderId: 'order-1' })).status,
  };
}

/** What Helcim's list may show under a number. */
const unclear: [title: string, rows: (invoiceNumber: string) => unknown[], named: RegExp][] = [
  [
    'a status that nobody knows',
    (invoiceNumber) => [row({ invoiceNumber, status: 'SETTLED' })],
    /transaction 44158194/,
  ],
  [
    'an approval without an id',
    (invoiceNumber) => [{ ...row({ invoiceNumber }), transactionId: undefined }],
    /no readable id/,
  ],
  [
    'an id that is none, beside a decline',
    (invoiceNumber) => [
      row({ invoiceNumber, transactionId: 2, status: 'DECLINED' }),
      row({ invoiceNumber, transactionId: '…' }),
    ],
    /no readable id/,
  ],
  ['a row that is no object', () => [null], /no readable id/],
  ['an empty object', () => [{}], /no readable id/],
];

describe('a row under the session’s number that cannot be understood', () => {
  for (const [title, rows, named] of unclear) {
    test(`is a person’s at minute 70, and no new token is made: ${title}`, async (t) => {
      const { helcim, reference, pass, session, reasons, payAnew } = await setUp(t);
      helcim.rows = rows(reference) as Record<string, unknown>[];
      await pass(70 * minute - 1);
      assert.equal((await session())?.state, 'closing');
      await pass(1);
      const { state, reason, history } = (await session()) ?? {};
      assert.deepEqual([state, reason, reasons()], ['review', 'status_unknown', ['status_unknown']]);
      assert.match(history?.at(-1)?.said ?? '', named);
      assert.equal(await payAnew(), 409);
    });
  }

  test('that comes late is a person’s as well, but not again once a person has said that it is none', async (t) => {
    const { helcim, shop, sessionId, reference, pass, session, reasons } = await setUp(t);
    await pass(70 * minute);
    helcim.rows = [row({ invoiceNumber: reference, status: 'SETTLED' })];
    await pass(hour);
    assert.equal((await session())?.state, 'review');
    await shop.initializer.resolve(sessionId, 'expired');
    for (let hours = 0; hours < 25; hours += 1) await pass(hour);
    assert.deepEqual([(await session())?.state, reasons().length], ['expired', 1]);
  });

  test('is an approval once it can be', async (t) => {
    const { helcim, reference, pass, session, fulfilled } = await setUp(t);
    helcim.rows = [row({ invoiceNumber: reference, status: 'SETTLED' })];
    await pass(70 * minute);
    helcim.rows = [row({ invoiceNumber: reference })];
    await pass(hour);
    assert.deepEqual([(await session())?.state, fulfilled.length], ['approved', 1]);
  });

  const harmless: [title: string, changes: Record<string, string | number>][] = [
    ['another number', { invoiceNumber: 'INV9', status: 'SETTLED' }],
    ['a decline without an id', { transactionId: '…', status: 'DECLINED' }],
    ['a refund', { type: 'refund', status: 'SETTLED' }],
  ];
  for (const [title, changes] of harmless) {
    test(`is not seen in ${title}: expired`, async (t) => {
      const { helcim, reference, pass, session } = await setUp(t);
      helcim.rows = [row({ invoiceNumber: reference, ...changes })];
      await pass(70 * minute);
      assert.equal((await session())?.state, 'expired');
    });
  }

  test('takes money back although its id is missing: the payment beside it is review', async (t) => {
    const { helcim, reference: invoiceNumber, pass, session } = await setUp(t);
    helcim.rows = [row({ invoiceNumber }), row({ invoiceNumber, type: 'refund', transactionId: '…' })];
    await pass(5 * minute);
    assert.equal((await session())?.reason, 'money_was_returned');
  });
});

describe('on a shared invoice', () => {
  const dates: [title: string, dateCreated: string, state: string][] = [
    ['after the session', '2026-01-20 11:00:40', 'review'],
    ['before it', '2026-01-20 10:00:00', 'expired'],
    ['that cannot be read', 'yesterday', 'review'],
  ];
  for (const [title, dateCreated, state] of dates) {
    test(`a status that nobody knows, at a time ${title}: ${state}`, async (t) => {
      const { helcim, pass, session } = await setUp(t, { invoiceNumber: 'INV7' });
      helcim.rows = [row({ invoiceNumber: 'INV7', status: 'SETTLED', dateCreated })];
      await pass(70 * minute);
      assert.equal((await session())?.state, state);
    });
  }

  test('an approval whose time cannot be read is a person’s', async (t) => {
    const { helcim, pass, session } = await setUp(t, { invoiceNumber: 'INV7' });
    helcim.rows = [row({ invoiceNumber: 'INV7', dateCreated: 'yesterday' })];
    await pass(70 * minute);
    assert.equal((await session())?.reason, 'status_unknown');
  });
});

describe('among the bank payments', () => {
  const payment = {
    ...{ id: 16, dateCreated: '2026-01-20 11:40:00', amount: 49.99, currency: 1, transactionType: 1 },
    ...{ statusAuth: 5, statusClearing: 0 },
  };
  const doubtful: [title: string, changes: Record<string, unknown>][] = [
    ['a status that nobody knows', { statusAuth: 9 }],
    ['no readable id', { id: null }],
    ['no readable amount', { amount: 'much' }],
    ['no readable currency', { currency: 9 }],
    ['no readable type', { transactionType: 9 }],
    ['no readable time', { dateCreated: 'yesterday' }],
  ];
  for (const [title, changes] of doubtful) {
    test(`one with ${title} is a hint for a person`, async (t) => {
      const { helcim, pass, session } = await setUp(t, { paymentMethod: 'ach' });
      helcim.bankRows = [{ ...payment, ...changes }];
      await pass(70 * minute);
      assert.equal((await session())?.reason, 'bank_payment_found');
    });
  }
});
