import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionStore } from '../../../packages/initializer/src/index.js';
import { mortalStore } from '../support/mortal-store.js';
import { minute, second, startWorld, type Reply, type World } from '../support/till.js';
import { signedResult, transaction } from '../support/fake-helcim.js';

const codeOf = ({ json }: Reply) => (json['error'] as { code?: string } | undefined)?.code;

/** The store of a process to which something happens right before it claims a device. */
function beforeClaim({ store }: World, happen: () => Promise<unknown>): SessionStore {
  const { devices } = store;
  assert.ok(devices);
  const put: typeof devices.put = async (next) => {
    await happen();
    return await devices.put(next);
  };
  return { ...store, devices: { ...devices, put } };
}

test('clicks at the same moment, in two processes on one store, send one payment', async (t) => {
  const cases: [
    title: string,
    clicks: [order: string, device: 0 | 1][],
    sent: number,
    answers: (string | number)[],
  ][] = [
    [
      'one order, one device',
      [
        ['A', 0],
        ['A', 0],
        ['A', 0],
      ],
      1,
      [200, 200, 201],
    ],
    [
      'two orders, one device',
      [
        ['A', 0],
        ['B', 0],
      ],
      1,
      [201, 'device_busy'],
    ],
    [
      'one order, two devices',
      [
        ['A', 0],
        ['A', 1],
      ],
      1,
      [201, 'till_payment_open'],
    ],
    [
      'two orders, two devices',
      [
        ['A', 0],
        ['B', 1],
      ],
      2,
      [201, 201],
    ],
  ];
  for (const [title, clicks, sent, expected] of cases) {
    await t.test(title, async (t) => {
      const world = await startWorld(t);
      const processes = [await world.start(), await world.start()] as const;
      const devices = [await world.device(processes[0]), await world.device(processes[0])] as const;
      const answers = await Promise.all(
        clicks.map(([orderId, device], index) =>
          processes[index % 2 === 0 ? 0 : 1].till('POST', '/sessions', {
            orderId,
            device: devices[device].code,
          }),
        ),
      );
      assert.equal(world.sent.length, sent);
      assert.deepEqual(answers.map((answer) => codeOf(answer) ?? answer.status).sort(), [...expected].sort());
      // Whoever was turned away left nothing behind: the device takes the next one after this is paid.
      for (const { id } of devices.slice(0, sent)) world.simulator.devices.act(id, 'tap');
      await world.waitUntil(16 * second, processes[0]);
      assert.equal(world.fulfilled.length, sent);
    });
  }
});

test('two payments that both saw the device idle: one of them is sent', async (t) => {
  const world = await startWorld(t);
  let waiting = 0;
  const create: SessionStore['create'] = async (record) => {
    waiting += 1;
    // Nobody claims the device before both have looked.
    while (waiting < 2) await new Promise((resolve) => setImmediate(resolve));
    return await world.store.create(record);
  };
  const store = { ...world.store, create };
  const processes = [await world.start({}, { store }), await world.start({}, { store })] as const;
  const device = await world.device(processes[0]);
  const answers = await Promise.all(
    processes.map((each, index) =>
      each.till('POST', '/sessions', { orderId: `order-${index}`, device: device.code }),
    ),
  );
  assert.deepEqual(answers.map((answer) => codeOf(answer) ?? answer.status).sort(), [201, 'device_busy']);
  assert.equal(world.sent.length, 1);
  const loser = answers.findIndex((answer) => answer.status !== 201);
  world.simulator.devices.act(device.id, 'tap');
  await world.waitUntil(16 * second, processes[0]);
  const again = await processes[0].till('POST', '/sessions', {
    orderId: `order-${loser}`,
    device: device.code,
  });
  assert.equal(again.status, 201, 'its order is free');
});

test('a process that was asleep before it could send sends nothing any more', async (t) => {
  const world = await startWorld(t);
  const first = await world.start();
  const device = await world.device(first);
  const store = beforeClaim(world, () => world.clock.advance(21 * second));
  const slow = await world.start({}, { store });
  const answer = await slow.till('POST', '/sessions', { orderId: 'A', device: device.code });
  assert.deepEqual([answer.status, codeOf(answer)], [503, 'busy']);
  assert.equal(world.sent.length, 0);
  const next = await first.till('POST', '/sessions', { orderId: 'A', device: device.code });
  assert.equal(next.status, 201, 'nothing was sent, and the order is free');
});

test('an order that is paid online while a clerk takes it away by force is sent to no device', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const device = await world.device(shop);
  const { json } = await shop.pay('POST', '/sessions', { orderId: 'A' });
  const online = await world.session(json['sessionId']);
  const facts = transaction({
    ...{ transactionId: '99000001', amount: '20.00', invoiceNumber: online.reference },
  });
  const eventMessage = signedResult(facts, online.secretToken ?? '');
  const store = beforeClaim(world, () =>
    shop.pay('POST', `/sessions/${online.sessionId}/result`, { eventMessage }),
  );
  const forced = await world.start({}, { store });
  const request = { orderId: 'A', device: device.code, force: true };
  const answer = await forced.till('POST', '/sessions', request);
  assert.deepEqual([answer.status, codeOf(answer)], [503, 'busy']);
  const again = await forced.till('POST', '/sessions', request);
  assert.deepEqual([again.status, again.json['sessionId']], [409, online.sessionId]);
  assert.equal(world.sent.length, 0);
  const next = await shop.till('POST', '/sessions', { orderId: 'B', device: device.code });
  assert.equal(next.status, 201, 'the device shows nothing, and is free');
});

