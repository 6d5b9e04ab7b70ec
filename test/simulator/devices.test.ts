import assert from 'node:assert/strict';
import { after, beforeEach, suite, test } from 'node:test';
import { deviceUsers, startSimulator } from '../../packages/initializer/simulator/index.js';
import type { DeviceAction } from '../../packages/initializer/simulator/index.js';
import { listOf, send, textOf } from './simulated-merchant.js';
import { codesIn, openTill } from './simulated-till.js';
import type { TillDevice } from './simulated-till.js';

const till = await openTill();
const { simulator, api, control } = till;
const { devices } = simulator;

after(() => simulator.close());
beforeEach(till.reset);

const pin = { pin: '1234' };
const screenOf = (id: string) => devices.list().find((device) => device.id === id);

suite('A device registers', () => {
  type Step = readonly [DeviceAction, object?];
  const setUp: Step = ['set-up'];
  const modeOn: Step = ['pairing-mode', { on: true }];
  const logIn: Step = ['log-in', pin];
  const orders: [string, Step[], boolean][] = [
    ['at the log-in after set-up, in pairing mode', [setUp, modeOn, logIn], true],
    ['when the mode came on before the set-up', [modeOn, setUp, logIn], true],
    ['not without pairing mode', [setUp, logIn], false],
    ['not when the mode comes on after its log-in', [setUp, logIn, modeOn], false],
    ['at its next log-in then', [setUp, logIn, modeOn, ['log-out'], logIn], true],
    ['not when the mode went off before', [setUp, modeOn, ['pairing-mode', { on: false }], logIn], false],
  ];
  for (const [when, steps, isRegistered] of orders) {
    test(when, () => {
      const { id } = devices.add();
      for (const [action, input] of steps) devices.act(id, action, input);
      const { code } = screenOf(id) ?? {};
      if (isRegistered) assert.match(code ?? '', /^[A-Z0-9]{4}$/);
      else assert.equal(code, undefined);
    });
  }

  test('never before its set-up is finished', async () => {
    const { id } = devices.add();
    await till.touch(id, 'pairing-mode', { on: true });
    const { status, body } = await till.touch(id, 'log-in', pin);
    assert.deepEqual([status, body], [409, { error: 'Finish the set-up first.' }]);
    assert.equal((await api('GET /devices')).status, 404);
  });

  test('once: its code survives log-outs, a closed page and the mode going off', async () => {
    const { id, code, act } = await till.ready();
    devices.end(id);
    act('log-out');
    act('pairing-mode', { on: false });
    act('log-in', pin);
    devices.wake(id);
    act('pairing-mode', { on: true });
    assert.deepEqual([screenOf(id)?.code, screenOf(id)?.listening], [code, true]);
  });

  test('by the one mode of the account, where it has one', () => {
    simulator.switches.set({ pairingModeScope: 'account' });
    const [first, second] = [devices.add(), devices.add()];
    devices.act(first.id, 'pairing-mode', { on: true });
    devices.act(second.id, 'set-up');
    assert.match(devices.act(second.id, 'log-in', pin).code ?? '', /^[A-Z0-9]{4}$/);
    simulator.switches.set({ pairingModeScope: 'device' });
    assert.deepEqual(
      devices.list().map(({ pairingMode }) => pairingMode),
      [false, false],
    );
  });

  test('with a code that no other device has', () => {
    simulator.switches.set({ pairingModeScope: 'account' });
    const count = 4000;
    for (let left = count; left > 0; left -= 1) {
      const { id } = devices.add();
      devices.act(id, 'set-up');
      if (left === count) devices.act(id, 'pairing-mode', { on: true });
      devices.act(id, 'log-in', pin);
    }
    assert.equal(new Set(devices.list().map(({ code }) => code)).size, count);
  });
});

