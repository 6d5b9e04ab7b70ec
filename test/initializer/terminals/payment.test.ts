import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { row } from '../support/fake-helcim.js';
import { minute, second, startWorld } from '../support/till.js';

test('a payment at the till: refused, tried again, approved with a tip, fulfilled once', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const device = await world.device(shop, 'Front');
  world.price = { amount: '20.00', currency: 'CAD' };

  const sent = await shop.till('POST', '/sessions', { orderId: 'A1', device: device.code.toLowerCase() });
  assert.equal(sent.status, 201, JSON.stringify(sent.json));
  assert.equal(sent.json['outcome'], 'open');
  assert.equal(sent.json['deviceName'], 'Front');
  const id = String(sent.json['sessionId']);

  world.simulator.devices.act(device.id, 'tap', { tipCents: 51 });
  await world.clock.advance(6 * second);
  const declined = await shop.till('GET', `/sessions/${id}`);
  assert.deepEqual([declined.json['outcome'], declined.json['declines']], ['open', 1]);

  world.simulator.devices.act(device.id, 'try-again');
  world.simulator.devices.act(device.id, 'tap', { tipCents: 300 });
  await world.clock.advance(6 * second);
  const paid = await shop.till('GET', `/sessions/${id}`);
  assert.deepEqual(
    [paid.json['outcome'], paid.json['declines'], paid.json['charged'], paid.json['amount']],
    ['approved', 1, '23.00', '20.00'],
  );
  await world.waitUntil(2 * minute, shop);
  assert.equal(world.fulfilled.length, 1);
  assert.equal(world.fulfilled[0]?.device, device.code);
  assert.equal(world.fulfilled[0].transaction.extra, '3.00');
  assert.equal(world.sent.length, 1);
  const again = await shop.till('POST', '/sessions', { orderId: 'A1', device: device.code });
  assert.deepEqual([again.status, again.json['outcome']], [409, 'approved']);
});

test('what a request for a payment is answered', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const front = await world.device(shop);
  const back = await world.device(shop);
  const start = (orderId: string, more: object = {}) =>
    shop.till('POST', '/sessions', { orderId, device: front.code, ...more });
  const codeOf = (json: Record<string, unknown>) => (json['error'] as { code?: string } | undefined)?.code;

  await t.test(
    'the same request while it is under way is the same session, and is not sent again',
    async () => {
      const first = await start('same');
      const second = await start('same');
      assert.deepEqual([first.status, second.status], [201, 200]);
      assert.equal(second.json['sessionId'], first.json['sessionId']);
      assert.equal(world.sent.length, 1);
    },
  );

  const refusals: [title: string, code: string, send: () => ReturnType<typeof start>][] = [
    ['another order on a busy device', 'device_busy', () => start('other')],
    ['the order on another device', 'till_payment_open', () => start('same', { device: back.code })],
    ['a device that nobody paired', 'device_not_paired', () => start('other', { device: 'ZZZZ' })],
    ['a code with five letters', 'device_code_invalid', () => start('other', { device: 'ABCDE' })],
    ['a code with three letters', 'device_code_invalid', () => start('other', { device: 'ABC' })],
    ['a code with a sign', 'device_code_invalid', () => start('other', { device: 'AB/D' })],
    ['an unknown key', 'invalid_body', () => start('other', { amount: '1.00' })],
    ['an order without an id', 'invalid_body', () => start('')],
    ['force that is no yes or no', 'invalid_body', () => start('other', { force: 'yes' })],
  ];
  for (const [title, code, send] of refusals) {
    await t.test(`${title}: ${code}, and nothing is sent`, async () => {
      const before = world.sent.length;
      assert.equal(codeOf((await send()).json), code);
      assert.equal(world.sent.length, before);
    });
  }

  await t.test('the clerk is told which sale is in the way, and on which device', async () => {
    const open = await start('same');
    const sale = { orderId: 'same', reference: open.json['reference'], device: front.code };
    for (const answer of [await start('other'), await start('same', { device: back.code })])
      assert.deepEqual((answer.json['error'] as { sale?: unknown }).sale, sale);
  });

  const orders: [title: string, price: typeof world.price, code: string][] = [
    ['an order that is not there', null, 'order_not_found'],
    ['a preauth', { amount: '5.00', currency: 'CAD', paymentType: 'preauth' }, 'invalid_order'],
    ['a verify', { amount: '0.00', currency: 'CAD', paymentType: 'verify' }, 'invalid_order'],
    ['an existing invoice', { amount: '5.00', currency: 'CAD', invoiceNumber: 'INV1' }, 'invalid_order'],
    ['an amount of nothing', { amount: '0', currency: 'CAD' }, 'invalid_order'],
  ];
  for (const [title, price, code] of orders) {
    await t.test(`${title}: ${code}`, async () => {
      world.price = price;
      assert.equal(codeOf((await start('odd', { device: back.code })).json), code);
    });
  }

  await t.test('a new price while it is under way: it must be ended on the device first', async () => {
    world.price = { amount: '21.00', currency: 'CAD' };
    assert.equal(codeOf((await start('same')).json), 'till_payment_open');
  });

  await t.test(
    'a currency that the device does not take is explained, and the order stays free',
    async () => {
      world.price = { amount: '20.00', currency: 'USD' };
      const answer = await start('dollars', { device: back.code });
      assert.deepEqual([answer.status, codeOf(answer.json)], [409, 'device_currency']);
      world.price = { amount: '20.00', currency: 'CAD' };
      assert.equal((await start('dollars', { device: back.code })).status, 201);
    },
  );
});

