import assert from 'node:assert/strict';
import { request as rawRequest } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import express, { type Request, type Response } from 'express';
import { createInitializer, memoryStore, type SessionStore } from '../../packages/initializer/src/index.js';
import { rateLimits } from '../../packages/initializer/src/guards/rate-limits.js';
import { heldBytes } from './support/held-bytes.js';
import { manualClock } from './support/manual-clock.js';
import { signedResult, startFakeHelcim, tokens, transaction, unsignedResult } from './support/fake-helcim.js';
import { session } from './support/session.js';
import { plainOrder, startShop } from './support/shop.js';

const json = { 'content-type': 'application/json' };

describe('origins', () => {
  const cases: [title: string, headers: (host: string) => Record<string, string>, status: number][] = [
    ['neither header, as a program sends it', () => ({}), 404],
    [
      'own page, modern browser',
      (host) => ({ 'sec-fetch-site': 'same-origin', origin: `http://${host}` }),
      404,
    ],
    ['own page, browser without Sec-Fetch-Site', (host) => ({ origin: `http://${host}` }), 404],
    ['cross-site', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['same-site counts as foreign', () => ({ 'sec-fetch-site': 'same-site' }), 403],
    ['typed into the address bar', () => ({ 'sec-fetch-site': 'none' }), 403],
    ['foreign Origin', () => ({ origin: 'https://evil.example' }), 403],
    [
      'foreign Origin that claims to be same-origin',
      () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }),
      403,
    ],
    ['opaque Origin', () => ({ origin: 'null' }), 403],
    ['own host on another port', () => ({ origin: 'http://127.0.0.1:1' }), 403],
    [
      'own Origin, but cross-site',
      (host) => ({ origin: `http://${host}`, 'sec-fetch-site': 'cross-site' }),
      403,
    ],
    ['listed Origin', () => ({ origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' }), 404],
    ['a listed Origin with another scheme', () => ({ origin: 'http://shop.example' }), 403],
    ['a listed Origin as the start of another', () => ({ origin: 'https://shop.example.evil.example' }), 403],
  ];
  for (const [title, headers, status] of cases) {
    test(`${title}: ${status === 403 ? 'refused' : 'served'}`, async (t) => {
      const shop = await startShop(t, { allowedOrigins: ['https://shop.example'], getOrder: () => null });
      const answer = await shop.post('/sessions', { orderId: 'x' }, headers(new URL(shop.url).host));
      assert.equal(answer.status, status);
    });
  }

  test('a listed origin gets CORS headers with credentials, and its preflight 204', async (t) => {
    const shop = await startShop(t, { allowedOrigins: ['https://shop.example'] });
    const preflight = await fetch(`${shop.url}/sessions`, {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-headers': 'content-type, x-csrf' },
    });
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get('access-control-allow-origin'), 'https://shop.example');
    assert.equal(preflight.headers.get('access-control-allow-credentials'), 'true');
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'content-type, x-csrf');
    assert.match(preflight.headers.get('vary') ?? '', /origin/i);
  });

  test('no other origin gets a CORS header, refused or not', async (t) => {
    const shop = await startShop(t, { allowedOrigins: ['https://shop.example'] });
    for (const headers of [{ origin: 'https://evil.example' }, {}]) {
      const answer = await shop.get('/sessions/x', headers);
      assert.equal(answer.headers.get('access-control-allow-origin'), null);
    }
  });
});

