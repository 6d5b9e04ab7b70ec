import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Order, ReviewInput } from '../../../packages/initializer/src/index.js';
import {
  bankRow,
  row,
  signedResult,
  startFakeHelcim,
  tokens,
  transaction,
  unsignedResult,
} from '../support/fake-helcim.js';
import type { Config } from '../../../packages/initializer/src/read-options.js';
import { applyVerdict } from '../../../packages/initializer/src/sessions/apply-verdict.js';
import { start } from '../support/manual-clock.js';
import { session } from '../support/session.js';
import { plainOrder, startShop } from '../support/shop.js';

const minute = 60_000;

async function setUp(t: TestContext, terms: Partial<Order>) {
  const helcim = await startFakeHelcim(t);
  const told: ReviewInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    getOrder: () => ({ ...plainOrder, ...terms }),
    onReview: (input) => void told.push(input),
  });
  let started = 0;
  const open = async (orderId: string) => {
    const { json } = await shop.post('/sessions', { orderId });
    const { secretToken } = tokens((started += 1));
    const reference = terms.invoiceNumber ?? String(json['reference']);
    const post = (eventMessage: string) =>
      shop.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
    const facts = (changes: Record<string, string>) => transaction({ invoiceNumber: reference, ...changes });
    return {
      reference,
      pay: (changes: Record<string, string> = {}) => post(signedResult(facts(changes), secretToken)),
      claim: (changes: Record<string, string> = {}) => post(unsignedResult(facts(changes))),
    };
  };
  const buyer = await open('order-1');
  const pass = async (ms: number) => {
    await shop.clock.advance(ms);
    await shop.initializer.reconcile();
  };
  return { helcim, shop, told, open, buyer, pass };
}

type World = Awaited<ReturnType<typeof setUp>>;

const reviews: [reason: string, terms: Partial<Order>, live: (world: World) => Promise<unknown>, string[]][] =
  [
    ['amount_differs', {}, ({ buyer }) => buyer.pay({ amount: '1.00' }), ['44158194']],
    [
      'second_approval',
      {},
      async ({ buyer }) => {
        await buyer.pay();
        await buyer.pay({ transactionId: '44158195' });
      },
      ['44158194', '44158195'],
    ],
    [
      'second_approval',
      {},
      async ({ helcim, buyer: { reference }, pass }) => {
        const invoiceNumber = reference;
        helcim.rows = [row({ invoiceNumber }), row({ invoiceNumber, transactionId: 44158195 })];
        await pass(5 * minute);
      },
      ['44158194', '44158195'],
    ],
    [
      'bank_payment_found',
      { paymentMethod: 'ach' },
      async ({ helcim, pass }) => {
        helcim.bankRows = [bankRow(16), bankRow(17)];
        await pass(71 * minute);
      },
      ['16', '17'],
    ],
    [
      'undecided_in_time',
      {},
      async ({ buyer, pass }) => {
        await buyer.claim({ transactionId: '7' });
        await pass(71 * minute);
      },
      ['7'],
    ],
    [
      'transaction_claimed_elsewhere',
      { invoiceNumber: 'INV7' },
      async ({ helcim, open, buyer, pass }) => {
        helcim.rows = [row({ invoiceNumber: 'INV7' })];
        await pass(5 * minute);
        const payer = await open('payer');
        await payer.pay();
        assert.equal((await buyer.pay()).json['outcome'], 'approved');
      },
      ['44158194'],
    ],
    [
      'invoice_shared',
      { invoiceNumber: 'INV7' },
      async ({ helcim, open, pass }) => {
        await open('order-2');
        helcim.rows = [
          row({ invoiceNumber: 'INV7' }),
          row({ invoiceNumber: 'INV7', transactionId: 44158195 }),
        ];
        await pass(71 * minute);
      },
      ['44158194', '44158195'],
    ],
  ];

for (const [reason, terms, live, ids] of reviews) {
  test(`${reason} names ${ids.join(' and ')}, to onReview and in reviews()`, async (t) => {
    const world = await setUp(t, terms);
    await live(world);
    const [listed] = await world.shop.initializer.reviews();
    const input = world.told.find((one) => one.reason === reason);
    assert.deepEqual(
      [listed?.reason, listed?.transactionIds, input?.transactionIds],
      [reason, ids, ids],
      JSON.stringify(world.told),
    );
  });
}

test('a session that was paid after a claim names the payment alone', async (t) => {
  const { shop, buyer } = await setUp(t, {});
  await buyer.claim({ transactionId: '7' });
  await buyer.pay();
  const found = await shop.initializer.find({ orderId: 'order-1' });
  assert.deepEqual([found?.state, found?.transactionIds], ['approved', ['44158194']]);
});

test('made-up claims do not make a record grow, and what Helcim lists is still named', () => {
  const context = { at: start, from: 'result', orderClosed: false, config: {} as Config } as const;
  let record = session({ state: 'expired' });
  for (let id = 1; id <= 40; id += 1)
    record = applyVerdict(record, { to: 'undecided', said: 'claimed', hints: [String(id)] }, context);
  assert.equal(record.hintedIds?.length, 20);
  const found = { to: 'review', said: 'found', reason: 'bank_payment_found', hints: ['1600'] } as const;
  assert.equal(applyVerdict(record, found, context).hintedIds?.at(-1), '1600');
});