test('the clerk reads why the last card was refused, where its row says so', async (t) => {
  const world = await startWorld(t);
  let rows: Record<string, unknown>[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (pathname.endsWith('/card-transactions')) return Response.json(rows);
    return await globalThis.fetch(input, init);
  };
  const shop = await world.start({}, { fetch });
  const device = await world.device(shop);
  const sent = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
  const refused = { invoiceNumber: String(sent.json['reference']), amount: 20, status: 'DECLINED' };
  const cases: [title: string, last: ReturnType<typeof row>, lastDecline: string | undefined][] = [
    ['without a reason', row({ ...refused, transactionId: 1 }), undefined],
    ['with one', row({ ...refused, transactionId: 2, warning: 'Do Not Honor' }), 'Do Not Honor'],
    ['with none again', row({ ...refused, transactionId: 3 }), undefined],
    ['with an error', row({ ...refused, transactionId: 4, errors: 'Card expired' }), 'Card expired'],
  ];
  for (const [title, last, lastDecline] of cases) {
    rows = [...rows, last];
    await world.clock.advance(6 * second);
    const { json } = await shop.till('GET', `/sessions/${String(sent.json['sessionId'])}`);
    assert.deepEqual([json['declines'], json['lastDecline']], [rows.length, lastDecline], title);
  }
});

test('a device that sleeps, and one that was unpaired', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const { id, code } = await world.device(shop);
  world.simulator.devices.end(id);
  const asleep = await shop.till('POST', '/sessions', { orderId: 'A', device: code });
  assert.deepEqual([asleep.status, asleep.json['outcome']], [200, 'asleep']);
  world.simulator.devices.wake(id);
  const awake = await shop.till('POST', '/sessions', { orderId: 'A', device: code });
  assert.deepEqual([awake.status, awake.json['outcome']], [201, 'open']);
  assert.notEqual(awake.json['reference'], asleep.json['reference'], 'each request has its own number');

  // Unpaired in the middle: the payment is settled all the same.
  assert.equal((await shop.till('DELETE', `/devices/${code}`)).status, 200);
  world.simulator.devices.act(id, 'tap');
  await world.waitUntil(16 * second, shop);
  assert.equal((await world.session(awake.json['sessionId'])).state, 'approved');
  const next = await shop.till('POST', '/sessions', { orderId: 'B', device: code });
  assert.equal((next.json['error'] as { code: string }).code, 'device_not_paired');
});

