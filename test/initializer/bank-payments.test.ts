import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ApprovedInput, Order, ReviewInput } from '../../packages/initializer/src/index.js';
import { readBankTransaction } from '../../packages/initializer/src/bank-transaction.js';
import { row, startFakeHelcim, signedResult, tokens } from './support/fake-helcim.js';
import { plainOrder, startShop, type ShopOptions } from './support/shop.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const bankOrder: Order = { ...plainOrder, paymentMethod: 'cc-ach' };

/** What the ACH API answers about a withdrawal; 5 and 0 are the numbers of a new one. */
function bankRow(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 1020,
    merchantId: 208967,
    orderId: 37281729,
    dateCreated: '2026-01-20 11:00:40',
    statusAuth: 5,
    statusClearing: 0,
    batchId: 0,
    bankAccountL4l4: 10020300,
    transactionType: 1,
    amount: 49.99,
    currency: 1,
    approvalCode: '',
    ...changes,
  };
}

/** A session; `accept` makes it pending by the browser's result. */
async function setUp(t: TestContext, options: ShopOptions = {}) {
  const helcim = await startFakeHelcim(t);
  const fulfilled: ApprovedInput[] = [];
  const returned: ApprovedInput[] = [];
  const reviews: ReviewInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    getOrder: () => bankOrder,
    fulfill: (input) => void fulfilled.push(input),
    onReturned: (input) => void returned.push(input),
    onReview: (input) => void reviews.push(input),
    ...options,
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  const event = {
    transactionId: '1020',
    batchId: '5220',
    dateCreated: '2026-01-20 11:00:40',
    statusAuth: 'PENDING',
    statusClearing: 'OPENED',
    type: 'WITHDRAWAL',
    amount: '49.99',
    currency: 'CAD',
    bankAccountNumber: '100200300',
    bankToken: 'fcc48b4cb9a8ecd6531b49',
    invoiceNumber: String(json['reference']),
  };
  helcim.bankRows = [bankRow()];
  return {
    helcim,
    shop,
    fulfilled,
    returned,
    reviews,
    accept: (changes: Record<string, string> = {}) =>
      shop.post(`/sessions/${sessionId}/result`, {
        eventMessage: signedResult({ ...event, ...changes }, tokens(1).secretToken),
      }),
    pass: async (ms: number) => {
      await shop.clock.advance(ms);
      await shop.initializer.reconcile();
    },
    session: () => shop.initializer.find({ sessionId }),
    state: async () => (await shop.initializer.find({ sessionId }))?.state,
    looks: () => helcim.calls.filter(({ path }) => path.endsWith('/ach/transactions/1020')),
    lists: () => helcim.calls.filter(({ path }) => path.includes('/ach/transactions?')),
  };
}

