import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import {
  memoryStore,
  type ApprovedInput,
  type Order,
  type ReviewInput,
} from '../../packages/initializer/src/index.js';
import { signedResult, startFakeHelcim, tokens, transaction } from './support/fake-helcim.js';
import { plainOrder, startShop, type ShopOptions } from './support/shop.js';

const second = 1_000;
const minute = 60 * second;

/** Waits until something holds, for work that goes on after an answer. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** An order that is paid as soon as `pay` is called. */
async function setUp(t: TestContext, options: ShopOptions, order: Order = plainOrder) {
  const helcim = await startFakeHelcim(t);
  const shop = await startShop(t, { apiUrl: helcim.apiUrl, getOrder: () => order, ...options });
  const { json } = await shop.post('/sessions', { orderId: 'order-1' });
  const sessionId = String(json['sessionId']);
  const pay = (changes: Record<string, string> = {}) => {
    const facts = transaction({ invoiceNumber: String(json['reference']), ...changes });
    return shop.post(`/sessions/${sessionId}/result`, {
      eventMessage: signedResult(facts, tokens(1).secretToken),
    });
  };
  return { helcim, shop, pay, sessionId, reference: String(json['reference']) };
}

describe('fulfill', () => {
  test('gets the order as it was priced, the transaction without its card token, a key and a signal', async (t) => {
    const inputs: ApprovedInput[] = [];
    const { pay, sessionId, reference } = await setUp(t, { fulfill: (input) => void inputs.push(input) });
    await pay();
    const { signal, ...input } = inputs[0] ?? assert.fail('not called');
    assert.equal(signal.aborted, false);
    assert.deepEqual(input, {
      order: {
        orderId: 'order-1',
        amount: '49.99',
        currency: 'CAD',
        paymentType: 'purchase',
        paymentMethod: undefined,
        invoiceNumber: undefined,
        customerCode: undefined,
      },
      transaction: {
        transactionId: '44158194',
        type: 'purchase',
        amount: '49.99',
        currency: 'CAD',
        convenienceFee: undefined,
        cardType: 'MC',
        last4: '5454',
        approvalCode: 'T3E3ST',
        customerCode: 'CST65559',
        dateCreated: '2026-01-20 11:00:40',
      },
      sessionId,
      reference,
      idempotencyKey: `${reference}-1`,
    });
  });

  test('runs after the store says approved', async (t) => {
    let stateThen: string | undefined;
    const { shop, pay } = await setUp(t, {
      fulfill: async ({ sessionId }) => {
        stateThen = (await shop.initializer.find({ sessionId }))?.state;
      },
    });
    await pay();
    assert.equal(stateThen, 'approved');
  });

  test('that throws is run again with growing pauses and the same key, and the buyer is told approved', async (t) => {
    const keys: string[] = [];
    const { shop, pay, sessionId } = await setUp(t, {
      fulfill: ({ idempotencyKey }) => {
        keys.push(idempotencyKey);
        if (keys.length < 3) throw new Error('the-marker-of-the-shop');
      },
    });
    assert.equal((await pay()).json['outcome'], 'approved');
    await shop.clock.advance(2 * second - 1);
    await shop.initializer.reconcile();
    assert.equal(keys.length, 1);
    await shop.clock.advance(1);
    await shop.initializer.reconcile();
    await until(() => keys.length === 2);
    await until(async () => (await shop.initializer.find({ sessionId }))?.handled === false);
    await shop.clock.advance(4 * second);
    await shop.initializer.reconcile();
    await until(async () => (await shop.initializer.find({ sessionId }))?.handled === true);
    assert.equal(new Set(keys).size, 1);
    await shop.clock.advance(60 * minute);
    await shop.initializer.reconcile();
    assert.equal(keys.length, 3);
    assert.ok(shop.log.some(({ fields }) => JSON.stringify(fields).includes('the-marker-of-the-shop')));
    assert.equal(shop.answers.join().includes('the-marker-of-the-shop'), false);
  });

  test('that throws again and again is counted by GET /health, and the sixth time the log says what that means', async (t) => {
    let isBroken = true;
    let calls = 0;
    const { shop, pay } = await setUp(t, {
      fulfill: () => {
        calls += 1;
        if (isBroken) throw new Error('a column is missing');
      },
    });
    const overdue = async () => {
      const { status, json } = await shop.get('/health');
      return [status, json['callbacks']];
    };
    const again = async (seconds: number) => {
      await shop.clock.advance(seconds * second);
      await shop.initializer.reconcile();
    };
    const plain = () => shop.log.filter(({ message }) => message.startsWith('A paid order is not fulfilled'));
    await pay();
    for (const seconds of [2, 4, 8]) await again(seconds);
    assert.deepEqual([calls, await overdue(), plain().length], [4, [200, { overdue: 0 }], 0]);
    await again(16);
    assert.deepEqual([calls, await overdue(), plain().length], [5, [200, { overdue: 1 }], 0]);
    await again(32);
    assert.deepEqual([plain()[0]?.level, plain()[0]?.fields['orderId']], ['error', 'order-1']);
    isBroken = false;
    await again(64);
    assert.deepEqual([calls, await overdue()], [7, [200, { overdue: 0 }]]);
  });

  test('that another process has run instead is no longer counted', async (t) => {
    let calls = 0;
    const store = memoryStore();
    const { helcim, shop, pay } = await setUp(t, {
      store,
      fulfill: () => {
        calls += 1;
        throw new Error('a column is missing');
      },
    });
    await pay();
    for (const seconds of [2, 4, 8, 16]) {
      await shop.clock.advance(seconds * second);
      await shop.initializer.reconcile();
    }
    const overdue = async () => (await shop.get('/health')).json['callbacks'];
    assert.deepEqual([calls, await overdue()], [5, { overdue: 1 }]);
    const heir = await startShop(t, { store, apiUrl: helcim.apiUrl });
    await heir.clock.advance(minute + 2 * second);
    await heir.initializer.reconcile();
    assert.equal((await shop.initializer.find({ orderId: 'order-1' }))?.handled, true);
    await shop.clock.advance(6 * minute);
    assert.deepEqual([calls, await overdue()], [5, { overdue: 0 }]);
  });

  test('that takes long does not hold the buyer up for more than three seconds, and is not started twice', async (t) => {
    let calls = 0;
    let finish: () => void = () => undefined;
    const { shop, pay, sessionId } = await setUp(t, {
      fulfill: () => {
        calls += 1;
        return new Promise((resolve) => (finish = resolve));
      },
    });
    const answer = pay();
    await until(() => calls === 1);
    await shop.clock.advance(3 * second);
    assert.equal((await answer).json['outcome'], 'approved');
    for (let rounds = 0; rounds < 10; rounds += 1) {
      await shop.clock.advance(20 * second);
      await shop.initializer.reconcile();
    }
    assert.equal(calls, 1);
    finish();
    await until(async () => (await shop.initializer.find({ sessionId }))?.handled === true);
  });

  test('hears by its signal that the initializer closes', async (t) => {
    let signal: AbortSignal | undefined;
    const { shop, pay } = await setUp(t, {
      fulfill: async (input) => {
        signal = input.signal;
        await new Promise((resolve) => input.signal.addEventListener('abort', resolve));
      },
    });
    const answer = pay();
    await until(() => signal !== undefined);
    await shop.initializer.close();
    await answer;
    assert.equal(signal?.aborted, true);
  });

  test('is taken up by another process after a crash', async (t) => {
    const store = memoryStore();
    const dead = await setUp(t, { store, fulfill: () => new Promise(() => undefined) });
    const answer = dead.pay();
    await until(async () => (await dead.shop.initializer.find({ orderId: 'order-1' }))?.state === 'approved');
    await dead.shop.clock.advance(3 * second);
    await answer;
    const keys: string[] = [];
    const heir = await startShop(t, {
      store,
      fulfill: ({ idempotencyKey }) => void keys.push(idempotencyKey),
      apiUrl: dead.helcim.apiUrl,
    });
    for (const seconds of [34, 30]) {
      await heir.clock.advance(seconds * second);
      await heir.initializer.reconcile();
    }
    assert.deepEqual(keys, [`${dead.reference}-1`]);
  });
});