test('whatever becomes of the call, a payment is sent once, and what Helcim charged is found', async (t) => {
  const declined = { errors: ['nope'] };
  const answers: [mishap: Parameters<typeof play>[1], status: number, said: string, then: string][] = [
    ['lost answer', 201, 'unknown', 'approved'],
    ['never arrives', 201, 'unknown', 'undecided'],
    [{ status: 500, body: 'oops' }, 201, 'unknown', 'undecided'],
    [{ status: 522, body: '<html>' }, 201, 'unknown', 'undecided'],
    [{ status: 408, body: '' }, 201, 'unknown', 'undecided'],
    [{ status: 302, body: '' }, 201, 'unknown', 'undecided'],
    [{ status: 409, body: JSON.stringify(declined) }, 200, 'asleep', 'asleep'],
    [{ status: 400, body: JSON.stringify(declined) }, 502, 'device_refused', 'expired'],
    [{ status: 401, body: '{"errors":"Unauthorized"}' }, 502, 'helcim_credential', 'expired'],
    [{ status: 403, body: '{"errors":["No access permission"]}' }, 502, 'helcim_permission', 'expired'],
    [{ status: 404, body: '{"errors":["Device Not Found"]}' }, 404, 'device_unknown', 'expired'],
    [{ status: 429, body: '' }, 503, 'busy', 'expired'],
  ];
  for (const [mishap, status, said, then] of answers) {
    await t.test(`${JSON.stringify(mishap)}: ${said}, then ${then}`, async (t) => {
      await play(t, mishap, status, said, then);
    });
  }

  async function play(
    t: Parameters<typeof startWorld>[0],
    mishap: 'lost answer' | 'never arrives' | { status: number; body: string },
    status: number,
    said: string,
    then: string,
  ): Promise<void> {
    const world = await startWorld(t);
    const shop = await world.start();
    const device = await world.device(shop);
    world.mishaps.push(mishap);
    const answer = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
    const error = answer.json['error'] as { code: string; message: string } | undefined;
    assert.deepEqual([answer.status, error?.code ?? answer.json['outcome']], [status, said]);
    assert.doesNotMatch(JSON.stringify(answer.json), /nope|oops|api-token/, 'the cause is for the log only');
    if (said === 'unknown') {
      const second = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
      assert.deepEqual([second.status, second.json['outcome']], [409, 'unknown']);
    }
    if (then === 'approved') world.simulator.devices.act(device.id, 'tap');
    for (const ms of [3 * second, 10 * second, 30 * second, 5 * minute, 30 * minute, 40 * minute])
      await world.waitUntil(ms, shop);
    const [session] = await world.store.ofOrder(`default@${new URL(world.simulator.url).host}`, 'A');
    assert.equal(session?.state, then);
    assert.equal(world.sent.length, 1, 'it is never sent again');
    assert.equal(world.fulfilled.length, then === 'approved' ? 1 : 0);
  }
});

test('what was charged decides: at least the order, at most the order with what the shop allows on top', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start({ extraLimit: 0.1 });
  const device = await world.device(shop);
  const cases: [tipCents: number, state: string][] = [
    [0, 'approved'],
    [200, 'approved'],
    [201, 'review'],
    [2_000, 'review'],
  ];
  for (const [tipCents, state] of cases) {
    await t.test(`20.00 and ${tipCents} cents on top: ${state}`, async () => {
      const sent = await shop.till('POST', '/sessions', { orderId: `tip-${tipCents}`, device: device.code });
      world.simulator.devices.act(device.id, 'tap', { tipCents });
      await world.waitUntil(16 * second, shop);
      const session = await world.session(sent.json['sessionId']);
      assert.deepEqual(
        [session.state, session.reason],
        [state, state === 'review' ? 'amount_differs' : null],
      );
    });
  }
});

test('a payment that nobody answers is looked up, holds order and device, and settles when it comes', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const device = await world.device(shop);
  const sent = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
  const id = String(sent.json['sessionId']);
  const looks = () => world.read.filter((path) => path === '/card-transactions').length;
  const before = looks();
  for (const ms of [15, 15, 30, 60, 180, 300, 300, 900, 1_500].map((seconds) => seconds * second)) {
    await world.waitUntil(ms, shop);
  }
  assert.equal(looks() - before, 9, 'at 15, 30, 60 s, 2, 5, 10, 15, 30, 55 minutes');
  assert.equal((await world.session(id)).state, 'open');
  await world.waitUntil(15 * minute, shop);
  assert.equal((await world.session(id)).state, 'open');
  const token = await shop.pay('POST', '/sessions', { orderId: 'A' });
  assert.deepEqual([token.status, token.json['checkoutToken']], [409, undefined], 'one channel at a time');

  world.simulator.devices.act(device.id, 'tap');
  await world.waitUntil(10 * minute, shop);
  assert.equal((await world.session(id)).state, 'approved');
  assert.equal(world.fulfilled.length, 1);
});