describe('bodies', () => {
  const bodies: [title: string, body: string, headers: Record<string, string>, status: number][] = [
    ['plain text', '{"orderId":"x"}', { 'content-type': 'text/plain' }, 415],
    ['a form', 'orderId=x', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['compressed', '{}', { ...json, 'content-encoding': 'gzip' }, 415],
    ['64 KiB and a byte', `{"orderId":"${'x'.repeat(65_536 - 13)}"} `, json, 413],
    ['broken JSON', '{"orderId":', json, 400],
    ['empty', '', json, 400],
    ['a list', '[]', json, 400],
    ['null', 'null', json, 400],
    ['a text', '"x"', json, 400],
    ['no orderId', '{}', json, 400],
    ['an empty orderId', '{"orderId":""}', json, 400],
    ['an orderId of 201 characters', `{"orderId":"${'x'.repeat(201)}"}`, json, 400],
    ['an orderId that is a number', '{"orderId":1}', json, 400],
    ['an orderId that is an object', '{"orderId":{"$gt":""}}', json, 400],
    ['a price from the page', '{"orderId":"x","amount":"0.01"}', json, 400],
    ['__proto__ as a key', '{"orderId":"x","__proto__":{}}', json, 400],
  ];
  for (const [title, body, headers, status] of bodies) {
    test(`${title}: ${status}, and the shop is not asked`, async (t) => {
      let asked = 0;
      const shop = await startShop(t, {
        getOrder: () => {
          asked += 1;
          return null;
        },
      });
      const response = await fetch(`${shop.url}/sessions`, { method: 'POST', headers, body });
      const answer = (await response.json()) as { error: Record<string, string> };
      assert.equal(response.status, status);
      assert.deepEqual(Object.keys(answer.error), ['code', 'message', 'requestId']);
      assert.equal(asked, 0);
    });
  }

  test('text that is not UTF-8 is 400', async (t) => {
    const shop = await startShop(t);
    const body = Buffer.concat([Buffer.from('{"orderId":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    assert.equal((await fetch(`${shop.url}/sessions`, { method: 'POST', headers: json, body })).status, 400);
  });

  test('a content type with parameters and an orderId of 200 characters are served', async (t) => {
    const shop = await startShop(t, { getOrder: () => null });
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    assert.equal((await shop.post('/sessions', { orderId: 'é'.repeat(200) }, headers)).status, 404);
  });

  test('a body that the shop’s own express.json() has read already still settles', async (t) => {
    const helcim = await startFakeHelcim(t);
    const clock = manualClock();
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const initializer = createInitializer({
      apiToken: 'x',
      apiUrl: helcim.apiUrl,
      getOrder: () => plainOrder,
      fulfill: () => undefined,
      clock,
      logger: silent,
    });
    const server = express().use(express.json(), initializer.router).listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(async () => {
      await Promise.all([initializer.close(), clock.advance(60_000)]);
      server.closeAllConnections();
      server.close();
    });
    const post = async (path: string, body: unknown) => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
      const response = await fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) });
      return (await response.json()) as Record<string, string>;
    };
    const { sessionId, reference = '' } = await post('/sessions', { orderId: 'x' });
    const facts = transaction({ invoiceNumber: reference, cardHolderName: 'Zoé' });
    const eventMessage = signedResult(facts, tokens(1).secretToken);
    assert.equal(
      (await post(`/sessions/${String(sessionId)}/result`, { eventMessage }))['outcome'],
      'approved',
    );
  });
});