suite('Logging in', () => {
  const [ada] = deviceUsers;
  const attempts: [string, object, number, string][] = [
    ['a PIN', pin, 200, 'Ada Sample'],
    [
      'an e-mail address and its password',
      { email: ' ADA@example.com', password: ada?.password },
      200,
      'Ada Sample',
    ],
    ['a wrong PIN', { pin: '0000' }, 409, 'Wrong PIN.'],
    [
      'the password of another',
      { email: 'bo@example.com', password: ada?.password },
      409,
      'Wrong e-mail address or password.',
    ],
    ['nothing', {}, 400, 'body: must be {pin} or {email, password}'],
    ['a PIN that is a number', { pin: 1234 }, 400, 'body: must be {pin} or {email, password}'],
  ];
  for (const [what, input, status, outcome] of attempts) {
    test(`with ${what} answers ${status}`, async () => {
      const { id } = devices.add();
      devices.act(id, 'set-up');
      const answer = await till.touch(id, 'log-in', input);
      assert.deepEqual(
        [answer.status, answer.body[status === 200 ? 'operator' : 'error']],
        [status, outcome],
      );
    });
  }

  test('is refused while someone is logged in, and without network', async () => {
    const { act } = await till.ready();
    assert.throws(() => act('log-in', pin), /log out first/);
    act('log-out');
    act('network', { on: false });
    assert.throws(() => act('log-in', pin), /no network/);
  });
});

suite('GET /devices', () => {
  test('is 404 without a registered device, or an empty list where so switched', async () => {
    devices.add();
    const none = await api('GET /devices');
    assert.deepEqual([none.status, none.body], [404, { errors: ['Devices Not Found'] }]);
    simulator.switches.set({ noDevices: 'empty list' });
    const empty = await api('GET /devices');
    assert.deepEqual([empty.status, empty.body], [200, []]);
  });

  test('lists codes with the time of registration, oldest first, asleep or not', async () => {
    const [first, second] = [await till.ready(), await till.ready()];
    devices.end(first.id);
    const { body } = await api('GET /devices');
    assert.deepEqual(body, [
      { code: first.code, dateCreated: '2026-02-04 11:40:21' },
      { code: second.code, dateCreated: '2026-02-04 11:40:21' },
    ]);
    const one = await api(`GET /devices/${second.code}`);
    assert.deepEqual(one.body, { code: second.code, dateCreated: '2026-02-04 11:40:21' });
  });

  test('takes a part of a code, a limit, and an offset or a page counted from 0', async () => {
    const codes = [];
    for (let count = 0; count < 5; count += 1) codes.push((await till.ready()).code);
    const part = codes[3]?.slice(1, 4) ?? '';
    const asked = async (query: string) => codesIn(await api(`GET /devices?${query}`));
    assert.deepEqual(
      await asked(`code=${part}`),
      codes.filter((code) => code.includes(part)),
    );
    assert.deepEqual(await asked('limit=2'), codes.slice(0, 2));
    assert.deepEqual(await asked('limit=2&offset=1'), codes.slice(1, 3));
    assert.deepEqual(await asked('limit=2&page=2'), codes.slice(4));
    for (const query of ['offset=5', 'limit=2&page=3', 'code=abcd']) {
      assert.equal((await api(`GET /devices?${query}`)).status, 404, query);
    }
  });

  for (const query of [
    'code=ABCDE',
    'limit=0',
    'limit=101',
    'limit=x',
    'offset=-1',
    'page=0.5',
    'page=1&offset=1',
  ]) {
    test(`is refused with ${query}`, async () => {
      const { status, body } = await api(`GET /devices?${query}`);
      assert.equal(status, 400);
      assert.equal(listOf(body['errors']).length, 1);
    });
  }
});

/** A code of digits alone is the same in lower case. */
async function readyWithLetter(): Promise<TillDevice> {
  const device = await till.ready();
  return /[A-Z]/.test(device.code) ? device : await readyWithLetter();
}