describe('what nobody has answered for a day', () => {
  const cases: [title: string, mishap: 'never arrives' | undefined, before: string][] = [
    ['a payment on the device', undefined, 'open'],
    ['a payment of which nobody knows whether it was sent', 'never arrives', 'undecided'],
  ];
  /** Looked at for 24 hours, with nobody at the till. */
  async function leftAlone(t: TestContext, mishap: 'never arrives' | undefined, before: string) {
    const world = await startWorld(t);
    const shop = await world.start();
    const device = await world.device(shop);
    if (mishap) world.mishaps.push(mishap);
    const sent = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
    const id = String(sent.json['sessionId']);
    const start = (orderId: string) => shop.till('POST', '/sessions', { orderId, device: device.code });
    for (let hours = 1; hours < 24; hours += 1) {
      await world.waitUntil(60 * minute, shop);
      assert.equal((await world.session(id)).state, before, `after ${hours} hours`);
      assert.equal((await shop.till('GET', `/sessions/${id}`)).json['releasable'], true);
      assert.equal((await start('B')).status, 409, 'the device is held');
      const online = await shop.pay('POST', '/sessions', { orderId: 'A' });
      assert.equal(online.json['checkoutToken'], undefined, 'so is the order');
    }
    await world.waitUntil(60 * minute, shop);
    const session = await world.session(id);
    assert.deepEqual([session.state, session.reason], ['review', 'undecided_in_time']);
    return { world, shop, device, id, start };
  }

  for (const [title, mishap, before] of cases) {
    test(`${title} is a person's, who frees order and device`, async (t) => {
      const { world, shop, device, id, start } = await leftAlone(t, mishap, before);
      assert.deepEqual(
        world.reviewed.map(({ reason }) => reason),
        ['undecided_in_time'],
      );
      assert.equal((await start('B')).status, 409, 'nobody has looked at the device');
      if (!mishap) world.simulator.devices.act(device.id, 'cancel');
      await shop.initializer.resolve(id, 'expired');
      assert.equal((await start('B')).status, 201);
      assert.equal((await shop.pay('POST', '/sessions', { orderId: 'A' })).status, 201);
    });
  }

  test('is approved all the same when it is paid later', async (t) => {
    const { world, shop, device, id } = await leftAlone(t, undefined, 'open');
    world.simulator.devices.act(device.id, 'tap');
    await world.waitUntil(12 * 60 * minute, shop);
    assert.equal((await world.session(id)).state, 'approved');
    assert.equal(world.fulfilled.length, 1);
  });

  test('is a review although Helcim cannot be asked', async (t) => {
    const world = await startWorld(t);
    const shop = await world.start({}, { fetch: unreadable });
    const device = await world.device(shop);
    const sent = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
    for (let hours = 1; hours < 24; hours += 1) await world.waitUntil(60 * minute, shop);
    assert.equal((await world.session(sent.json['sessionId'])).state, 'open');
    for (let hours = 0; hours < 13; hours += 1) await world.waitUntil(60 * minute, shop);
    assert.equal((await world.session(sent.json['sessionId'])).state, 'review');
  });
});

const unreadable: typeof globalThis.fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : input);
  if (pathname.includes('/card-transactions')) return new Response('', { status: 400 });
  return await globalThis.fetch(input, init);
};

test('a clerk who keeps asking causes a look every five seconds at first, then fewer', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const device = await world.device(shop);
  const sent = await shop.till('POST', '/sessions', { orderId: 'A', device: device.code });
  const looksIn = async (seconds: number) => {
    const before = world.read.length;
    for (let passed = 0; passed < seconds; passed += 1) {
      await world.clock.advance(second);
      await shop.till('GET', `/sessions/${String(sent.json['sessionId'])}`);
    }
    return world.read.length - before;
  };
  const first = await looksIn(60);
  assert.ok(first >= 10 && first <= 15, `${first} looks in the first minute`);
  await world.clock.advance(3 * minute);
  const later = await looksIn(60);
  assert.ok(later <= 6, `${later} looks in a later minute`);
});