describe('limits', () => {
  const limits = { perAddress: Infinity, perOrder: Infinity, perSession: Infinity };

  test('requests of one address: 429 with Retry-After, and served again after it', async (t) => {
    const shop = await startShop(t, { getOrder: () => null, limits: { ...limits, perAddress: 3 } });
    const post = () => shop.post('/sessions', { orderId: 'x' });
    for (let count = 0; count < 3; count += 1) assert.equal((await post()).status, 404);
    await shop.clock.advance(10_000);
    const refused = await post();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '50');
    await shop.clock.advance(50_000);
    assert.equal((await post()).status, 404);
  });

  const addresses: [title: string, one: string, other: string, status: number][] = [
    ['two IPv4 addresses are two clients', '203.0.113.1', '203.0.113.2', 404],
    ['two addresses of one IPv6 /64 are one client', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 429],
    ['two IPv6 networks are two clients', '2001:db8:1:2::1', '2001:db8:1:3::1', 404],
    ['short and long form of one network are one client', '2001:db8::1', '2001:db8:0:0:1:2:3:4', 429],
  ];
  for (const [title, one, other, status] of addresses) {
    test(title, async (t) => {
      const shop = await startShop(t, {
        getOrder: () => null,
        limits: { ...limits, perAddress: 1 },
        trustProxy: true,
      });
      const post = (address: string) =>
        shop.post('/sessions', { orderId: 'x' }, { 'x-forwarded-for': address });
      assert.equal((await post(one)).status, 404);
      assert.equal((await post(other)).status, status);
    });
  }

  test('requests for one order, not for another', async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, { apiUrl: helcim.apiUrl, limits: { ...limits, perOrder: 1 } });
    const statuses = [];
    for (const orderId of ['a', 'a', 'b']) statuses.push((await shop.post('/sessions', { orderId })).status);
    assert.deepEqual(statuses, [201, 429, 201]);
  });

  test('a stranger whom getOrder turns away does not use up the limit of the order', async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, {
      apiUrl: helcim.apiUrl,
      getOrder: (_, { request }) => (request.get('x-user') === 'owner' ? plainOrder : null),
      limits: { ...limits, perOrder: 1 },
    });
    for (let count = 0; count < 3; count += 1) {
      assert.equal((await shop.post('/sessions', { orderId: 'a' })).status, 404);
    }
    assert.equal((await shop.post('/sessions', { orderId: 'a' }, { 'x-user': 'owner' })).status, 201);
  });

  test('by default ten new sessions a minute for an address, while running ones are resumed', async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, { apiUrl: helcim.apiUrl });
    const statuses = [];
    for (let order = 0; order < 11; order += 1) {
      statuses.push((await shop.post('/sessions', { orderId: `${order}` })).status);
    }
    assert.deepEqual([statuses.filter((status) => status === 201).length, statuses.at(-1)], [10, 429]);
    assert.equal(helcim.initializeCalls().length, 10);
    assert.equal((await shop.post('/sessions', { orderId: '0' })).status, 200);
    await shop.clock.advance(60_000);
    assert.equal((await shop.post('/sessions', { orderId: '10' })).status, 201);
  });

  test('a proxy that Express does not know of is told of once', async (t) => {
    const isWarning = ({ message }: { message: string }) => message.includes('X-Forwarded-For');
    for (const [trustProxy, forwarded, warnings] of [
      [false, true, 1],
      [true, true, 0],
      [false, false, 0],
    ] as const) {
      const shop = await startShop(t, { getOrder: () => null, trustProxy });
      const headers: Record<string, string> = forwarded ? { 'x-forwarded-for': '203.0.113.1' } : {};
      for (let count = 0; count < 2; count += 1) await shop.post('/sessions', { orderId: 'x' }, headers);
      assert.equal(shop.log.filter(isWarning).length, warnings);
    }
  });

  test('questions about one session', async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, { apiUrl: helcim.apiUrl, limits: { ...limits, perSession: 2 } });
    const { json: created } = await shop.post('/sessions', { orderId: 'x' });
    const statuses = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await shop.get(`/sessions/${String(created['sessionId'])}`)).status);
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  test('results of one session, whatever else is in its path', async (t) => {
    const helcim = await startFakeHelcim(t);
    const shop = await startShop(t, { apiUrl: helcim.apiUrl, limits: { ...limits, perSession: 2 } });
    const { json: created } = await shop.post('/sessions', { orderId: 'x' });
    const statuses = [];
    for (const query of ['', '?a', '?b']) {
      const path = `/sessions/${String(created['sessionId'])}/result${query}`;
      const eventMessage = unsignedResult(transaction({ invoiceNumber: String(created['reference']) }));
      statuses.push((await shop.post(path, { eventMessage })).status);
    }
    assert.deepEqual(statuses, [200, 200, 429]);
  });

  for (const id of ['AAAAAAAAAAAAAAAAAAAAAA', 'x', 'x'.repeat(15_000)]) {
    test(`no made-up ids, which would push real ones out: ${id.length} characters`, async (t) => {
      const shop = await startShop(t, { limits: { ...limits, perSession: 1 } });
      const eventMessage = unsignedResult(transaction());
      for (let count = 0; count < 3; count += 1) {
        assert.equal((await shop.get(`/sessions/${id}`)).status, 404);
        assert.equal((await shop.post(`/sessions/${id}/result`, { eventMessage })).status, 404);
      }
    });
  }

  const made: [title: string, address: (number: number) => string][] = [
    ['is long', (number) => `${number}`.padEnd(15_000, 'x')],
    ['is a piece of a long header', (number) => `203.0.113.${number}`.padEnd(15_000, ' ').slice(0, 13)],
  ];
  for (const [title, address] of made) {
    test(`an address that ${title} takes little memory`, () => {
      const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
      const defaults = { newSessionsPerAddress: 10, helcimShare: 1, ...limits, perAddress: 60 };
      const { perAddress } = rateLimits({ limits: defaults, clock: manualClock(), log });
      const response = undefined as unknown as Response;
      const held = heldBytes(() => {
        for (let number = 100; number < 1_000; number += 1) {
          const request = { ip: address(number), get: () => undefined } as unknown as Request;
          void perAddress(request, response, () => undefined);
        }
      });
      assert.ok(held < 1_000_000, `${held} bytes`);
    });
  }

  test('by default sixty a minute for an address', async (t) => {
    const shop = await startShop(t, { getOrder: () => null });
    const statuses = [];
    for (let count = 0; count < 61; count += 1)
      statuses.push((await shop.post('/sessions', { orderId: `${count}` })).status);
    assert.deepEqual([statuses.filter((status) => status === 404).length, statuses.at(-1)], [60, 429]);
  });
});

