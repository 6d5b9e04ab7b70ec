import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { memoryStore, type SessionStore } from '../../../packages/initializer/src/index.js';
import { signedResult, startFakeHelcim, tokens, transaction } from '../support/fake-helcim.js';
import { startShop } from '../support/shop.js';

const second = 1_000;

/** Two processes over one store that can be away. The first one is told of a payment. */
async function setUp(t: TestContext, fulfill: () => Promise<void>) {
  let isAway = false;
  let calls = 0;
  const inner = memoryStore();
  const unlessAway = <T>(answer: () => Promise<T>) => (isAway ? Promise.reject(new Error('away')) : answer());
  const store: SessionStore = {
    ...inner,
    get: (scope, sessionId) => unlessAway(() => inner.get(scope, sessionId)),
    update: (next) => unlessAway(() => inner.update(next)),
    due: (scope, now, limit) => unlessAway(() => inner.due(scope, now, limit)),
  };
  const { apiUrl } = await startFakeHelcim(t);
  const first = await startShop(t, {
    ...{ apiUrl, store },
    fulfill: () => {
      calls += 1;
      return fulfill();
    },
  });
  let heirs = 0;
  await startShop(t, { ...{ apiUrl, store, clock: first.clock }, fulfill: () => void (heirs += 1) });
  const { json } = await first.post('/sessions', { orderId: 'order-1' });
  const facts = transaction({ invoiceNumber: String(json['reference']) });
  const eventMessage = signedResult(facts, tokens(1).secretToken);
  const answer = first.post(`/sessions/${String(json['sessionId'])}/result`, { eventMessage });
  while (calls === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 1) {
      await first.clock.advance(second);
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await pass(6);
  await answer;
  return {
    pass,
    calls: () => [calls, heirs],
    outage: async (seconds: number) => {
      isAway = true;
      await pass(seconds);
      isAway = false;
    },
  };
}

describe('a store that is away while fulfill runs', () => {
  for (const seconds of [25, 50, 58, 90, 600]) {
    test(`for ${seconds} seconds does not let another process start it`, async (t) => {
      let finish: () => void = () => undefined;
      const { pass, outage, calls } = await setUp(t, () => new Promise((resolve) => (finish = resolve)));
      await outage(seconds);
      await pass(100);
      assert.deepEqual(calls(), [1, 0]);
      finish();
    });
  }

  test('does not delay a second try after a failure: nobody is running it', async (t) => {
    const { pass, outage, calls } = await setUp(t, () => Promise.reject(new Error('a bad day')));
    await outage(60);
    const sum = () => calls().reduce((one, other) => one + other);
    const before = sum();
    await pass(3);
    assert.ok(sum() > before);
  });
});
