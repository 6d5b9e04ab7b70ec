import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  createInitializer,
  InitializerError,
  memoryStore,
  type InitializerOptions,
} from '../../packages/initializer/src/index.js';
import { readOptions } from '../../packages/initializer/src/read-options.js';
import { manualClock } from './support/manual-clock.js';
import { startShop } from './support/shop.js';

const secret = 'a-token-that-must-not-show';
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

function options(changes: Record<string, unknown> = {}): InitializerOptions {
  return {
    apiToken: secret,
    getOrder: () => null,
    fulfill: () => undefined,
    logger: silent,
    clock: manualClock(),
    ...changes,
  };
}

const refused: [changes: Record<string, unknown>, message: RegExp][] = [
  [{ apiToken: undefined }, /Option "apiToken" must be a text: is the environment variable set\?/],
  [{ apiToken: '' }, /Option "apiToken" is empty/],
  [{ apiToken: `${secret}\n` }, /Option "apiToken" holds white space/],
  [{ apiToken: `${secret}\u0000` }, /Option "apiToken" holds white space/],
  [{ readToken: `${secret} ` }, /Option "readToken" holds white space/],
  [{ webhookVerifierToken: '' }, /Option "webhookVerifierToken" is empty/],
  [{ webhookVerifierToken: 'whsec_' }, /Option "webhookVerifierToken" is no base64 of at least 16 bytes/],
  [{ webhookVerifierToken: secret }, /Option "webhookVerifierToken" is no base64.*Integrations → Webhooks/],
  [{ webhookVerifierToken: 'c2FuZGJveA==' }, /Option "webhookVerifierToken" is no base64 of at least 16/],
  [{ getOrder: undefined }, /Option "getOrder" must be a function/],
  [{ getOrder: 'price' }, /Option "getOrder" must be a function.*'price'/],
  [{ fulfill: undefined }, /Option "fulfill" must be a function/],
  [{ onReview: 1 }, /Option "onReview" must be a function.*it is 1/],
  [{ fullfill: () => undefined }, /Option "fullfill" is unknown: did you mean "fulfill"\?/],
  [{ apitoken: secret }, /Option "apitoken" is unknown: did you mean "apiToken"\?/],
  [{ allowedOrigin: [] }, /Option "allowedOrigin" is unknown: did you mean "allowedOrigins"\?/],
  [{ somethingElse: 1 }, /Option "somethingElse" is unknown\.$/],
  [{ limits: { perAdress: 1 } }, /Option "limits.perAdress" is unknown: did you mean "perAddress"\?/],
  [{ limits: { helcimShare: 0 } }, /Option "limits.helcimShare" must be above 0.*it is 0/],
  [{ limits: { helcimShare: 25 } }, /Option "limits.helcimShare" is a share: 0.25 means a quarter/],
  [{ limits: { perOrder: 0 } }, /Option "limits.perOrder" must be a whole number from 1.*it is 0/],
  [{ store: {} }, /Option "store" must have the methods create, get/],
  [{ account: '' }, /Option "account"/],
  [{ apiUrl: 'https://api.helcim.com/v1' }, /Option "apiUrl" is neither .*'https:\/\/api\.helcim\.com\/v1'/],
  [{ apiUrl: 'https://api.helcim.com.evil.example/v2' }, /Option "apiUrl" is neither/],
  [{ apiUrl: 'http://127.0.0.1@evil.example/v2' }, /Option "apiUrl" is neither/],
  [{ apiUrl: 'http://api.helcim.com/v2' }, /Option "apiUrl" is neither/],
  [{ apiUrl: 'http://192.168.0.1/v2' }, /Option "apiUrl" is neither/],
  [{ apiUrl: 'file:///etc' }, /Option "apiUrl" is neither/],
  [
    { allowedOrigins: ['https://shop.example/'] },
    /Option "allowedOrigins.0" is not an exact origin.*shop\.example\//,
  ],
  [{ allowedOrigins: ['*'] }, /Option "allowedOrigins.0" is not an exact origin/],
  [{ allowedOrigins: ['null'] }, /Option "allowedOrigins.0" is not an exact origin/],
  [{ convenienceFeeLimit: 5 }, /Option "convenienceFeeLimit" is a share: 0\.05 means 5 %.*it is 5/],
  [{ graceMinutes: 0 }, /Option "graceMinutes".*it is 0/],
  [{ logger: {} }, /Option "logger" must have the methods info, warn, error/],
  [{ clock: { now: () => 0 } }, /Option "clock" must have the methods now, sleep/],
];

