import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { ApprovedInput, Order } from '../../packages/initializer/src/index.js';
import { startSimulator } from '../../packages/initializer/simulator/index.js';
import { manualClock } from './support/manual-clock.js';
import { plainOrder, startShop, type ShopOptions } from './support/shop.js';

const minute = 60_000;
const card = {
  cardNumber: '4124939999999990',
  expiry: '0128',
  cvv: '100',
  cardHolderName: 'Zoé O/Brien 😀',
  street: '1 Main Street',
  postalCode: 'T2P 1J9',
};

/** A shop in front of the real simulator, which shares its clock and no line of code with it. */
async function setUp(t: TestContext, options: ShopOptions = {}, order: Order = plainOrder) {
  const clock = manualClock();
  const simulator = await startSimulator({ clock });
  t.after(() => simulator.close());
  const fulfilled: ApprovedInput[] = [];
  const returned: ApprovedInput[] = [];
  const shop = await startShop(t, {
    webhookVerifierToken: simulator.webhookVerifierToken,
    onReturned: (input) => void returned.push(input),
    apiUrl: simulator.apiUrl,
    apiToken: simulator.tokens.helcimPay,
    readToken: simulator.tokens.read,
    getOrder: () => order,
    fulfill: (input) => void fulfilled.push(input),
    onAuthorized: (input) => void fulfilled.push(input),
    onVerified: (input) => void fulfilled.push(input),
    clock,
    ...options,
  });
  const { status, json } = await shop.post('/sessions', { orderId: 'order-1' });
  const pay = async (changes: Record<string, string> = {}) => {
    const response = await fetch(`${simulator.modalUrl}/helcim-pay/${String(json['checkoutToken'])}/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...card, ...changes }),
    });
    return (await response.json()) as { kind: string; eventMessage: unknown };
  };
  const sessionPath = `/sessions/${String(json['sessionId'])}`;
  const result = (eventMessage: unknown) => shop.post(`${sessionPath}/result`, { eventMessage });
  const deliverTo = async (url: string) => {
    await fetch(`${simulator.url}/_sim/webhooks`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ enabled: true, url }),
    });
  };
  const deliveries = async () => {
    const response = await fetch(`${simulator.url}/_sim/webhooks`);
    const { deliveries } = (await response.json()) as {
      deliveries: { id: string; tries: { status: number }[] }[];
    };
    return deliveries;
  };
  /** Time passes for shop and simulator alike, and what became due is done. */
  const pass = async (ms: number) => {
    await clock.advance(ms);
    await simulator.advance(0);
    await shop.initializer.reconcile();
  };
  return {
    simulator,
    shop,
    status,
    pay,
    result,
    fulfilled,
    returned,
    deliverTo,
    deliveries,
    pass,
    state: async () => (await shop.initializer.find({ orderId: 'order-1' }))?.state,
    get: () => shop.get(sessionPath),
  };
}

const second = 1_000;
const day = 24 * 60 * minute;

const types: [type: string, order: Order][] = [
  ['purchase', plainOrder],
  ['preauth', { ...plainOrder, paymentType: 'preauth' }],
  ['verify', { amount: 0, currency: 'CAD', paymentType: 'verify' }],
];

for (const [type, order] of types) {
  test(`a ${type} paid at the simulator is approved by its hash, and by its row`, async (t) => {
    const { status, pay, result, fulfilled } = await setUp(t, {}, order);
    assert.equal(status, 201);
    const { kind, eventMessage } = await pay();
    assert.equal(kind, 'approved');
    assert.equal((await result(eventMessage)).json['outcome'], 'approved');
    assert.equal(fulfilled[0]?.transaction.type, type);
    assert.equal(fulfilled[0].transaction.cardToken !== undefined, type !== 'purchase');
  });
}

test('a message that the page passes on as an object is approved as well', async (t) => {
  const { pay, result } = await setUp(t);
  const { eventMessage } = await pay();
  assert.equal((await result(JSON.parse(String(eventMessage)))).json['outcome'], 'approved');
});

test('a changed amount in the message breaks the hash; the row decides', async (t) => {
  const { pay, result, fulfilled } = await setUp(t);
  const { eventMessage } = await pay();
  const forged = String(eventMessage).replace('"49.99"', '"4999"');
  assert.notEqual(forged, eventMessage);
  assert.equal((await result(forged)).json['outcome'], 'approved');
  assert.equal(fulfilled[0]?.transaction.amount, '49.99');
});

test('without a read token a changed message is unknown', async (t) => {
  const { pay, result } = await setUp(t, { readToken: undefined });
  const { eventMessage } = await pay();
  assert.equal((await result(String(eventMessage).replace('"49.99"', '"4999"'))).json['outcome'], 'unknown');
});

test('a decline leaves the session open, and another card can pay', async (t) => {
  const { pay, result, get } = await setUp(t);
  const declined = await pay({ cvv: '210' });
  assert.equal(declined.kind, 'declined');
  assert.equal((await result(declined.eventMessage)).status, 400);
  assert.equal((await get()).json['outcome'], 'open');
  const { eventMessage } = await pay({ cardNumber: '5413330089099130' });
  assert.equal((await result(eventMessage)).json['outcome'], 'approved');
});

test('the tab dies after the payment: the reconciler finds it', async (t) => {
  const { shop, pay, fulfilled } = await setUp(t);
  await pay();
  await shop.clock.advance(5 * minute);
  await shop.initializer.reconcile();
  assert.equal((await shop.initializer.find({ orderId: 'order-1' }))?.state, 'approved');
  assert.equal(fulfilled.length, 1);
});

test('the tab dies before the payment: the session expires after minute 70, and the order can be paid anew', async (t) => {
  const { shop, get } = await setUp(t);
  await shop.clock.advance(70 * minute);
  await shop.initializer.reconcile();
  assert.equal((await get()).json['outcome'], 'expired');
  assert.equal((await shop.post('/sessions', { orderId: 'order-1' })).status, 201);
});

test('closing the window after a payment: the question alone finds it', async (t) => {
  const { pay, get } = await setUp(t);
  await pay();
  assert.equal((await get()).json['outcome'], 'approved');
});

test('an api-token that may not read is told apart from one that is wrong', async (t) => {
  const clock = manualClock();
  const simulator = await startSimulator({ clock });
  t.after(() => simulator.close());
  const cases = [
    { apiToken: simulator.tokens.read, code: 'helcim_permission' },
    { apiToken: 'not-a-token', code: 'helcim_credential' },
  ];
  for (const { apiToken, code } of cases) {
    const shop = await startShop(t, { apiUrl: simulator.apiUrl, apiToken, clock });
    const { status, json } = await shop.post('/sessions', { orderId: 'order-1' });
    assert.deepEqual([status, (json['error'] as { code: string }).code], [502, code]);
  }
});

test('the tab dies after the payment: the webhook settles at once, and its redelivery changes nothing', async (t) => {
  const { simulator, shop, pay, deliverTo, deliveries, state, fulfilled } = await setUp(t);
  await deliverTo(`${shop.url}/webhook`);
  await pay();
  await simulator.advance(0);
  assert.equal(await state(), 'approved');
  const [delivery] = await deliveries();
  await fetch(`${simulator.url}/_sim/webhooks/${delivery?.id ?? ''}/redeliver`, { method: 'POST' });
  const tries = (await deliveries()).flatMap((each) => each.tries.map(({ status }) => status));
  assert.deepEqual([tries, fulfilled.length], [[200, 200], 1]);
});

test('a webhook that comes before the row is listed is 503, and settles when it comes again', async (t) => {
  const { simulator, shop, pay, deliverTo, deliveries, pass, state } = await setUp(t);
  await deliverTo(`${shop.url}/webhook`);
  simulator.faults.add({ kind: 'late-row', ms: 4 * second });
  await pay();
  await simulator.advance(0);
  assert.equal(await state(), 'open');
  await pass(5 * second);
  const tries = (await deliveries()).flatMap((each) => each.tries.map(({ status }) => status));
  assert.deepEqual([tries, await state()], [[503, 200], 'approved']);
});

test('a decline is reported too, and is no success', async (t) => {
  const { simulator, shop, pay, deliverTo, deliveries, state, fulfilled } = await setUp(t);
  await deliverTo(`${shop.url}/webhook`);
  await pay({ cvv: '209' });
  await simulator.advance(0);
  const tries = (await deliveries()).flatMap((each) => each.tries.map(({ status }) => status));
  assert.deepEqual([tries, await state(), fulfilled.length], [[200], 'open', 0]);
});

test('a webhook of another account is refused: one of development settles nothing elsewhere', async (t) => {
  const another = await startSimulator();
  t.after(() => another.close());
  const { simulator, shop, pay, deliverTo, deliveries, state } = await setUp(t, {
    webhookVerifierToken: another.webhookVerifierToken,
  });
  await deliverTo(`${shop.url}/webhook`);
  await pay();
  await simulator.advance(0);
  const tries = (await deliveries()).flatMap((each) => each.tries.map(({ status }) => status));
  assert.deepEqual([tries, await state()], [[401], 'open']);
});

const account = {
  paymentMethod: 'ach',
  accountHolder: 'Ada Sample',
  institutionNumber: '000',
  transitNumber: '11000',
  routingNumber: '',
};
const bankOrder: Order = { ...plainOrder, paymentMethod: 'ach' };
const fates: [fate: string, accountNumber: string, states: string[]][] = [
  ['clears', '100200300', ['pending', 'approved']],
  ['is rejected', '100200301', ['pending', 'returned']],
  ['is returned after it cleared', '100200302', ['pending', 'approved', 'returned']],
  ['is contested after it cleared', '100200303', ['pending', 'approved', 'returned']],
];
for (const achById of ['bare', 'wrapped'] as const) {
  for (const [fate, accountNumber, states] of fates) {
    test(`a bank payment that ${fate}, its row ${achById}: ${states.join(', then ')}`, async (t) => {
      const { simulator, pay, result, pass, state, fulfilled, returned } = await setUp(t, {}, bankOrder);
      simulator.switches.set({ achById });
      const { eventMessage } = await pay({ ...account, accountNumber });
      assert.equal((await result(eventMessage)).json['outcome'], 'pending');
      const seen = new Set<string | undefined>();
      // A returned session is forgotten three days later.
      for (let days = 0; days < 9 && !seen.has('returned'); days += 1) {
        seen.add(await state());
        await pass(day);
      }
      seen.add(await state());
      assert.deepEqual([...seen], states);
      assert.equal(fulfilled.length, states.includes('approved') ? 1 : 0);
      assert.equal(returned.length, states.includes('returned') ? 1 : 0);
    });
  }
}

test('a bank payment whose result is lost is found as a hint, for a person', async (t) => {
  const { pay, pass, state, fulfilled } = await setUp(t, {}, bankOrder);
  await pay({ ...account, accountNumber: '100200300' });
  await pass(70 * minute);
  assert.deepEqual([await state(), fulfilled.length], ['review', 0]);
});