describe('a pending bank payment', () => {
  test('is looked up by its id every six hours with the read token', async (t) => {
    const getOrder = (): Order => ({ ...plainOrder, paymentMethod: 'ach' });
    const { accept, pass, looks, state } = await setUp(t, { getOrder });
    assert.equal((await accept()).json['outcome'], 'pending');
    await pass(6 * hour - 1);
    assert.equal(looks().length, 0);
    for (let look = 1; look <= 4; look += 1) {
      await pass(look === 1 ? 1 : 6 * hour);
      assert.equal(looks().length, look);
    }
    assert.ok(looks().every(({ token }) => token === 'read-token'));
    assert.equal(await state(), 'pending');
  });

  test('whose result is posted again and again is not looked up for that: the result itself says what is new', async (t) => {
    const { helcim, accept, pass } = await setUp(t);
    await accept();
    const before = helcim.calls.length;
    for (let copies = 0; copies < 58; copies += 1) assert.equal((await accept()).json['outcome'], 'pending');
    assert.equal(helcim.calls.length, before);
    await pass(10 * minute);
    for (let copies = 0; copies < 58; copies += 1) await accept();
    assert.equal(helcim.calls.length, before);
  });

  test('that has cleared is approved and fulfilled once, with what the result said of it', async (t) => {
    const { helcim, accept, pass, state, fulfilled } = await setUp(t);
    await accept();
    helcim.bankRows = [bankRow({ statusAuth: 1, statusClearing: 1 })];
    await pass(6 * hour);
    await pass(6 * hour);
    assert.equal(await state(), 'approved');
    assert.deepEqual(
      fulfilled.map(({ transaction }) => [transaction.transactionId, transaction.amount, transaction.last4]),
      [['1020', '49.99', '0300']],
    );
  });

  const returns: [name: string, code: number][] = [
    ['REJECTED', 2],
    ['CONTESTED', 3],
    ['RETURNED', 4],
  ];
  for (const [name, code] of returns) {
    test(`${name} is returned, told to onReturned, and the order can be paid anew`, async (t) => {
      const { helcim, shop, accept, pass, state, fulfilled, returned } = await setUp(t);
      await accept();
      helcim.bankRows = [bankRow({ statusAuth: 1, statusClearing: code })];
      await pass(6 * hour);
      assert.equal(await state(), 'returned');
      assert.deepEqual([fulfilled.length, returned.length], [0, 1]);
      assert.equal((await shop.post('/sessions', { orderId: 'order-1' })).status, 201);
    });
  }

  test('that comes back after it has cleared is returned, within ten days of clearing', async (t) => {
    const { helcim, accept, pass, state, fulfilled, returned } = await setUp(t);
    await accept();
    helcim.bankRows = [bankRow({ statusAuth: 1, statusClearing: 1 })];
    await pass(4 * day);
    assert.equal(await state(), 'approved');
    helcim.bankRows = [bankRow({ statusAuth: 1, statusClearing: 4 })];
    await pass(day);
    await pass(day);
    assert.equal(await state(), 'returned');
    assert.deepEqual([fulfilled.length, returned.length], [1, 1]);
  });

  test('still open after ten days is review; what cleared on the last day is approved', async (t) => {
    for (const statusClearing of [0, 1]) {
      const { helcim, accept, pass, state, reviews } = await setUp(t);
      await accept();
      helcim.readReplies = [];
      await pass(9 * day + 23 * hour);
      helcim.bankRows = [bankRow({ statusClearing })];
      await pass(hour);
      assert.equal(await state(), statusClearing === 0 ? 'review' : 'approved');
      assert.deepEqual(
        reviews.map(({ reason }) => reason),
        statusClearing === 0 ? ['clearing_overdue'] : [],
      );
    }
  });

  test('whose row says another amount or currency is review', async (t) => {
    for (const changes of [{ amount: 4.99 }, { currency: 2 }]) {
      const { helcim, accept, pass, session, fulfilled } = await setUp(t);
      await accept();
      helcim.bankRows = [bankRow({ statusClearing: 1, ...changes })];
      await pass(6 * hour);
      assert.deepEqual([(await session())?.state, (await session())?.reason], ['review', 'row_contradicts']);
      assert.equal(fulfilled.length, 0);
    }
  });

  test('that cannot be asked about stays pending', async (t) => {
    const { helcim, accept, pass, state } = await setUp(t);
    await accept();
    helcim.readReplies.push({ status: 403, body: '{"message":"User does not have valid permissions."}' });
    await pass(6 * hour);
    assert.equal(await state(), 'pending');
    helcim.bankRows = [bankRow({ statusClearing: 1 })];
    await pass(6 * hour);
    assert.equal(await state(), 'approved');
  });

  test('without a read token is not asked about', async (t) => {
    const { accept, pass, looks, state } = await setUp(t, { readToken: undefined });
    await accept();
    await pass(9 * day);
    assert.deepEqual([looks().length, await state()], [0, 'pending']);
  });
});

