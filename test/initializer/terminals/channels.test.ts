import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minute, second, startWorld } from '../support/till.js';
import { signedResult, transaction } from '../support/fake-helcim.js';

const codeOf = (json: Record<string, unknown>) => (json['error'] as { code?: string } | undefined)?.code;

test('an order is paid online or at the till, never on both', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const device = await world.device(shop);
  const till = (orderId: string, more = {}) =>
    shop.till('POST', '/sessions', { orderId, device: device.code, ...more });

  await t.test('while the till takes it, the page gets no token and is told when to ask again', async () => {
    const sent = await till('A');
    const online = await shop.pay('POST', '/sessions', { orderId: 'A' });
    assert.deepEqual([online.status, online.json['outcome']], [409, 'open']);
    assert.equal(online.json['checkoutToken'], undefined);
    assert.equal(online.headers.get('retry-after'), '30');
    world.simulator.devices.act(device.id, 'tap');
    await world.waitUntil(16 * second, shop);
    const paid = await shop.pay('POST', '/sessions', { orderId: 'A' });
    assert.deepEqual([paid.status, paid.json['outcome']], [409, 'approved']);
    assert.equal(paid.json['sessionId'], sent.json['sessionId']);
  });

  await t.test('after it was cancelled on the device the page gets its token', async () => {
    const sent = await till('B');
    world.simulator.devices.act(device.id, 'cancel');
    await shop.webhook(cancelled(device.code, '20.00', world.clock.now(), String(sent.json['reference'])));
    assert.equal((await shop.pay('POST', '/sessions', { orderId: 'B' })).status, 201);
  });

  await t.test(
    'a page that has a token keeps the till away, unless a clerk insists; that is recorded',
    async () => {
      const online = await shop.pay('POST', '/sessions', { orderId: 'C' });
      assert.equal(codeOf((await till('C')).json), 'online_payment_open');
      const sent = await till('C', { force: true });
      assert.equal(sent.status, 201);
      const old = await world.session(online.json['sessionId']);
      assert.equal(old.state, 'superseded');
      assert.match(old.history.at(-1)?.said ?? '', /by Ada/);
      assert.match((await world.session(sent.json['sessionId'])).history[0]?.said ?? '', /Ada, by force/);

      world.simulator.devices.act(device.id, 'tap');
      await world.waitUntil(16 * second, shop);
      assert.equal(world.fulfilled.filter(({ order }) => order.orderId === 'C').length, 1);

      const facts = transaction({
        ...{ transactionId: '99000001', amount: '20.00', invoiceNumber: old.reference },
      });
      await shop.pay('POST', `/sessions/${old.sessionId}/result`, {
        eventMessage: signedResult(facts, old.secretToken ?? ''),
      });
      assert.equal((await world.session(old.sessionId)).state, 'review');
      assert.equal(world.fulfilled.filter(({ order }) => order.orderId === 'C').length, 1);
    },
  );

  await t.test('nobody can post a result for a session at a till', async () => {
    const sent = await till('D');
    const id = String(sent.json['sessionId']);
    const facts = transaction({ invoiceNumber: String(sent.json['reference']), amount: '20.00' });
    const posted = await shop.pay('POST', `/sessions/${id}/result`, {
      eventMessage: signedResult(facts, ''),
    });
    assert.equal(posted.status, 404);
    assert.equal((await world.session(id)).state, 'open');
  });

  await t.test('a session of a page is none of the till', async () => {
    const online = await shop.pay('POST', '/sessions', { orderId: 'E' });
    const path = `/sessions/${String(online.json['sessionId'])}`;
    assert.equal(codeOf((await shop.till('GET', path)).json), 'session_not_found');
    assert.equal(
      codeOf((await shop.till('POST', `${path}/refunds`, { amount: '1' })).json),
      'session_not_found',
    );
    assert.equal(
      codeOf((await shop.till('POST', `${path}/release`, { deviceIsIdle: true })).json),
      'session_not_found',
    );
  });
});

