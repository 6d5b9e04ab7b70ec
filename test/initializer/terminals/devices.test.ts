import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSimulator } from '../../../packages/initializer/simulator/index.js';
import { startWorld } from '../support/till.js';

const codeOf = (json: Record<string, unknown>) => (json['error'] as { code?: string } | undefined)?.code;

test('devices are paired by the code on their screen', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start();
  const none = await shop.till('GET', '/devices');
  assert.deepEqual([none.status, none.json], [200, { devices: [] }], 'Helcim answers 404 if there are none');
  const { id, code } = await world.simulator.devices.ready();
  const stranger = await world.simulator.devices.ready();

  const paired = await shop.till('POST', '/devices', { code: code.toLowerCase(), name: 'Front' });
  assert.deepEqual(
    [paired.status, paired.json['device']],
    [201, { code, name: 'Front', paired: true, busy: false, known: true }],
  );
  assert.ok(
    world.simulator.devices.list().find((device) => device.id === id)?.message,
    'the device shows a message',
  );
  const again = await shop.till('POST', '/devices', { code });
  assert.deepEqual([again.status, (again.json['device'] as { name: string }).name], [200, 'Front']);

  await shop.till('POST', '/sessions', { orderId: 'A', device: code });
  const list = (await shop.till('GET', '/devices')).json['devices'];
  assert.deepEqual(list, [
    { code, name: 'Front', paired: true, busy: true, known: true },
    { code: stranger.code, name: stranger.code, paired: false, busy: false, known: true },
  ]);

  const bad: [title: string, body: object, status: number, code: string][] = [
    ['no such device', { code: 'ZZZZ' }, 404, 'device_unknown'],
    ['too short', { code: 'XYZ' }, 400, 'device_code_invalid'],
    ['too long', { code: 'XY7ZZ' }, 400, 'device_code_invalid'],
    ['a path', { code: '../p' }, 400, 'device_code_invalid'],
    ['a name of one hundred letters', { code, name: 'x'.repeat(100) }, 400, 'invalid_body'],
    ['a name with a line in it', { code, name: 'a\nb' }, 400, 'invalid_body'],
    ['a number', { code: 1234 }, 400, 'invalid_body'],
  ];
  for (const [title, body, status, expected] of bad) {
    const answer = await shop.till('POST', '/devices', body);
    assert.deepEqual([answer.status, codeOf(answer.json)], [status, expected], title);
  }

  world.simulator.devices.end(stranger.id);
  const asleep = await shop.till('POST', '/devices', { code: stranger.code });
  assert.deepEqual([asleep.status, codeOf(asleep.json)], [409, 'device_asleep']);
  const ping = await shop.till('POST', `/devices/${stranger.code}/ping`);
  assert.deepEqual([ping.status, codeOf(ping.json)], [409, 'device_asleep']);
  world.simulator.devices.wake(stranger.id);
  assert.equal((await shop.till('POST', `/devices/${stranger.code}/ping`)).status, 200);

  assert.equal((await shop.till('DELETE', `/devices/${code}`)).status, 200);
  assert.equal(codeOf((await shop.till('DELETE', '/devices/ZZZZ')).json), 'device_not_paired');
});

test('while Helcim cannot be asked, a clerk still finds the devices that were paired once', async (t) => {
  const world = await startWorld(t);
  let isDown = false;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (isDown && pathname.endsWith('/devices')) return new Response('{"errors":["down"]}', { status: 400 });
    return await globalThis.fetch(input, init);
  };
  const shop = await world.start({}, { fetch });
  isDown = true;
  const none = await shop.till('GET', '/devices');
  assert.deepEqual([none.status, codeOf(none.json)], [502, 'helcim_refused'], 'there is nothing to tell');
  const { code } = await world.device(shop, 'Front');
  await world.simulator.devices.ready();
  const list = await shop.till('GET', '/devices');
  assert.deepEqual(
    [list.status, list.json['devices']],
    [200, [{ code, name: 'Front', paired: true, busy: false, known: null }]],
  );
  assert.ok(
    world.logged.some((line) => /could not be asked for the devices.*/.test(line) && /down/.test(line)),
  );
  assert.equal((await shop.till('POST', '/sessions', { orderId: 'A', device: code })).status, 201);
});