describe('answers', () => {
  const paths = ['/health', '/sessions/x', '/nothing', '/webhook'];
  for (const path of paths) {
    test(`${path} carries every security header`, async (t) => {
      const { headers } = await (await startShop(t)).get(path);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('content-security-policy'), "default-src 'none'; frame-ancestors 'none'");
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
    });
  }

  test('a route that does not exist is 404 in the shape of an error', async (t) => {
    const { status, json: answer } = await (await startShop(t)).get('/nothing');
    assert.equal(status, 404);
    assert.equal((answer['error'] as { code: string }).code, 'not_found');
  });

  test('the id of an error is the id in the log', async (t) => {
    const shop = await startShop(t, { getOrder: () => null });
    const { json: answer } = await shop.post('/sessions', { orderId: 'x' });
    const { requestId } = answer['error'] as { requestId: string };
    assert.ok(shop.log.some(({ fields }) => fields['requestId'] === requestId));
  });
});

describe('the log of refusals', () => {
  const refused = ({ message }: { message: string }) => message === 'A request was refused.';

  test('a refused request is one line with its code and the reason, without a stack', async (t) => {
    const shop = await startShop(t, { getOrder: () => null });
    await shop.post('/sessions', { orderId: 'x' });
    const [line] = shop.log.filter(refused);
    assert.deepEqual(Object.keys(line?.fields ?? {}), ['requestId', 'method', 'route', 'code', 'reason']);
    assert.equal(JSON.stringify(line).includes('post-session'), false);
  });

  const id = 'TAMcOZtfrwnlEdacEw2FQw';
  for (const path of [
    `/sessions/${id}`,
    `/Sessions/${id}`,
    `/SESSIONS/${id}/`,
    `//sessions/${id}`,
    `/sessions/${id}/nothing`,
    `/nothing/${id}`,
    `/sessions/%54${id.slice(1)}`,
    `//sessions/%54${id.slice(1)}`,
  ]) {
    test(`a session id is not in it: ${path}`, async (t) => {
      const shop = await startShop(t);
      assert.equal((await shop.get(path)).status, 404);
      assert.equal(shop.log.filter(refused).length, 1);
      assert.equal(JSON.stringify(shop.log).includes(id.slice(1)), false);
    });
  }

  test('a client that goes on beyond a limit is one line a minute', async (t) => {
    const shop = await startShop(t, { getOrder: () => null, limits: { perAddress: 1 } });
    const lines = () => shop.log.filter(({ fields }) => fields['code'] === 'too_many_requests').length;
    for (let count = 0; count < 20; count += 1) await shop.post('/sessions', { orderId: 'x' });
    assert.equal(lines(), 1);
    await shop.clock.advance(60_000);
    for (let count = 0; count < 20; count += 1) await shop.post('/sessions', { orderId: 'x' });
    assert.equal(lines(), 2);
  });

  test('refusals of one kind are at most sixty lines a minute, and the next says how many are missing', async (t) => {
    const shop = await startShop(t);
    const post = () => shop.post('/sessions', {}, { origin: 'https://evil.example' });
    for (let count = 0; count < 100; count += 1) assert.equal((await post()).status, 403);
    assert.equal(shop.log.filter(refused).length, 60);
    await shop.clock.advance(60_000);
    await post();
    assert.equal(shop.log.filter(refused).at(-1)?.fields['leftOutBefore'], 40);
  });
});

