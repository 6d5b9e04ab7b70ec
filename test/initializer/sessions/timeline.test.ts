import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayAsk, nextLookAt } from '../../../packages/initializer/src/sessions/timeline.js';
import { start } from '../support/manual-clock.js';
import { session } from '../support/session.js';

const minute = 60_000;

test('a payment that a person resolved is looked at for a second charge, also at a till', () => {
  const config = { graceMs: 10 * minute, keepPaidMs: minute, readToken: 'read-token' };
  const terminal = { device: 'XY7Z', clerk: 'Ada', mostCents: 4999, handedOverAt: start, refunds: [] };
  for (const state of ['approved', 'returned', 'review'] as const) {
    const online = session({ state, transactionIds: ['44158194'], settledAt: start });
    assert.equal(nextLookAt(online, config), start + 70 * minute, state);
    const shared = { ...online, order: { ...online.order, invoiceNumber: 'INV7' } };
    assert.equal(nextLookAt(shared, config), start + 70 * minute, `${state} on an existing invoice`);
    assert.equal(nextLookAt({ ...online, terminal }, config), start + 70 * minute, `${state} at a till`);
  }
});

test('a look that a clock which was set back since has put into the future keeps nobody from asking', () => {
  const terminal = { device: 'XY7Z', clerk: 'Ada', mostCents: 4999, handedOverAt: start, refunds: [] };
  const online = session({ lookups: 3, lookedAt: start + 60 * minute });
  for (const looked of [online, { ...online, terminal }]) {
    assert.equal(mayAsk(looked, start + minute), true);
    assert.equal(mayAsk({ ...looked, lookedAt: start + minute - 1 }, start + minute), false);
  }
});
