import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { minute, second, startWorld, type Process, type World } from '../support/till.js';

const codeOf = (json: Record<string, unknown>) => (json['error'] as { code?: string } | undefined)?.code;

interface Refund {
  refundId: string;
  amount: string;
  state: string;
  device: string | null;
  declines: number;
}

async function paid(
  world: World,
  shop: Process,
  device: { id: string; code: string },
  { orderId = 'A', cardType = 'credit', tipCents = 0 } = {},
): Promise<string> {
  const sent = await shop.till('POST', '/sessions', { orderId, device: device.code });
  world.simulator.devices.act(device.id, 'tap', { cardType, tipCents });
  await world.waitUntil(16 * second, shop);
  const id = String(sent.json['sessionId']);
  assert.equal((await world.session(id)).state, 'approved');
  return id;
}

async function stateOf(world: World, id: string, index = 0): Promise<string | undefined> {
  return (await world.session(id)).terminal?.refunds[index]?.state;
}

describe('refunds without a device', () => {
  test('are sent once, counted, and never more than what was charged', async (t) => {
    const world = await startWorld(t);
    const shop = await world.start();
    const device = await world.device(shop);
    const id = await paid(world, shop, device, { tipCents: 300 });
    const refund = (body: object) => shop.till('POST', `/sessions/${id}/refunds`, body);

    const early = await refund({ amount: '5.00' });
    assert.deepEqual([early.status, codeOf(early.json)], [409, 'refund_batch_open']);
    await world.closeBatches();

    const bad: [body: object, code: string][] = [
      [{ amount: '0.00' }, 'invalid_body'],
      [{ amount: '-1.00' }, 'invalid_body'],
      [{ amount: 4.355 }, 'invalid_body'],
      [{ amount: '1.00', clerk: 'Bo' }, 'invalid_body'],
      [{ amount: '1.00', idempotencyKey: 'short' }, 'invalid_body'],
      [{ amount: '1.00', idempotencyKey: 'a space, 25 characters long' }, 'invalid_body'],
      [{}, 'invalid_body'],
      [{ amount: '1.00', device: 'TOOLONG' }, 'device_code_invalid'],
      [{ amount: '1.00', device: 'ZZZZ' }, 'device_not_paired'],
      [{ amount: '23.01' }, 'refund_too_large'],
    ];
    const before = world.sent.length;
    for (const [body, code] of bad)
      assert.equal(codeOf((await refund(body)).json), code, JSON.stringify(body));
    assert.equal(world.sent.length, before, 'nothing of this went out');

    const both = await Promise.all([refund({ amount: '13.00' }), refund({ amount: '13.00' })]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 201], 'two clerks at once: one refund');
    assert.equal(world.sent.length, before + 1);
    await world.clock.advance(61 * second);
    assert.equal(codeOf((await refund({ amount: '10.01' })).json), 'refund_too_large');
    const rest = await refund({ amount: '10.00' });
    assert.deepEqual([rest.status, (rest.json['refund'] as Refund).state], [201, 'done']);
    await world.clock.advance(61 * second);
    assert.equal(codeOf((await refund({ amount: '0.01' })).json), 'refund_too_large');
    const answer = await shop.till('GET', `/sessions/${id}`);
    assert.equal(answer.json['outcome'], 'approved');
    assert.deepEqual(
      (answer.json['refunds'] as Refund[]).map(({ amount, state }) => [amount, state]),
      [
        ['5.00', 'refused'],
        ['13.00', 'done'],
        ['10.00', 'done'],
      ],
    );
  });

  test('of equal amount are told apart by their keys, and under one key made once whatever became of them', async (t) => {
    const world = await startWorld(t);
    const shop = await world.start();
    const device = await world.device(shop);
    const id = await paid(world, shop, device);
    const [early, first, second, third] = Array.from({ length: 4 }, () => randomUUID());
    const refund = async (idempotencyKey: string | undefined, amount = '4.00') => {
      const { status, json } = await shop.till('POST', `/sessions/${id}/refunds`, { amount, idempotencyKey });
      return [status, codeOf(json) ?? (json['refund'] as Refund).state];
    };
    assert.deepEqual(await refund(early), [409, 'refund_batch_open']);
    await world.closeBatches();
    assert.deepEqual(await refund(early), [200, 'refused'], 'asked again, it is what it was');

    assert.deepEqual(await refund(first), [201, 'done']);
    assert.deepEqual(await refund(first), [200, 'done']);
    assert.deepEqual(await refund(first, '5.00'), [409, 'refund_not_possible']);
    assert.deepEqual(await refund(undefined), [200, 'done'], 'without a key the guard of a minute holds');
    assert.deepEqual(await refund(second), [201, 'done'], 'another key is another refund');
    await world.clock.advance(10 * minute);
    assert.deepEqual(await refund(first), [200, 'done'], 'for good, not for a minute');

    world.mishaps.push('lost answer');
    assert.deepEqual(await refund(third), [201, 'unknown']);
    assert.deepEqual(await refund(third), [200, 'unknown']);
    assert.deepEqual(await refund(randomUUID()), [409, 'refund_not_possible'], 'one at a time');
    assert.equal(world.sent.filter((path) => path === '/payment/refund').length, 4);
  });

  test('that nobody answers are looked up and never sent again', async (t) => {
    for (const mishap of ['lost answer', 'never arrives'] as const) {
      await t.test(mishap, async (t) => {
        const world = await startWorld(t);
        const shop = await world.start();
        const device = await world.device(shop);
        const id = await paid(world, shop, device);
        await world.closeBatches();
        world.mishaps.push(mishap);
        const before = world.sent.length;
        const asked = await shop.till('POST', `/sessions/${id}/refunds`, { amount: '5.00' });
        assert.deepEqual([asked.status, (asked.json['refund'] as Refund).state], [201, 'unknown']);
        const same = await shop.till('POST', `/sessions/${id}/refunds`, { amount: '5.00' });
        assert.deepEqual([same.status, (same.json['refund'] as Refund).state], [200, 'unknown']);
        const other = await shop.till('POST', `/sessions/${id}/refunds`, { amount: '6.00' });
        assert.equal(codeOf(other.json), 'refund_not_possible');
        for (const ms of [3 * second, 30 * second, 5 * minute, 80 * minute]) await world.waitUntil(ms, shop);
        assert.equal(await stateOf(world, id), mishap === 'lost answer' ? 'done' : 'unknown');
        assert.equal(world.sent.length, before + 1);
        const released = await shop.till('POST', `/sessions/${id}/release`, { deviceIsIdle: true });
        assert.equal(
          (released.json['refunds'] as Refund[])[0]?.state,
          mishap === 'lost answer' ? 'done' : 'released',
        );
      });
    }
  });
});

