import assert from 'node:assert/strict';
import { test } from 'node:test';
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