/** Of a device that is ready in another account. */
async function codeElsewhere(): Promise<string> {
  const other = await startSimulator();
  try {
    const { code } = await other.devices.ready();
    return devices.list().some((device) => device.code === code) ? await codeElsewhere() : code;
  } finally {
    await other.close();
  }
}

suite('A code that the account does not have', () => {
  for (const wrong of [
    'its own in lower case',
    'of another account',
    'ZZZZZ',
    'ZZ',
    'Z%20ZZ',
    '..%2F',
    '%00',
  ]) {
    test(`is 404 everywhere: ${wrong}`, async () => {
      const { code, screen } = await readyWithLetter();
      const unknown =
        wrong === 'its own in lower case'
          ? code.toLowerCase()
          : wrong === 'of another account'
            ? await codeElsewhere()
            : wrong;
      const body = { currency: 'CAD', transactionAmount: 1, originalTransactionId: 1 };
      for (const call of ['GET /devices/?', 'GET /devices/?/ping']) {
        const answer = await api(call.replace('?', unknown));
        assert.deepEqual([answer.status, answer.body], [404, { errors: ['Device Not Found'] }], call);
      }
      for (const kind of ['purchase', 'refund']) {
        const answer = await api(`POST /devices/${unknown}/payment/${kind}`, { body });
        assert.deepEqual([answer.status, answer.body], [404, { errors: ['Device Not Found'] }], kind);
      }
      assert.equal(screen().request, undefined);
    });
  }
});

suite('A ping', () => {
  test('is 202 without a body, and shows a message until it is dismissed', async () => {
    const { code, screen, act } = await till.ready();
    const { status, body } = await api(`GET /devices/${code}/ping`);
    assert.deepEqual([status, body, screen().message], [202, '', `Paired as ${code}.`]);
    assert.equal(act('dismiss').message, undefined);
  });

  test('gives way to a request', async () => {
    const device = await till.ready();
    await api(`GET /devices/${device.code}/ping`);
    await device.purchase();
    assert.deepEqual([device.screen().message, device.screen().request?.state], [undefined, 'waiting']);
  });
});

suite('A device does not listen', () => {
  const disturbances: [string, (device: TillDevice) => unknown][] = [
    ['while its page is closed', ({ id }) => devices.end(id)],
    ['while nobody is logged in', ({ act }) => act('log-out')],
    ['outside pairing mode', ({ act }) => act('pairing-mode', { on: false })],
    ['without network', ({ act }) => act('network', { on: false })],
    ['while it shows a request', ({ purchase }) => purchase()],
    [
      'after a decline, which can be tried again',
      async ({ purchase, act }) => {
        await purchase({ transactionAmount: 1.51 });
        act('tap');
      },
    ],
  ];
  for (const [when, disturb] of disturbances) {
    test(when, async () => {
      const device = await till.ready();
      await disturb(device);
      const before = device.screen();
      const answers = [await device.purchase(), await api(`GET /devices/${device.code}/ping`)];
      for (const { status, body } of answers) {
        assert.deepEqual(
          [status, body],
          [409, { errors: [`device with code ${device.code} not listening`] }],
        );
      }
      assert.deepEqual(device.screen(), before);
    });
  }

  const results: [string, (device: TillDevice) => unknown][] = [
    ['approved', ({ act }) => act('tap')],
    ['cancelled', ({ act }) => act('cancel')],
  ];
  for (const [result, finish] of results) {
    test(`but does again once a request was ${result}`, async () => {
      const device = await till.ready();
      await device.purchase();
      finish(device);
      assert.equal(device.screen().request?.state, result);
      assert.equal((await device.purchase()).status, 202);
    });
  }
});