test('the code of a device of another account is refused, and nothing is sent to a device', async (t) => {
  const world = await startWorld(t);
  const other = await startSimulator({ clock: world.clock });
  t.after(() => other.close());
  const shop = await world.start();
  const own = await world.device(shop);
  const foreign = await other.devices.ready();
  assert.notEqual(own.code, foreign.code);
  const paired = await shop.till('POST', '/devices', { code: foreign.code });
  assert.deepEqual([paired.status, codeOf(paired.json)], [404, 'device_unknown']);
  const listed = (await shop.till('GET', '/devices')).json['devices'] as { code: string }[];
  assert.deepEqual(
    listed.map(({ code }) => code),
    [own.code],
  );
  const charged = await shop.till('POST', '/sessions', { orderId: 'A', device: foreign.code });
  assert.deepEqual([charged.status, codeOf(charged.json)], [409, 'device_not_paired']);

  // The devices stayed paired, and the token was exchanged for one of the other account.
  const fetch: typeof globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return globalThis.fetch(
      url.includes('/devices') ? url.replace(world.simulator.url, other.url) : url,
      init,
    );
  };
  const moved = await world.start({ apiToken: other.tokens.api }, { fetch });
  const known = (await moved.till('GET', '/devices')).json['devices'] as { code: string; known: boolean }[];
  assert.deepEqual(
    known.map(({ code, known }) => [code, known]),
    [
      [own.code, false],
      [foreign.code, true],
    ],
  );
  const refused = await moved.till('POST', '/sessions', { orderId: 'A', device: own.code });
  assert.deepEqual([refused.status, codeOf(refused.json)], [404, 'device_unknown']);
  assert.equal((await shop.till('POST', '/sessions', { orderId: 'A', device: own.code })).status, 201);
});

test('only clerks get an answer, and only from pages of the shop', async (t) => {
  const world = await startWorld(t);
  const shop = await world.start({
    authorize: (request) => {
      if (request.get('x-clerk') === 'bomb') throw new Error('a secret of the shop');
      if (request.get('x-clerk') === 'nameless') return { clerk: '' };
      return request.get('x-clerk') === 'Ada' ? { clerk: 'Ada' } : null;
    },
  });
  const routes: [string, string, object?][] = [
    ['GET', '/devices'],
    ['POST', '/devices', { code: 'ABCD' }],
    ['DELETE', '/devices/ABCD'],
    ['POST', '/devices/ABCD/ping'],
    ['POST', '/sessions', { orderId: 'A', device: 'ABCD' }],
    ['GET', '/sessions/TAMcOZtfrwnlEdacEw2FQw'],
    ['POST', '/sessions/TAMcOZtfrwnlEdacEw2FQw/release', { deviceIsIdle: true }],
    ['POST', '/sessions/TAMcOZtfrwnlEdacEw2FQw/refunds', { amount: '1.00' }],
    ['GET', '/sessions/TAMcOZtfrwnlEdacEw2FQw/refunds/1'],
    ['GET', '/nowhere'],
  ];
  const read = world.read.length;
  for (const [method, path, body] of routes) {
    const refused = await shop.till(method, path, body, {});
    assert.deepEqual([refused.status, codeOf(refused.json)], [403, 'clerk_refused'], path);
    const foreign = await shop.till(method, path, body, {
      'x-clerk': 'Ada',
      origin: 'https://evil.example',
    });
    assert.deepEqual([foreign.status, codeOf(foreign.json)], [403, 'origin_refused'], path);
  }
  for (const clerk of ['bomb', 'nameless']) {
    const broken = await shop.till('GET', '/devices', undefined, { 'x-clerk': clerk });
    assert.deepEqual([broken.status, codeOf(broken.json)], [500, 'internal']);
    assert.doesNotMatch(JSON.stringify(broken.json), /secret/);
  }
  assert.equal(world.read.length, read, 'nobody reached Helcim');
  const known = routes.filter(([, path]) => path.includes('/sessions/')).slice(0, 1);
  for (const [method, path] of known)
    assert.equal(codeOf((await shop.till(method, path)).json), 'session_not_found');

  const answers = await Promise.all(Array.from({ length: 320 }, () => shop.till('GET', '/nowhere')));
  assert.ok(
    answers.some(({ status }) => status === 429),
    'a page that runs wild is slowed down',
  );
});