describe('a bank account that is verified', () => {
  const verifying = (verified: ApprovedInput[]): ShopOptions => ({
    getOrder: () => ({ amount: 0, currency: 'CAD', paymentType: 'verify', paymentMethod: 'ach' }),
    onVerified: (input) => void verified.push(input),
  });

  test('goes to onVerified with its token at once: nothing clears', async (t) => {
    const verified: ApprovedInput[] = [];
    const { accept, pass, looks, reviews, fulfilled } = await setUp(t, verifying(verified));
    assert.equal((await accept({ amount: '0.00', invoiceNumber: '' })).json['outcome'], 'approved');
    assert.equal(verified[0]?.transaction.cardToken, 'fcc48b4cb9a8ecd6531b49');
    await pass(11 * day);
    assert.deepEqual([verified.length, fulfilled.length, reviews.length, looks().length], [1, 0, 0, 0]);
  });

  test('whose account was charged instead is review', async (t) => {
    const verified: ApprovedInput[] = [];
    const { accept, reviews } = await setUp(t, verifying(verified));
    assert.equal((await accept({ amount: '1.00', invoiceNumber: '' })).json['outcome'], 'review');
    assert.deepEqual([verified.length, reviews[0]?.reason], [0, 'type_differs']);
  });
});

describe('a row of the ACH API', () => {
  const statuses: [title: string, changes: Record<string, unknown>, status: string][] = [
    ['a new withdrawal by number', {}, 'accepted'],
    ['numbers as text', { statusAuth: '1', statusClearing: '1' }, 'approved'],
    ['names', { statusAuth: 'APPROVED', statusClearing: 'CLEARED' }, 'approved'],
    ['names in small letters', { statusAuth: 'approved', statusClearing: 'returned' }, 'returned'],
    ['declined by number', { statusAuth: 2 }, 'declined'],
    ['cancelled by number', { statusAuth: 4 }, 'declined'],
    ['in progress by number', { statusAuth: 3 }, 'accepted'],
    ['an authorization number that is unknown', { statusAuth: 6, statusClearing: 1 }, 'unclear'],
    ['a clearing number that is unknown', { statusAuth: 1, statusClearing: 5 }, 'accepted'],
    ['no authorization', { statusAuth: undefined, statusClearing: 1 }, 'unclear'],
  ];
  for (const [title, changes, status] of statuses) {
    test(`${title}: ${status}, bare and wrapped, whichever way the account is spelled`, () => {
      const { bankAccountL4l4, ...rest } = bankRow(changes);
      const bare = readBankTransaction({ ...rest, bankAccountL4l4 });
      const wrapped = readBankTransaction({ transaction: { ...rest, bankAccountL4L4: bankAccountL4l4 } });
      assert.deepEqual(wrapped, bare);
      assert.deepEqual(
        [
          bare?.transactionId,
          bare?.kind,
          bare?.status,
          bare?.type,
          bare?.amountCents,
          bare?.currency,
          bare?.last4,
        ],
        ['1020', 'ach', status, 'purchase', 4999, 'CAD', '0300'],
      );
    });
  }

  test('that is none is undefined', () => {
    for (const value of [null, 7, 'x', [], {}, { transaction: null }, { transaction: 'x' }]) {
      assert.equal(readBankTransaction(value), undefined);
    }
  });
});