test('a cancel on the device ends a payment, but never one that was approved', async (t) => {
  const cases: [
    title: string,
    play: (turn: {
      tap: () => unknown;
      cancel: (invoice?: boolean, changes?: object, seconds?: number) => Promise<number>;
      look: () => Promise<void>;
    }) => Promise<unknown>,
    state: string,
  ][] = [
    ['with the number', ({ cancel }) => cancel(true), 'cancelled'],
    ['by device, amount, currency and time', ({ cancel }) => cancel(), 'cancelled'],
    ['with the number, by a clock that is late', ({ cancel }) => cancel(true, {}, -60), 'cancelled'],
    ['in whole seconds', ({ cancel }) => cancel(false, {}, 0), 'cancelled'],
    ['from before the start', ({ cancel }) => cancel(false, {}, -2), 'open'],
    ['another amount', ({ cancel }) => cancel(false, { transactionAmount: 19.99 }), 'open'],
    ['another currency', ({ cancel }) => cancel(false, { currency: 'USD' }), 'open'],
    ['another device', ({ cancel }) => cancel(false, { deviceCode: 'ZZZZ' }), 'open'],
    ['another number', ({ cancel }) => cancel(false, { invoiceNumber: 'INV-7' }), 'open'],
    ['nothing readable', ({ cancel }) => cancel(false, { transactionAmount: 'much' }), 'open'],
    ['no time', ({ cancel }) => cancel(false, { cancelledAt: 'now' }), 'open'],
    [
      'approved, and the cancel comes first',
      async ({ tap, cancel }) => {
        tap();
        return await cancel();
      },
      'approved',
    ],
    [
      'cancelled, and approved all the same',
      async ({ tap, cancel, look }) => {
        await cancel();
        tap();
        await look();
      },
      'approved',
    ],
    [
      'approved, seen, and then a cancel',
      async ({ tap, cancel, look }) => {
        tap();
        await look();
        await cancel();
      },
      'approved',
    ],
  ];
  const world = await startWorld(t);
  const shop = await world.start();
  for (const [title, play, state] of cases) {
    await t.test(`${title}: ${state}`, async () => {
      const device = await world.device(shop);
      await world.clock.advance(300);
      const sent = await shop.till('POST', '/sessions', { orderId: title, device: device.code });
      const id = String(sent.json['sessionId']);
      await play({
        tap: () => world.simulator.devices.act(device.id, 'tap'),
        look: () => world.waitUntil(16 * second, shop),
        async cancel(invoice = false, changes = {}, seconds = 1) {
          const at = world.clock.now() + seconds * second;
          const event = cancelled(
            device.code,
            '20.00',
            at,
            invoice ? String(sent.json['reference']) : undefined,
          );
          const answer = await shop.webhook({ ...event, data: { ...event.data, ...changes } });
          assert.equal(answer.status, 200);
          return answer.status;
        },
      });
      assert.equal((await world.session(id)).state, state);
      await world.waitUntil(4 * minute, shop);
      const calls = world.fulfilled.filter(({ order }) => order.orderId === title);
      assert.equal(calls.length, state === 'approved' ? 1 : 0);
    });
  }

  await t.test('while Helcim cannot be read a cancel has to come again', async () => {
    const device = await world.device(shop);
    const sent = await shop.till('POST', '/sessions', { orderId: 'unread', device: device.code });
    world.simulator.faults.add({ kind: '500-before', endpoint: 'GET /card-transactions', count: 9 });
    const event = cancelled(device.code, '20.00', world.clock.now());
    const answer = shop.webhook(event);
    for (let turn = 0; turn < 8; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      await world.clock.advance(second);
    }
    assert.equal((await answer).status, 503);
    world.simulator.faults.clear();
    assert.equal((await world.session(sent.json['sessionId'])).state, 'open');
    await world.clock.advance(minute);
    assert.equal((await shop.webhook(event)).status, 200);
    assert.equal((await world.session(sent.json['sessionId'])).state, 'cancelled');
  });
});

