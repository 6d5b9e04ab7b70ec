import assert from 'node:assert/strict';
import { after, beforeEach, suite, test } from 'node:test';
import type { DeviceScreen } from '../../packages/initializer/simulator/index.js';
import { send, textOf } from './simulated-merchant.js';
import { openTill } from './simulated-till.js';

const till = await openTill();
const { simulator } = till;
const base = `${simulator.url}/virtual-terminals`;

after(() => simulator.close());
beforeEach(till.reset);

/** Opens the live connection of a device, as its page does. */
async function openPage(id: string) {
  const leaving = new AbortController();
  const response = await fetch(`${base}/${id}/connection`, { signal: leaving.signal });
  assert.ok(response.body);
  const texts = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let left = '';
  return {
    response,
    /** The next screen; undefined when the simulator ended the connection. */
    next: async (): Promise<DeviceScreen | undefined> => {
      while (!left.includes('\n\n')) {
        const { value, done } = await texts.read();
        if (done) return undefined;
        left += value;
      }
      const [event = '', ...others] = left.split('\n\n');
      left = others.join('\n\n');
      return JSON.parse(event.replace('data: ', '')) as DeviceScreen;
    },
    close: async () => {
      leaving.abort();
      await until(() => simulator.devices.list().every((device) => device.id !== id || !device.awake));
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** A device that would listen if its page were open. */
async function sleepingDevice() {
  const device = await till.ready();
  simulator.devices.end(device.id);
  return device;
}

suite('The live connection', () => {
  test('shows the screen at once and at each change', async () => {
    const { id, purchase, act } = await sleepingDevice();
    const page = await openPage(id);
    assert.equal(page.response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.equal((await page.next())?.listening, true);
    await purchase({ invoiceNumber: 'till-1' });
    const { request } = (await page.next()) ?? {};
    assert.deepEqual(
      [request?.state, request?.amountCents, request?.invoiceNumber],
      ['waiting', 2000, 'till-1'],
    );
    act('tap');
    const approved = (await page.next())?.request;
    assert.deepEqual([approved?.state, approved?.cardType, approved?.last4], ['approved', 'VI', '4242']);
    assert.match(approved?.approvalCode ?? '', /^T\dE\dST$/);
    await page.close();
  });

  test('is what keeps a device awake: closed, it sleeps, and opened again it shows the same request', async () => {
    const { id, purchase, act } = await sleepingDevice();
    assert.equal((await purchase()).status, 409);
    const page = await openPage(id);
    assert.equal((await purchase()).status, 202);
    await page.close();
    for (const action of ['tap', 'insert', 'cancel', 'walk-away'] as const) {
      assert.throws(() => act(action), /asleep/, action);
    }
    assert.deepEqual(await till.rows(), []);
    const again = await openPage(id);
    assert.equal((await again.next())?.request?.state, 'waiting');
    assert.equal(act('tap').request?.state, 'approved');
    await again.close();
  });

  test('of a second page keeps the device awake after the first was closed', async () => {
    const { id, purchase } = await sleepingDevice();
    const [first, second] = [await openPage(id), await openPage(id)];
    assert.equal((await second.next())?.listening, true);
    simulator.devices.wake(id);
    simulator.devices.end(id);
    assert.equal((await purchase()).status, 202);
    await Promise.all([first.close(), second.close()]);
  });

  test('follows a switch that changes what the device is', async () => {
    const { id } = await sleepingDevice();
    const page = await openPage(id);
    await page.next();
    simulator.switches.set({ pairingModeScope: 'account' });
    assert.deepEqual((await page.next())?.listening, false);
    await page.close();
  });

  test('ends when a reset takes the device away, and then is 404', async () => {
    const { id } = await sleepingDevice();
    const page = await openPage(id);
    await page.next();
    await till.reset();
    assert.equal(await page.next(), undefined);
    assert.equal((await fetch(`${base}/${id}/connection`)).status, 404);
  });
});

suite('The routes of virtual terminals', () => {
  test('take a device from its box to an approval', async () => {
    const { status, body } = await send(base, 'POST /', { name: 'Counter' });
    const id = textOf(body['id']);
    assert.deepEqual([status, body['name'], body['setUp']], [201, 'Counter', false]);
    await till.touch(id, 'set-up');
    await till.touch(id, 'pairing-mode', { on: true });
    const { code } = (await till.touch(id, 'log-in', { pin: '5678' })).body;
    const page = await openPage(id);
    const request = { currency: 'CAD', transactionAmount: 5 };
    const sent = await till.api(`POST /devices/${textOf(code)}/payment/purchase`, { body: request });
    assert.equal(sent.status, 202);
    const tapped = await till.touch(id, 'tap', {});
    assert.deepEqual([tapped.status, tapped.body['request']?.['state']], [200, 'approved']);
    await page.close();
  });

  test('take an action from a form too', async () => {
    const { id } = await till.ready();
    const body = new URLSearchParams({ on: 'false' });
    const response = await fetch(`${base}/${id}/pairing-mode`, { method: 'POST', body });
    const { pairingMode } = (await response.json()) as DeviceScreen;
    assert.equal(pairingMode, false);
  });

  const wrong: [string, unknown, number][] = [
    ['no-such-action', {}, 404],
    ['constructor', {}, 404],
    ['pairing-mode', {}, 400],
    ['pairing-mode', { on: 'perhaps' }, 400],
    ['network', { on: 1 }, 400],
    ['log-in', 'null', 400],
    ['tap', { tipCents: -1 }, 400],
    ['tap', { tipCents: 0.5 }, 400],
    ['tap', { cardType: 'cheque' }, 400],
    ['tap', { amount: 5 }, 400],
    ['tap', { cardNumber: '4111111111111111' }, 409],
    ['try-again', {}, 409],
    ['dismiss', {}, 409],
  ];
  for (const [action, input, status] of wrong) {
    test(`answer ${status} to ${action} ${JSON.stringify(input)}, and nothing happens`, async () => {
      const { id, purchase, screen } = await till.ready();
      await purchase();
      const before = screen();
      const answer = await till.touch(id, action, input);
      assert.equal(answer.status, status);
      if (input !== 'null') assert.equal(typeof answer.body['error'], 'string');
      assert.deepEqual(screen(), before);
    });
  }

  test('answer 404 for a device that is none', async () => {
    const { status, body } = await till.touch('nobody', 'tap', {});
    assert.deepEqual([status, body], [404, { error: 'There is no such device.' }]);
  });

  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    test(`are closed to other pages: ${JSON.stringify(headers)}`, async () => {
      const { id, purchase, screen } = await till.ready();
      await purchase();
      const before = screen();
      const calls = [
        ['POST', '/'],
        ['POST', `/${id}/tap`],
        ['POST', `/${id}/cancel`],
        ['GET', `/${id}/connection`],
      ] as const;
      for (const [method, path] of calls) {
        assert.equal((await fetch(base + path, { method, headers })).status, 403, path);
      }
      assert.deepEqual(screen(), before);
      assert.equal(simulator.devices.list().length, 1);
    });
  }
});