for (const [changes, message] of refused) {
  test(`refused: ${JSON.stringify(changes, (_key, value: unknown) => (value === undefined ? 'undefined' : value))}`, () => {
    assert.throws(
      () => createInitializer(options(changes)),
      (error) => {
        assert.ok(error instanceof InitializerError);
        assert.equal(error.code, 'invalid_option');
        assert.match(error.message, message);
        assert.equal(error.message.includes(secret), false);
        return true;
      },
    );
  });
}

const accepted: [title: string, changes: Record<string, unknown>][] = [
  [
    'an option that is undefined counts as absent',
    { readToken: undefined, store: undefined, limits: undefined },
  ],
  ['the simulator by address', { apiUrl: 'http://127.0.0.1:4000/v2' }],
  ['the simulator by name', { apiUrl: 'http://localhost:4000/v2/' }],
  ['the simulator over IPv6', { apiUrl: 'http://[::1]:4000/v2' }],
  ['a limit switched off', { limits: { perAddress: Infinity } }],
];

for (const [title, changes] of accepted) {
  test(`accepted: ${title}`, async () => {
    const fetch = () => Promise.reject(new Error('nothing is called at construction'));
    const clock = manualClock();
    const initializer = createInitializer(options({ ...changes, fetch, clock }));
    await Promise.all([initializer.close(), clock.advance(60_000)]);
  });
}

test('without an address Helcim’s own is asked, and no other', () => {
  assert.equal(readOptions(options()).apiUrl, 'https://api.helcim.com/v2');
});

test('the options are read once and never written to', async () => {
  const clock = manualClock();
  const frozen = Object.freeze(options({ limits: Object.freeze({ perOrder: 1 }), clock }));
  const initializer = createInitializer(frozen);
  assert.ok(Object.isFrozen(initializer));
  await Promise.all([initializer.close(), clock.advance(60_000)]);
});

describe('the memory store in production', () => {
  function inProduction<T>(run: () => T): T {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      return run();
    } finally {
      if (before === undefined) delete process.env['NODE_ENV'];
      else process.env['NODE_ENV'] = before;
    }
  }

  test('is refused, given or by default, with the cure', () => {
    for (const store of [undefined, memoryStore()]) {
      assert.throws(
        () => inProduction(() => createInitializer(options({ store }))),
        /allowMemoryStore: true/,
      );
    }
  });

  test('is accepted with allowMemoryStore', async () => {
    const clock = manualClock();
    const initializer = inProduction(() => createInitializer(options({ allowMemoryStore: true, clock })));
    await Promise.all([initializer.close(), clock.advance(60_000)]);
  });
});

test('two initializers share nothing', async (t) => {
  const one = await startShop(t, { getOrder: () => null, limits: { perAddress: 1 } });
  const other = await startShop(t, { getOrder: () => null });
  await one.post('/sessions', { orderId: 'x' });
  assert.equal((await one.post('/sessions', { orderId: 'x' })).status, 429);
  assert.equal((await other.post('/sessions', { orderId: 'x' })).status, 404);
});

test('what is lost without a read token is said once at start-up', async (t) => {
  const shop = await startShop(t);
  const lines = shop.log.filter(({ message }) => message.startsWith('No readToken'));
  assert.deepEqual(
    lines.map(({ level }) => level),
    ['warn'],
  );
});