test('after ten minutes a clerk who sees the device idle may end what nobody answers', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const device = await world.device(shop);
  const sent = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
  const path = `/sessions/${String(sent.json['sessionId'])}`;
  const release = (body: unknown = { deviceIsIdle: true }) => shop.till('POST', `${path}/release`, body);

  const releasableAt = world.clock.now() + 10 * minute;
  const fresh = (await shop.till('GET', path)).json;
  assert.deepEqual([fresh['releasable'], fresh['releasableAt']], [undefined, releasableAt]);

  await world.clock.advance(9 * minute);
  const early = await release();
  assert.deepEqual([early.status, codeOf(early.json)], [409, 'too_early']);
  assert.equal(early.headers.get('retry-after'), '60');
  assert.equal(codeOf((await release({ deviceIsIdle: false })).json), 'invalid_body');

  await world.clock.advance(minute);
  const ripe = (await shop.till('GET', path)).json;
  assert.deepEqual([ripe['releasable'], ripe['releasableAt']], [true, releasableAt]);
  const released = await release();
  assert.deepEqual([released.status, released.json['outcome']], [200, 'expired']);
  assert.equal(released.json['releasableAt'], undefined);
  assert.match((await world.session(sent.json['sessionId'])).history.at(-1)?.said ?? '', /by Ada/);

  // The device was not idle after all.
  world.simulator.devices.act(device.id, 'tap');
  await world.waitUntil(10 * minute, shop);
  assert.equal((await world.session(sent.json['sessionId'])).state, 'approved');

  const next = await shop.till('POST', '/sessions', { orderId: 'B', device: device.code });
  world.simulator.devices.act(device.id, 'tap');
  await world.clock.advance(10 * minute);
  const paid = await shop.till('POST', `/sessions/${String(next.json['sessionId'])}/release`, {
    deviceIsIdle: true,
  });
  assert.equal(paid.json['outcome'], 'approved', 'what is paid is not released');
});

function cancelled(deviceCode: string, amount: string, at: number, invoiceNumber?: string) {
  const cancelledAt = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
  return {
    type: 'terminalCancel',
    data: {
      ...{ cancelledAt, currency: 'CAD', deviceCode, transactionAmount: Number(amount) as unknown },
      ...(invoiceNumber !== undefined && { invoiceNumber }),
    },
  };
}

test('the simulator’s own webhooks settle a payment, a cancel and a refund', async (t) => {
  for (const terminalCancelData of ['with invoice', 'four keys'] as const) {
    await t.test(`a cancel with ${terminalCancelData}`, async (t) => {
      const world = await startWorld(t);
      const { simulator } = world;
      const shop = await world.start({}, { webhookVerifierToken: simulator.webhookVerifierToken });
      simulator.switches.set({ terminalCancelData });
      await fetch(`${simulator.url}/_sim/webhooks`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ enabled: true, url: `${shop.url}/pay/webhook` }),
      });
      const device = await world.device(shop);
      const sent = async (orderId: string) =>
        (await shop.till('POST', '/sessions', { orderId, device: device.code })).json['sessionId'];
      const act = async (action: 'tap' | 'cancel') => {
        simulator.devices.act(device.id, action);
        await simulator.advance(0);
      };

      const cancelledId = await sent('A');
      await act('cancel');
      assert.equal((await world.session(cancelledId)).state, 'cancelled');

      const paidId = await sent('A');
      await act('tap');
      assert.equal((await world.session(paidId)).state, 'approved');

      await world.closeBatches();
      const refunds = async () => {
        await world.clock.advance(61 * second);
        await shop.till('POST', `/sessions/${String(paidId)}/refunds`, {
          amount: '20.00',
          device: device.code,
        });
      };
      await refunds();
      await act('cancel');
      await refunds();
      await act('tap');
      const states = (await world.session(paidId)).terminal?.refunds.map(({ state }) => state);
      assert.deepEqual(states, ['cancelled', 'done']);
    });
  }
});

test('not even by force is an order taken from a page while nobody can tell whether it is paid there', async (t) => {
  const world = await startWorld(t);
  let isDown = true;
  const shop = await world.start(
    {},
    {
      fetch: async (input, init) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input);
        if (isDown && pathname.includes('/card-transactions')) return new Response('', { status: 400 });
        return await globalThis.fetch(input, init);
      },
    },
  );
  const device = await world.device(shop);
  const online = await shop.pay('POST', '/sessions', { orderId: 'A' });
  const forced = { orderId: 'A', device: device.code, force: true };
  const answer = await shop.till('POST', '/sessions', forced);
  assert.deepEqual([answer.status, codeOf(answer.json)], [503, 'helcim_unavailable']);
  assert.equal((await world.session(online.json['sessionId'])).state, 'open');
  isDown = false;
  assert.equal((await shop.till('POST', '/sessions', forced)).status, 201);
});

test('nor for a device that is busy: the page keeps its order', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const device = await world.device(shop);
  await shop.till('POST', '/sessions', { orderId: 'B', device: device.code });
  const online = await shop.pay('POST', '/sessions', { orderId: 'A' });
  const answer = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code, force: true });
  assert.deepEqual([answer.status, codeOf(answer.json)], [409, 'device_busy']);
  assert.equal((await world.session(online.json['sessionId'])).state, 'open');
});