describe('a bank payment whose result is lost', () => {
  test('is never approved by its amount: at minute 70 it is review, and the history names it', async (t) => {
    const { pass, session, lists, fulfilled, reviews } = await setUp(t);
    await pass(69 * minute);
    assert.deepEqual([(await session())?.state, lists().length], ['closing', 0]);
    await pass(minute);
    assert.equal((await session())?.reason, 'bank_payment_found');
    assert.match((await session())?.history.at(-1)?.said ?? '', /transaction 1020/);
    assert.deepEqual([fulfilled.length, reviews[0]?.transaction], [0, undefined]);
    const query = new URL(lists()[0]?.path ?? '', 'http://x').searchParams;
    assert.deepEqual(Object.fromEntries(query), {
      startDate: '2026-01-20',
      endDate: '2026-01-20',
      amountMin: '49.99',
      amountMax: '49.99',
      limit: '125',
    });
  });

  test('is settled by its result that comes later', async (t) => {
    const { pass, accept, state } = await setUp(t);
    await pass(70 * minute);
    assert.equal((await accept()).json['outcome'], 'pending');
    assert.equal(await state(), 'pending');
  });

  test('is a hint for a cancelled order too', async (t) => {
    const { shop, pass, state } = await setUp(t);
    await shop.initializer.cancel('order-1');
    await pass(70 * minute);
    assert.equal(await state(), 'review');
  });

  test('is a hint too where the server’s clock is ahead of the bank’s by up to two minutes', async (t) => {
    const { helcim, pass, state } = await setUp(t);
    helcim.bankRows = [bankRow({ dateCreated: '2026-01-20 10:58:00' })];
    await pass(70 * minute);
    assert.equal(await state(), 'review');
  });

  const others: [title: string, changes: Record<string, unknown>][] = [
    ['another amount', { amount: 49.98 }],
    ['another currency', { currency: 2 }],
    ['a time clearly before the session', { dateCreated: '2026-01-20 10:57:59' }],
    ['a decline', { statusAuth: 2 }],
    ['a deposit', { transactionType: 2 }],
  ];
  for (const [title, changes] of others) {
    test(`${title} is no hint: expired`, async (t) => {
      const { helcim, pass, state } = await setUp(t);
      helcim.bankRows = [bankRow(changes)];
      await pass(70 * minute);
      assert.equal(await state(), 'expired');
    });
  }

  test('the payment of another session is no hint', async (t) => {
    const { helcim, shop, accept, pass } = await setUp(t);
    await accept();
    await shop.post('/sessions', { orderId: 'order-2' });
    await pass(71 * minute);
    assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'expired');
    assert.equal(helcim.bankRows.length, 1);
  });

  test('while the list cannot be read, nothing is decided', async (t) => {
    const { helcim, pass, state } = await setUp(t);
    await pass(69 * minute);
    helcim.readReplies.push({ status: 200, body: '[]' }, { status: 403 });
    await pass(minute);
    assert.equal(await state(), 'closing');
    await pass(5 * minute);
    assert.equal(await state(), 'review');
  });

  test('an order for cards only is not looked for there', async (t) => {
    const { pass, state, lists } = await setUp(t, { getOrder: () => plainOrder });
    await pass(70 * minute);
    assert.deepEqual([await state(), lists().length], ['expired', 0]);
  });
});

test('a bank payment and the card payment of another order may have the same id: each order is paid', async (t) => {
  const { helcim, shop, accept, pass, state, fulfilled, looks } = await setUp(t);
  await accept();
  const { json } = await shop.post('/sessions', { orderId: 'order-2' });
  helcim.rows = [row({ invoiceNumber: String(json['reference']), transactionId: 1020 })];
  await pass(5 * minute);
  assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'approved');
  assert.equal(await state(), 'pending');
  helcim.bankRows = [bankRow({ statusAuth: 1, statusClearing: 1 })];
  await pass(6 * hour);
  assert.equal(looks().length, 1);
  assert.deepEqual(
    fulfilled.map(({ order, transaction }) => [order.orderId, transaction.transactionId]),
    [
      ['order-2', '1020'],
      ['order-1', '1020'],
    ],
  );
});

test('a bank payment that a person has taken is claimed as one, and is seen to come back', async (t) => {
  const { helcim, shop, pass, state, session, returned } = await setUp(t);
  await pass(70 * minute);
  assert.equal((await session())?.reason, 'bank_payment_found');
  const sessionId = String((await session())?.sessionId);
  await shop.initializer.resolve(sessionId, 'approved', { transactionId: '1020' });
  assert.equal(await state(), 'approved');
  const { json } = await shop.post('/sessions', { orderId: 'order-2' });
  helcim.rows = [row({ invoiceNumber: String(json['reference']), transactionId: 1020 })];
  await pass(5 * minute);
  assert.equal((await shop.initializer.find({ orderId: 'order-2' }))?.state, 'approved');
  helcim.rows = [];
  helcim.bankRows = [bankRow({ statusAuth: 1, statusClearing: 4 })];
  await pass(day);
  assert.equal(await state(), 'returned');
  assert.equal(returned[0]?.transaction.transactionId, '1020');
});
