import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore } from '../../../packages/initializer/src/index.js';
import { stamp } from '../../../packages/initializer/src/sessions/timeline.js';
import { session } from '../support/session.js';
import { startShop } from '../support/shop.js';

const minute = 60_000;

test('one pass leaves nothing behind that is due, however many they are', async (t) => {
  const store = memoryStore();
  const config = { graceMs: 10 * minute, keepPaidMs: minute, readToken: undefined };
  for (let number = 1; number <= 130; number += 1) {
    const names = { sessionId: `session-${number}`, orderId: `order-${number}`, reference: `HC-${number}` };
    await store.create(stamp(session({ ...names, scope: 'default@127.0.0.1:9', version: 1 }), config));
  }
  const { clock, initializer } = await startShop(t, { store });
  await clock.advance(70 * minute);
  await initializer.reconcile();
  assert.equal((await store.inState('default@127.0.0.1:9', 'expired', 1_000)).length, 130);
});