test('a refund that was sent while the store went away is unknown to the clerk, not failed', async (t) => {
  const world = await startWorld(t);
  const calm = await world.start();
  const id = await paid(world, calm, await world.device(calm));
  await world.closeBatches();
  const before = world.sent.length;
  const update: typeof world.store.update = (next) =>
    world.sent.length > before ? Promise.reject(new Error('away')) : world.store.update(next);
  const shaky = await world.start({}, { store: { ...world.store, update } });
  const asked = await shaky.till('POST', `/sessions/${id}/refunds`, { amount: '5.00' });
  assert.deepEqual([asked.status, (asked.json['refund'] as Refund).state], [201, 'unknown']);
  for (const ms of [21 * second, 30 * second]) await world.waitUntil(ms, calm);
  assert.equal(await stateOf(world, id), 'done');
  assert.equal(world.sent.length, before + 1);
});

describe('refunds on a device', () => {
  test('a debit card of the United States needs one as well, which Helcim is not asked for', async (t) => {
    const world = await startWorld(t);
    world.simulator.switches.set({ merchantCountry: 'US' });
    world.price = { amount: '20.00', currency: 'USD' };
    const shop = await world.start();
    const device = await world.device(shop);
    const id = await paid(world, shop, device, { cardType: 'debit' });
    assert.equal((await world.session(id)).transaction?.cardType, 'DB');
    await world.closeBatches();
    const before = world.sent.length;
    const without = await shop.till('POST', `/sessions/${id}/refunds`, { amount: '20.00' });
    assert.deepEqual([without.status, codeOf(without.json)], [409, 'refund_needs_device']);
    assert.equal(world.sent.length, before);
  });

  test('a debit card needs one, and the error says so', async (t) => {
    const world = await startWorld(t);
    const shop = await world.start();
    const device = await world.device(shop);
    const id = await paid(world, shop, device, { cardType: 'debit' });
    await world.closeBatches();
    const refund = (body: object) => shop.till('POST', `/sessions/${id}/refunds`, body);
    const without = await refund({ amount: '20.00' });
    assert.deepEqual([without.status, codeOf(without.json)], [409, 'refund_needs_device']);

    const sent = await refund({ amount: '20.00', device: device.code });
    assert.deepEqual([sent.status, (sent.json['refund'] as Refund).state], [201, 'handed_over']);
    const other = await shop.till('POST', '/sessions', { orderId: 'B', device: device.code });
    assert.equal(codeOf(other.json), 'device_busy');
    const { reference } = await world.session(id);
    const { sale } = other.json['error'] as { sale?: unknown };
    assert.deepEqual(sale, { orderId: 'A', reference, device: device.code }, 'whose refund it is');
    world.simulator.devices.act(device.id, 'tap');
    await world.waitUntil(16 * second, shop);
    const { refundId } = sent.json['refund'] as Refund;
    const done = await shop.till('GET', `/sessions/${id}/refunds/${refundId}`);
    assert.equal((done.json['refund'] as Refund).state, 'done');
    const next = await shop.till('POST', '/sessions', { orderId: 'B', device: device.code });
    assert.equal(next.status, 201, 'the device is free again');
  });

  test('cancelled, asleep, given up, and found by the webhook', async (t) => {
    const world = await startWorld(t);
    const shop = await world.start();
    const device = await world.device(shop);
    const id = await paid(world, shop, device);
    await world.closeBatches();
    const refund = async () => {
      await world.clock.advance(61 * second);
      return await shop.till('POST', `/sessions/${id}/refunds`, { amount: '4.00', device: device.code });
    };

    await refund();
    const cancelledAt = new Date(world.clock.now() + second).toISOString();
    const data = { cancelledAt, currency: 'CAD', deviceCode: device.code, transactionAmount: 4 };
    world.simulator.devices.act(device.id, 'cancel');
    await shop.webhook({ type: 'terminalCancel', data });
    assert.equal(await stateOf(world, id, 0), 'cancelled');

    world.simulator.devices.end(device.id);
    const asleep = await refund();
    assert.deepEqual([asleep.status, codeOf(asleep.json)], [409, 'device_asleep']);
    assert.equal(await stateOf(world, id, 1), 'refused');
    world.simulator.devices.wake(device.id);

    await refund();
    for (let turn = 0; turn < 8; turn += 1) await world.waitUntil(10 * minute, shop);
    assert.equal(await stateOf(world, id, 2), 'handed_over', 'nobody came for 80 minutes');
    const busy = await shop.till('POST', '/sessions', { orderId: 'B', device: device.code });
    assert.equal(codeOf(busy.json), 'device_busy', 'the device may still show it');
    world.simulator.devices.act(device.id, 'cancel');
    await shop.till('POST', `/sessions/${id}/release`, { deviceIsIdle: true });
    assert.equal(await stateOf(world, id, 2), 'released');
    await world.clock.advance(61 * second);
    const rest = { amount: '16.01', device: device.code };
    const tooMuch = await shop.till('POST', `/sessions/${id}/refunds`, rest);
    assert.equal(codeOf(tooMuch.json), 'refund_too_large', 'what was released may have been made');

    const sent = await refund();
    assert.equal((sent.json['refund'] as Refund).state, 'handed_over');
    const otherCard = { cardType: 'debit' };
    const declined = world.simulator.devices.act(device.id, 'tap', otherCard);
    await shop.webhook({ type: 'cardTransaction', id: String(declined.request?.transactionId) });
    const { refundId } = sent.json['refund'] as Refund;
    const after = await shop.till('GET', `/sessions/${id}/refunds/${refundId}`);
    const { state, declines } = after.json['refund'] as Refund;
    assert.deepEqual([state, declines], ['handed_over', 1], 'a card that was refused ends nothing');
    world.simulator.devices.act(device.id, 'try-again');
    const tapped = world.simulator.devices.act(device.id, 'tap');
    await shop.webhook({ type: 'cardTransaction', id: String(tapped.request?.transactionId) });
    assert.equal(await stateOf(world, id, 3), 'done');
    assert.equal((await world.session(id)).state, 'approved');
    assert.equal(world.reviewed.length, 0);
  });

  test('one that nobody has answered for a day is unknown, and its device free', async (t) => {
    const world = await startWorld(t);
    const shop = await world.start();
    const device = await world.device(shop);
    const id = await paid(world, shop, device);
    await world.closeBatches();
    await shop.till('POST', `/sessions/${id}/refunds`, { amount: '4.00', device: device.code });
    for (let hours = 1; hours < 24; hours += 1) await world.waitUntil(60 * minute, shop);
    assert.equal(await stateOf(world, id), 'handed_over');
    await world.waitUntil(60 * minute, shop);
    assert.equal(await stateOf(world, id), 'unknown');
    world.simulator.devices.act(device.id, 'cancel');
    const next = await shop.till('POST', '/sessions', { orderId: 'B', device: device.code });
    assert.equal(next.status, 201);
  });

  test('a process that dies after sending: the refund is unknown, looked up, never sent again', async (t) => {
    const world = await startWorld(t);
    const first = await world.start();
    const device = await world.device(first);
    const id = await paid(world, first, device);
    await world.closeBatches();
    const sent = world.sent.length;
    const { session: frozen } = { session: await world.session(id) };
    // What a process leaves behind that died between sending and recording.
    const refundId = '00000000-0000-4000-8000-000000000001';
    const refunds = [
      {
        ...{ refundId, amountCents: 500, device: device.code, clerk: 'Ada' },
        ...{ startedAt: world.clock.now(), state: 'starting' as const, transactionId: null },
      },
    ];
    const terminal = frozen.terminal && { ...frozen.terminal, refunds };
    await world.store.update({
      ...frozen,
      version: frozen.version + 1,
      dueAt: world.clock.now(),
      ...(terminal && { terminal }),
    });
    await world.waitUntil(21 * second, first);
    assert.equal(await stateOf(world, id), 'unknown');
    assert.equal(world.sent.length, sent);
  });

  test('a process that was asleep before it could send it sends nothing any more', async (t) => {
    const world = await startWorld(t);
    const first = await world.start();
    const device = await world.device(first);
    const id = await paid(world, first, device);
    await world.closeBatches();
    const sent = world.sent.length;
    const { devices } = world.store;
    assert.ok(devices);
    const put: typeof devices.put = async (next) => {
      await world.clock.advance(11 * minute);
      await first.till('POST', `/sessions/${id}/release`, { deviceIsIdle: true });
      return await devices.put(next);
    };
    const slow = await world.start({}, { store: { ...world.store, devices: { ...devices, put } } });
    const body = { amount: '5.00', device: device.code };
    const answer = await slow.till('POST', `/sessions/${id}/refunds`, body);
    assert.deepEqual([answer.status, codeOf(answer.json)], [503, 'busy']);
    assert.equal(world.sent.length, sent);
  });
});
