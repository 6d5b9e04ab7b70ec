import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayAsk, nextLookAt } from '../../../packages/initializer/src/sessions/timeline.js';
import { start } from '../support/manual-clock.js';
import { facts, session } from '../support/session.js';

const minute = 60_000;
const hour = 60 * minute;
const config = { graceMs: 10 * minute, keepPaidMs: minute, readToken: 'read-token' };

test('late looks are each as long apart as all the time since the grace, from 5 minutes to 12 hours, for 72 hours', () => {
  const end = start + 70 * minute;
  const minutes: number[] = [];
  let review = session({ state: 'review', reason: 'undecided_in_time', lookedAt: end });
  for (;;) {
    const next = nextLookAt(review, config);
    if (next === null) break;
    minutes.push((next - end) / minute);
    review = { ...review, lookedAt: next };
  }
  assert.deepEqual(minutes, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2000, 2720, 3440, 4160]);
});

test('a look that does not reach Helcim is repeated after half a minute, then each pause is twice the last, up to 12 hours', () => {
  const paid = { transaction: { ...facts(), kind: 'ach' as const }, transactionIds: ['44158194'] };
  const lookedAt = start + 24 * hour;
  const seconds = [1, 2, 3, 10, 11, 12, 13, 20].map((failedLooks) => {
    const approved = session({ state: 'approved', settledAt: start, lookedAt, failedLooks, ...paid });
    return ((nextLookAt(approved, config) ?? 0) - lookedAt) / 1_000;
  });
  assert.deepEqual(seconds, [30, 60, 120, 15_360, 30_720, 43_200, 43_200, 43_200]);
});

test('a payment that a person resolved is looked at for a second charge, also at a till', () => {
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