describe('the other callbacks', () => {
  test('an approved preauth goes to onAuthorized with its card token, which the record forgets afterwards', async (t) => {
    const inputs: ApprovedInput[] = [];
    const { shop, pay, sessionId } = await setUp(
      t,
      {
        onAuthorized: (input) => void inputs.push(input),
        fulfill: () => assert.fail('a preauth is no purchase'),
      },
      { ...plainOrder, paymentType: 'preauth' },
    );
    assert.equal((await pay({ type: 'preauth' })).json['outcome'], 'approved');
    assert.equal(inputs[0]?.transaction.cardToken, 'LFEY40ReTNOXkBu0y9LDDA');
    const found = await shop.initializer.find({ sessionId });
    assert.equal(JSON.stringify(found).includes('LFEY40ReTNOXkBu0y9LDDA'), false);
  });

  test('a verified card goes to onVerified', async (t) => {
    const inputs: ApprovedInput[] = [];
    const { pay } = await setUp(
      t,
      { onVerified: (input) => void inputs.push(input) },
      { amount: 0, currency: 'CAD', paymentType: 'verify' },
    );
    assert.equal((await pay({ type: 'verify', amount: '0', invoiceNumber: '' })).json['outcome'], 'approved');
    assert.equal(inputs[0]?.transaction.cardToken, 'LFEY40ReTNOXkBu0y9LDDA');
  });

  for (const [name, order, changes] of [
    ['onAuthorized', { ...plainOrder, paymentType: 'preauth' }, { type: 'preauth' }],
    [
      'onVerified',
      { amount: 0, currency: 'CAD', paymentType: 'verify' },
      { type: 'verify', amount: '0', invoiceNumber: '' },
    ],
  ] satisfies [string, Order, Record<string, string>][]) {
    test(`${name} that is gone after a redeploy is still owed, named in the log, and called once it is back`, async (t) => {
      const store = memoryStore();
      const fails = () => {
        throw new Error('the database is away');
      };
      const { helcim, pay, shop, sessionId } = await setUp(t, { store, [name]: fails }, order);
      await pay(changes);
      await shop.initializer.close();
      const told: ApprovedInput[] = [];
      const deploy = async (callbacks: ShopOptions) => {
        const deployed = await startShop(t, {
          store,
          clock: shop.clock,
          apiUrl: helcim.apiUrl,
          ...callbacks,
        });
        await shop.clock.advance(minute);
        await deployed.initializer.reconcile();
        const handled = (await deployed.initializer.find({ sessionId }))?.handled;
        await deployed.initializer.close();
        return { log: deployed.log, handled };
      };
      const without = await deploy({});
      assert.equal(without.handled, false);
      assert.ok(
        without.log.some(
          ({ level, fields }) =>
            level === 'error' && JSON.stringify(fields['error']).includes(`Option \\"${name}\\" is missing`),
        ),
      );
      assert.equal((await deploy({ [name]: (input: ApprovedInput) => void told.push(input) })).handled, true);
      assert.equal(told[0]?.transaction.cardToken, 'LFEY40ReTNOXkBu0y9LDDA');
    });
  }

  test('a review goes to onReview with its reason and the transaction', async (t) => {
    const inputs: ReviewInput[] = [];
    const { pay } = await setUp(t, {
      onReview: (input) => void inputs.push(input),
      fulfill: () => assert.fail('not paid'),
    });
    assert.equal((await pay({ amount: '1' })).json['outcome'], 'review');
    assert.deepEqual([inputs[0]?.reason, inputs[0]?.transaction?.amount], ['amount_differs', '1.00']);
  });

  test('a review without onReview is an error in the log', async (t) => {
    const { shop, pay } = await setUp(t, {});
    await pay({ amount: '1' });
    assert.ok(shop.log.some(({ level, fields }) => level === 'error' && fields['state'] === 'review'));
  });

  test('a second approval is told to onReview under a key of its own', async (t) => {
    const inputs: ReviewInput[] = [];
    const { pay, reference } = await setUp(t, { onReview: (input) => void inputs.push(input) });
    await pay();
    await pay({ transactionId: '2' });
    assert.deepEqual(
      inputs.map(({ reason, transaction: told, idempotencyKey }) => [
        reason,
        told?.transactionId,
        idempotencyKey,
      ]),
      [['second_approval', '2', `${reference}-2`]],
    );
  });

  test('the fee of Fee Saver is told beside the amount', async (t) => {
    const inputs: ApprovedInput[] = [];
    const order: Order = { amount: 100, currency: 'CAD', paymentMethod: 'cc-ach', convenienceFee: true };
    const { pay } = await setUp(t, { fulfill: (input) => void inputs.push(input) }, order);
    await pay({ amount: '102.5' });
    assert.deepEqual(
      [inputs[0]?.transaction.amount, inputs[0]?.transaction.convenienceFee],
      ['102.50', '2.50'],
    );
  });
});

describe('getOrder that throws', () => {
  test('is 500 with generic text; the cause is in the log under the same id', async (t) => {
    const shop = await startShop(t, {
      getOrder: () => {
        throw new Error('the-marker-of-the-shop');
      },
    });
    const answer = await shop.post('/sessions', { orderId: 'order-1' });
    assert.equal(answer.status, 500);
    assert.equal(answer.text.includes('marker'), false);
    const { requestId } = answer.json['error'] as { requestId: string };
    const line = shop.log.find(({ fields }) => fields['requestId'] === requestId);
    assert.ok(JSON.stringify(line).includes('the-marker-of-the-shop'));
  });
});
