import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRefusal } from '../../packages/initializer/src/helcim-error.js';
import { InitializerError, memoryStore, type SharedLimits } from '../../packages/initializer/src/index.js';
import { readOptions } from '../../packages/initializer/src/read-options.js';
import { helcimUpstream, type UpstreamCall } from '../../packages/initializer/src/upstream.js';
import { manualClock, type ManualClock } from './support/manual-clock.js';

const purchase: UpstreamCall = {
  method: 'POST',
  path: '/devices/XY7Z/payment/purchase',
  token: 'device-token',
  needed: {
    option: 'apiToken of createTerminals',
    permission: 'Transaction Processing: Positive Transaction',
  },
  priority: 'buyer',
  body: '{"currency":"CAD","transactionAmount":49.99}',
  answer: 'nothing',
  repeat: false,
};

type Reply = Response | 'silence' | 'reset';

/** @param limits A shared count, which may take its time with this clock. */
function setUp(reply: () => Reply, limits?: (clock: ManualClock) => SharedLimits) {
  const clock = manualClock();
  const asked: RequestInit[] = [];
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const config = readOptions({
    apiToken: 'api-token',
    getOrder: () => null,
    fulfill: () => undefined,
    clock,
    store: { ...memoryStore(), ...(limits && { limits: limits(clock) }) },
    logger: silent,
    fetch: (_url, init = {}) => {
      asked.push(init);
      const answer = reply();
      if (answer === 'reset') return Promise.reject(new TypeError('fetch failed'));
      if (answer !== 'silence') return Promise.resolve(answer);
      return new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
      });
    },
  });
  const upstream = helcimUpstream(config);

  /** What comes of the call when time goes on until it ends. */
  async function outcome(call: UpstreamCall): Promise<{ value?: unknown; error?: unknown; ms: number }> {
    const from = clock.now();
    let ended: { value?: unknown; error?: unknown } | undefined;
    void upstream.send(call).then(
      (value) => (ended = { value }),
      (error: unknown) => (ended = { error }),
    );
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (ended) return { ...ended, ms: clock.now() - from };
      await clock.advance(250);
    }
  }

  return { asked, outcome };
}

const json = (status: number, body: unknown) => () => Response.json(body, { status });

const endings: [
  title: string,
  reply: () => Reply,
  code: string,
  status: number | undefined,
  refused: boolean,
][] = [
  ['a sleeping device', json(409, { errors: ['device not listening'] }), 'helcim_refused', 409, true],
  ['an unknown device', json(404, { errors: ['Device Not Found'] }), 'helcim_refused', 404, true],
  ['a wrong field', json(400, { errors: { currency: 'Bad' } }), 'helcim_refused', 400, true],
  ['too little permission', json(401, { errors: 'No access permission' }), 'helcim_permission', 401, true],
  ['a wrong token', json(403, []), 'helcim_credential', 403, true],
  ['the rate limit', json(429, {}), 'busy', 429, true],
  ['a 500', json(500, {}), 'helcim_unavailable', 500, false],
  ['a 503 from the edge', () => new Response('<html>', { status: 503 }), 'helcim_unavailable', 503, false],
  ['a 408 from the edge', json(408, {}), 'helcim_unavailable', 408, false],
  ['a reset connection', () => 'reset', 'helcim_unavailable', undefined, false],
  ['no answer', () => 'silence', 'helcim_unavailable', undefined, false],
];

describe('a call that must not be repeated', () => {
  for (const [title, reply, code, status, refused] of endings) {
    test(`goes out once: ${title} is ${code}, which ${refused ? 'proves that nothing happened' : 'proves nothing'}`, async () => {
      const { asked, outcome } = setUp(reply);
      const { error } = await outcome(purchase);
      assert.equal(asked.length, 1);
      assert.ok(error instanceof InitializerError);
      assert.deepEqual([error.code, error.helcimStatus, isRefusal(error)], [code, status, refused]);
    });
  }

  test('has the whole deadline for its one try', async () => {
    const { outcome } = setUp(() => 'silence');
    assert.equal((await outcome(purchase)).ms, 15_000);
  });

  test('never goes out when its turn comes after its deadline, as after a sleep of the machine', async () => {
    let asleepMs = 0;
    const { asked, outcome } = setUp(
      () => new Response(null, { status: 202 }),
      (clock) => {
        const from = clock.now();
        // Awake again, it reads the answer of the shared count before its timers have noticed.
        clock.now = () => from + asleepMs;
        return {
          take: () => Promise.resolve().then(() => (asleepMs = 60_000) * 0),
          ...{ giveBack: () => Promise.resolve(), hold: () => Promise.resolve() },
          use: () => Promise.resolve({ atOnce: 0, begun: [] }),
        };
      },
    );
    const { error } = await outcome(purchase);
    assert.ok(isRefusal(error) && error.code === 'busy');
    assert.equal(asked.length, 0);
  });

  test('an empty 202 is its success', async () => {
    const { asked, outcome } = setUp(() => new Response(null, { status: 202 }));
    assert.deepEqual(await outcome(purchase), { value: undefined, ms: 0 });
    assert.equal(new Headers(asked[0]?.headers).get('api-token'), 'device-token');
  });
});

describe('a call that may be repeated', () => {
  const repeatable: UpstreamCall = { ...purchase, method: 'GET', repeat: true };

  test('goes out a second time, each try with a timeout of its own under the one deadline', async () => {
    const { asked, outcome } = setUp(() => 'silence');
    const { error, ms } = await outcome(repeatable);
    assert.ok(error instanceof InitializerError && error.code === 'helcim_unavailable');
    assert.deepEqual([asked.length, ms], [2, 15_000]);
    assert.notEqual(asked[0]?.signal, asked[1]?.signal);
  });

  test('is not repeated after a refusal', async () => {
    const { asked, outcome } = setUp(json(404, {}));
    await outcome(repeatable);
    assert.equal(asked.length, 1);
  });
});