test('a clock that is set back does not let a call to a device go on for longer', async (t) => {
  const world = await startWorld(t);
  const device = await world.device(await world.start());
  const store = beforeClaim(world, () => world.clock.advance(-60 * minute));
  const fetch: typeof globalThis.fetch = (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    if (!path.includes('/payment/')) return globalThis.fetch(input, init);
    world.sent.push(path);
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  };
  const slow = await world.start({}, { store, fetch });
  const answer = slow.till('POST', '/sessions', { orderId: 'A', device: device.code });
  while (world.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  await world.clock.advance(16 * second);
  assert.equal((await answer).json['outcome'], 'unknown');
});

test('a store that is away once a payment was sent: the clerk hears that nobody knows, and the payment goes on', async (t) => {
  const world = await startWorld(t);
  const calm = await world.start();
  const device = await world.device(calm);
  const isAway = () => world.sent.length > 0;
  const unlessAway = <T>(answer: () => Promise<T>) =>
    isAway() ? Promise.reject(new Error('away')) : answer();
  const { devices } = world.store;
  assert.ok(devices);
  const shaky = await world.start(
    {},
    {
      store: {
        ...world.store,
        get: (...key) => unlessAway(() => world.store.get(...key)),
        update: (next) => unlessAway(() => world.store.update(next)),
        devices: { ...devices, get: (...key) => unlessAway(() => devices.get(...key)) },
      },
    },
  );
  const answer = await shaky.till('POST', '/sessions', { orderId: 'A', device: device.code });
  assert.deepEqual([answer.status, answer.json['outcome']], [201, 'unknown']);
  world.simulator.devices.act(device.id, 'tap');
  await world.waitUntil(21 * second, calm);
  await world.waitUntil(3 * second, calm);
  assert.equal((await world.session(answer.json['sessionId'])).state, 'approved');
  assert.equal(world.fulfilled.length, 1);
});

test('the till and a page at the same moment: one of the two gets the order', async (t) => {
  const world = await startWorld(t);
  const [one, other] = [await world.start(), await world.start()];
  const device = await world.device(one);
  for (let round = 0; round < 10; round += 1) {
    const orderId = `race-${round}`;
    const before = world.sent.length;
    const [till, page] = await Promise.all([
      one.till('POST', '/sessions', { orderId, device: device.code }),
      other.pay('POST', '/sessions', { orderId }),
    ]);
    const hasToken = page.json['checkoutToken'] !== undefined;
    assert.equal(world.sent.length - before, hasToken ? 0 : 1, `${till.status} ${page.status}`);
    if (hasToken) continue;
    world.simulator.devices.act(device.id, 'tap');
    await world.waitUntil(16 * second, one);
  }
});

test('a process that dies after sending: another one looks it up, fulfills once and never sends it again', async (t) => {
  for (const isPaid of [true, false]) {
    await t.test(isPaid ? 'paid' : 'never paid', async (t) => {
      const world = await startWorld(t);
      const life = mortalStore(world.store);
      const first = await world.start({}, { store: life.store });
      const second_ = await world.start();
      const device = await world.device(second_);
      world.mishaps.push('lost answer');
      // It dies while the call is on its way.
      const watch = setInterval(() => world.sent.length > 0 && life.kill(), 1);
      void first.till('POST', '/sessions', { orderId: 'A', device: device.code }).catch(() => undefined);
      while (world.sent.length === 0 || world.simulator.devices.list()[0]?.request === undefined)
        await new Promise((resolve) => setTimeout(resolve, 2));
      life.kill();
      clearInterval(watch);

      const scope = `default@${new URL(world.simulator.url).host}`;
      const [session] = await world.store.ofOrder(scope, 'A');
      assert.equal(session?.state, 'initializing');
      const again = await second_.till('POST', '/sessions', { orderId: 'A', device: device.code });
      assert.deepEqual([again.status, again.json['sessionId']], [200, session.sessionId]);
      const other = await second_.till('POST', '/sessions', { orderId: 'B', device: device.code });
      assert.equal(codeOf(other), 'device_busy');

      await world.waitUntil(21 * second, second_);
      assert.equal((await world.session(session.sessionId)).state, 'undecided');
      if (isPaid) world.simulator.devices.act(device.id, 'tap');
      for (const ms of [3 * second, 10 * second, 70 * minute]) await world.waitUntil(ms, second_);
      const end = await world.session(session.sessionId);
      assert.equal(end.state, isPaid ? 'approved' : 'undecided');
      assert.equal(world.fulfilled.length, isPaid ? 1 : 0);
      assert.equal(world.sent.length, 1);
    });
  }
});

test('a second approval for an order, on another session, is a review and is not fulfilled', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const [front, back] = [await world.device(shop), await world.device(shop)];
  const first = await shop.till('POST', '/sessions', { orderId: 'A', device: front.code });
  await world.clock.advance(10 * minute);
  await shop.till('POST', `/sessions/${String(first.json['sessionId'])}/release`, { deviceIsIdle: true });
  const second_ = await shop.till('POST', '/sessions', { orderId: 'A', device: back.code });
  assert.equal(second_.status, 201);
  world.simulator.devices.act(front.id, 'tap');
  world.simulator.devices.act(back.id, 'tap');
  for (let turn = 0; turn < 8; turn += 1) await world.waitUntil(5 * minute, shop);
  const states = await Promise.all(
    [first, second_].map(async ({ json }) => (await world.session(json['sessionId'])).state),
  );
  assert.deepEqual(states.sort(), ['approved', 'review']);
  assert.equal(world.fulfilled.length, 1);
  assert.equal(world.reviewed.length, 1);
  assert.match(world.reviewed[0]?.device ?? '', /^[A-Z0-9]{4}$/);
});
