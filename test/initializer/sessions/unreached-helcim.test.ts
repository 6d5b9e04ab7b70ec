import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ApprovedInput, ReviewInput } from '../../../packages/initializer/src/index.js';
import {
  row,
  signedResult,
  startFakeHelcim,
  tokens,
  transaction,
  unsignedResult,
} from '../support/fake-helcim.js';
import { startShop } from '../support/shop.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const refusal = { status: 403, body: '{"message":"User does not have valid permissions."}' };

/** An open session of a shop whose read token Helcim refuses until `heal`. */
async function setUp(t: TestContext) {
  let price = '49.99';
  const helcim = await startFakeHelcim(t);
  const fulfilled: ApprovedInput[] = [];
  const reviews: ReviewInput[] = [];
  const shop = await startShop(t, {
    apiUrl: helcim.apiUrl,
    readToken: 'read-token',
    getOrder: () => ({ amount: price, currency: 'CAD' }),
    fulfill: (input) => void fulfilled.push(input),
    onReview: (input) => void reviews.push(input),
  });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  const invoiceNumber = String(json['reference']);
  const result = (eventMessage: string) => shop.post(`/sessions/${sessionId}/result`, { eventMessage });
  return {
    helcim,
    shop,
    invoiceNumber,
    fulfilled,
    reviews,
    refuse: () => helcim.readReplies.push(...Array.from({ length: 5_000 }, () => refusal)),
    heal: () => helcim.readReplies.splice(0),
    charge: (changes = {}) => void helcim.rows.push(row({ invoiceNumber, ...changes })),
    claim: (changes = {}) => result(unsignedResult(transaction({ invoiceNumber, ...changes }))),
    pay: (changes = {}) =>
      result(signedResult(transaction({ invoiceNumber, ...changes }), tokens(1).secretToken)),
    changePrice: async () => {
      price = '59.99';
      await shop.post('/sessions', { orderId: 'order-1' });
    },
    pass: async (ms: number) => {
      await shop.clock.advance(ms);
      await shop.initializer.reconcile();
    },
    session: () => shop.initializer.find({ sessionId }),
    state: async () => (await shop.initializer.find({ sessionId }))?.state,
  };
}

describe('a read token that Helcim refuses', () => {
  test('is an error in the log at each look', async (t) => {
    const { shop, refuse, pass } = await setUp(t);
    refuse();
    await pass(5 * minute);
    const line = shop.log.find(({ message }) => message === 'Helcim could not be asked.');
    assert.equal(line?.level, 'error');
  });

  test('a claim becomes a person’s at minute 70, and a row that is found later still approves it', async (t) => {
    const { refuse, heal, charge, claim, pass, session, reviews, fulfilled } = await setUp(t);
    refuse();
    await claim();
    charge();
    await pass(70 * minute);
    assert.deepEqual([(await session())?.state, (await session())?.reason], ['review', 'undecided_in_time']);
    assert.equal(reviews.length, 1);
    heal();
    await pass(12 * hour);
    assert.deepEqual([(await session())?.state, fulfilled.length], ['approved', 1]);
  });

  test('an order without a claim is free again after six hours, and a payment found later still counts', async (t) => {
    const { refuse, heal, charge, pass, state, fulfilled } = await setUp(t);
    refuse();
    charge();
    await pass(70 * minute);
    await pass(6 * hour - 1);
    assert.equal(await state(), 'closing');
    await pass(1);
    assert.equal(await state(), 'expired');
    heal();
    await pass(12 * hour);
    assert.deepEqual([await state(), fulfilled.length], ['approved', 1]);
  });

  for (const [title, supersedes] of [
    ['an expired session', false],
    ['a superseded session', true],
  ] as const) {
    test(`${title} is asked about every 12 hours for 30 days, then given up with an error and dropped`, async (t) => {
      const { helcim, shop, refuse, changePrice, pass, session, invoiceNumber } = await setUp(t);
      if (supersedes) await changePrice();
      refuse();
      await pass(70 * minute);
      for (let hours = 0; hours < 48; hours += 1) await pass(hour);
      const givenUp = () => shop.log.filter(({ message }) => message.includes('for 30 days'));
      const asked = () =>
        helcim.readCalls().filter(({ path }) => path.includes(`invoiceNumber=${invoiceNumber}&`)).length;
      for (let hours = 49; hours < 705; hours += 12) {
        const before = asked();
        await pass(12 * hour);
        assert.equal(asked(), before + 1, `after ${hours} hours`);
      }
      assert.notEqual(await session(), undefined);
      assert.equal(givenUp().filter(({ fields }) => fields['reference'] === invoiceNumber).length, 0);
      await pass(day);
      const [line, ...more] = givenUp().filter(({ fields }) => fields['reference'] === invoiceNumber);
      assert.deepEqual(
        [line?.level, line?.fields, more],
        ['error', { orderId: 'order-1', reference: invoiceNumber }, []],
      );
      const before = asked();
      await pass(day);
      assert.deepEqual([asked(), await session()], [before, undefined]);
    });

    test(`${title} whose payment is found after four days is settled by it`, async (t) => {
      const { refuse, heal, charge, changePrice, pass, state } = await setUp(t);
      if (supersedes) await changePrice();
      charge();
      refuse();
      await pass(70 * minute);
      for (let hours = 0; hours < 96; hours += 1) await pass(hour);
      heal();
      await pass(12 * hour);
      assert.equal(await state(), supersedes ? 'review' : 'approved');
    });

    test(`${title} is dropped once a look has reached Helcim`, async (t) => {
      const { refuse, heal, changePrice, pass, session } = await setUp(t);
      if (supersedes) await changePrice();
      refuse();
      await pass(70 * minute);
      for (let hours = 0; hours < 96; hours += 1) await pass(hour);
      heal();
      await pass(12 * hour);
      await pass(hour);
      assert.equal(await session(), undefined);
    });
  }
});