suite('The permissions of devices', () => {
  const levels = { general: 'No access', settings: 'No access', transactionProcessing: 'None' };
  const read = { general: 'Read', settings: 'Read' };
  const purchase = 'POST /devices/?/payment/purchase';
  const refund = 'POST /devices/?/payment/refund';
  const table: [string, object, boolean][] = [
    ['GET /devices', { transactionProcessing: 'Admin' }, false],
    ['GET /devices', { general: 'Read & Write' }, false],
    ['GET /devices', { settings: 'Read & Write' }, false],
    ['GET /devices', read, true],
    ['GET /devices/?', { general: 'Read' }, false],
    ['GET /devices/?', read, true],
    ['GET /devices/?/ping', {}, true],
    [purchase, { ...read, transactionProcessing: 'Auth' }, false],
    [purchase, { transactionProcessing: 'Positive Transaction' }, true],
    [refund, { ...read, transactionProcessing: 'Positive Transaction' }, false],
    [refund, { transactionProcessing: 'Admin' }, true],
  ];
  for (const [call, granted, isAllowed] of table) {
    test(`${isAllowed ? 'let' : 'keep'} ${JSON.stringify(granted)} ${isAllowed ? 'use' : 'from'} ${call}`, async () => {
      const { code } = await till.ready();
      const created = await control('POST /access-configurations', { name: 'Levels', ...levels, ...granted });
      const token = textOf(created.body['token']);
      const body = call.startsWith('POST') ? { currency: 'CAD', transactionAmount: 1 } : undefined;
      const answer = await api(call.replace('?', code), { token, body });
      if (isAllowed) assert.notEqual(answer.status, 403);
      else assert.deepEqual([answer.status, answer.body], [403, { errors: ['Unauthorized'] }]);
    });
  }

  test('need a token first', async () => {
    const { status, body } = await api('GET /devices', { token: 'wrong' });
    assert.deepEqual([status, body], [401, { errors: ['Unauthorized'] }]);
  });
});

suite('Faults of device calls', () => {
  const faults: [string, number, boolean][] = [
    ['429', 429, false],
    ['500-before', 500, false],
    ['500-after', 500, true],
  ];
  for (const [kind, status, isShown] of faults) {
    test(`${kind} answers ${status}, and the device ${isShown ? 'shows' : 'never saw'} the request`, async () => {
      const device = await till.ready();
      await control('POST /faults', { kind, endpoint: 'POST /devices/:code/payment/purchase' });
      const answer = await device.purchase();
      assert.deepEqual([answer.status, Array.isArray(answer.body['errors'])], [status, true]);
      assert.equal(device.screen().request !== undefined, isShown);
    });
  }

  test('hang-up resets the connection of a request that the device shows', async () => {
    const device = await till.ready();
    simulator.faults.add({ kind: 'hang-up' });
    await assert.rejects(device.purchase(), TypeError);
    assert.equal(device.screen().request?.state, 'waiting');
  });

  test('delay holds the 202 back while the device shows the request already', async () => {
    const device = await till.ready();
    simulator.faults.add({ kind: 'delay', ms: 5000 });
    const answer = device.purchase();
    while (!device.screen().request) await new Promise((resolve) => setImmediate(resolve));
    device.act('tap');
    await till.advance(5000);
    assert.equal((await answer).status, 202);
  });
});

suite('A reset', () => {
  test('takes devices, codes and the account’s mode away', async () => {
    simulator.switches.set({ pairingModeScope: 'account' });
    const { id } = await till.ready();
    await till.reset();
    simulator.switches.set({ pairingModeScope: 'account' });
    assert.deepEqual(devices.list(), []);
    assert.throws(() => devices.act(id, 'tap'), /no device/);
    assert.equal(devices.act(devices.add().id, 'set-up').pairingMode, false);
  });

  test('is followed by a device that is named and found anew', async () => {
    await till.ready('Counter');
    assert.deepEqual(
      listOf((await control('GET /devices')).body).map(({ name }) => name),
      ['Counter'],
    );
    const answer = await send(simulator.url, 'POST /virtual-terminals', {});
    assert.deepEqual([answer.status, answer.body['name']], [201, 'Smart Terminal 2']);
  });
});