describe('whose error it is', () => {
  const thrown: [title: string, error: Error][] = [
    ['a status of some other service', Object.assign(new Error('ERP said no'), { status: 401 })],
    [
      'a body that some other service refused',
      Object.assign(new Error('too large'), { type: 'entity.too.large' }),
    ],
    ['an unreadable address of its own', Object.assign(new URIError('URI malformed'), { status: 400 })],
  ];
  for (const [title, error] of thrown) {
    test(`getOrder throws ${title}: 500, and the cause is in the log`, async (t) => {
      const shop = await startShop(t, {
        getOrder: () => {
          throw error;
        },
      });
      const { status, json: answer } = await shop.post('/sessions', { orderId: 'x' });
      assert.deepEqual([status, (answer['error'] as { code: string }).code], [500, 'internal']);
      const line = shop.log.find(({ message }) => message === 'A request failed.');
      assert.equal(line?.level, 'error');
      assert.ok(JSON.stringify(line.fields).includes(error.message));
    });
  }

  test('a path that cannot be decoded is 400', async (t) => {
    assert.equal((await (await startShop(t)).get('/sessions/%E0%A4%A')).status, 400);
  });
});

describe('mount path and host', () => {
  test('a path that contains "helcim" is refused, and the log says why', async (t) => {
    const shop = await startShop(t, { mountPath: '/Helcim-pay' });
    assert.equal((await shop.get('/health')).status, 500);
    assert.ok(shop.log.some(({ fields }) => JSON.stringify(fields).includes('/Helcim-pay')));
  });

  test('a host that contains "helcim" is served, and the log says once what will not work', async (t) => {
    const shop = await startShop(t);
    for (let count = 0; count < 2; count += 1) {
      const request = rawRequest(`${shop.url}/health`, { headers: { host: 'helcim.shop.example' } }).end();
      const [response] = (await once(request, 'response')) as [{ statusCode: number; resume: () => void }];
      response.resume();
      assert.equal(response.statusCode, 200);
    }
    assert.equal(shop.log.filter(({ fields }) => fields['host'] === 'helcim.shop.example').length, 1);
  });
});

describe('GET /health', () => {
  test('says that store and reconciler are well and what is left upstream, and nothing else', async (t) => {
    const { status, json: answer } = await (await startShop(t)).get('/health', { 'sec-fetch-site': 'none' });
    assert.equal(status, 200);
    assert.deepEqual(answer, {
      status: 'ok',
      store: { reachable: true, durable: false },
      reconciler: { alive: true, canRead: false },
      callbacks: { overdue: 0 },
      upstream: { inFlight: 0, waiting: 0, minuteRemaining: 100, hourRemaining: 3000 },
    });
  });

  test('the store is asked once in two seconds, however often the route is', async (t) => {
    let asked = 0;
    const store: SessionStore = {
      ...memoryStore(),
      check: () => {
        asked += 1;
        return Promise.resolve([]);
      },
    };
    const shop = await startShop(t, { store });
    await shop.get('/health');
    const before = asked;
    for (let count = 0; count < 5; count += 1) assert.equal((await shop.get('/health')).status, 200);
    assert.equal(asked, before);
    await shop.clock.advance(2_000);
    await shop.get('/health');
    assert.equal(asked, before + 1);
  });

  test('a pass that takes long is alive as long as it gets on with one session after another', async (t) => {
    const clock = manualClock();
    const isBusy = { since: Infinity, sessions: 0 };
    const store: SessionStore = {
      ...memoryStore(),
      due: async () => {
        if (clock.now() < isBusy.since) return [];
        await clock.sleep(60_000);
        return [session({ sessionId: `session-${(isBusy.sessions += 1)}` })];
      },
    };
    const shop = await startShop(t, { store, clock });
    isBusy.since = clock.now() + 1_000;
    await clock.advance(1_000);
    for (let minutes = 0; minutes < 8; minutes += 1) {
      assert.equal((await shop.get('/health')).status, 200, `after ${minutes} minutes`);
      await clock.advance(60_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });

  test('is 503 once the initializer is closed', async (t) => {
    const shop = await startShop(t);
    await shop.initializer.close();
    assert.equal((await shop.get('/health')).status, 503);
  });
});