describe('a look that does not reach Helcim', () => {
  test('is repeated half a minute later', async (t) => {
    const { helcim, refuse, heal, charge, pass, state } = await setUp(t);
    charge();
    refuse();
    await pass(55 * minute);
    assert.equal(await state(), 'closing');
    heal();
    const asked = helcim.readCalls().length;
    await pass(29_999);
    assert.equal(helcim.readCalls().length, asked);
    await pass(1);
    assert.equal(await state(), 'approved');
  });

  test('of a superseded session at minute 70 is not its last', async (t) => {
    const { refuse, heal, charge, changePrice, pass, state } = await setUp(t);
    await changePrice();
    await pass(56 * minute);
    charge();
    refuse();
    await pass(20 * minute);
    heal();
    await pass(12 * hour);
    assert.equal(await state(), 'review');
  });

  test('a superseded session that nobody paid is dropped in the end', async (t) => {
    const { changePrice, pass, session } = await setUp(t);
    await changePrice();
    for (let hours = 0; hours < 100; hours += 1) await pass(hour);
    assert.equal(await session(), undefined);
  });
});

describe('an approved session', () => {
  test('is looked at once after the grace: a second charge on its token is review', async (t) => {
    const { helcim, charge, pay, pass, session } = await setUp(t);
    charge();
    await pay();
    charge({ transactionId: 2 });
    const asked = helcim.readCalls().length;
    await pass(70 * minute - 1);
    assert.equal(helcim.readCalls().length, asked);
    await pass(1);
    assert.deepEqual([(await session())?.state, (await session())?.reason], ['review', 'second_approval']);
  });

  test('is looked at once more six hours later, for a row that comes late, and then no more', async (t) => {
    const { helcim, charge, pay, pass, state } = await setUp(t);
    charge();
    await pay();
    await pass(70 * minute);
    const asked = helcim.readCalls().length;
    await pass(6 * hour);
    assert.equal(helcim.readCalls().length, asked + 1);
    await pass(48 * hour);
    assert.deepEqual([await state(), helcim.readCalls().length], ['approved', asked + 1]);
  });
});

test('a second charge on the token of a session in review is told to a person too', async (t) => {
  const { charge, pay, pass, session, reviews } = await setUp(t);
  charge();
  charge({ transactionId: 2 });
  await pay();
  charge({ transactionId: 3 });
  await pass(70 * minute);
  assert.equal((await session())?.state, 'review');
  const told = reviews.map(({ reason, transaction: paid }) => [reason, paid?.transactionId]);
  assert.deepEqual(told, [
    ['second_approval', '44158194'],
    ['second_approval', '3'],
  ]);
});

test('claims that prove nothing neither count as declines nor drive steps out of the history', async (t) => {
  const { claim, session } = await setUp(t);
  await claim();
  const before = await session();
  for (let index = 0; index < 10; index += 1)
    await claim({ transactionId: String(index), status: 'DECLINED' });
  const after = await session();
  assert.deepEqual([after?.declines, after?.history], [0, before?.history]);
});
