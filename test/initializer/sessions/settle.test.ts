import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  memoryStore,
  type SessionRecord,
  type SessionStore,
} from '../../../packages/initializer/src/index.js';
import type { Evidence } from '../../../packages/initializer/src/sessions/evidence.js';
import { settle } from '../../../packages/initializer/src/sessions/settle.js';
import { manualClock, start } from '../support/manual-clock.js';
import { startProcess } from '../support/mortal-process.js';
import { facts, session } from '../support/session.js';

const scope = 'default@127.0.0.1:9';
const shared = { scope, version: 1, order: { ...session().order, invoiceNumber: 'INV7' } };
const mine = session({ ...shared, failedLooks: 1 });
const payment = facts({ invoiceNumber: 'INV7' });
const other = facts({ invoiceNumber: 'INV7', transactionId: '44158195' });

/** A session whose first write comes too late: right before it, another session writes `changes`. */
async function tooLate(rival: SessionRecord, changes: Partial<SessionRecord>) {
  const inner = memoryStore();
  let isFirst = true;
  const store: SessionStore = {
    ...inner,
    async update(next) {
      if (isFirst && next.sessionId === mine.sessionId) {
        isFirst = false;
        assert.equal(await inner.update({ ...rival, ...changes, version: 2 }), 'stored');
      }
      return await inner.update(next);
    },
  };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const process = startProcess(store, {
    apiToken: 'api-token',
    readToken: 'read-token',
    apiUrl: 'http://127.0.0.1:9/v2',
    getOrder: () => null,
    fulfill: () => undefined,
    clock: manualClock(),
    logger: silent,
    fetch: () => Promise.reject(new Error('nobody asks Helcim here')),
  });
  process.kill();
  // Killed only to keep its reconciler out of the way: what follows runs on a core that lives.
  const { core } = process;
  const config = { ...core.config, store };
  for (const record of rival.orderId === mine.orderId ? [rival, mine] : [mine, rival])
    await inner.create(record).then(({ created }) => assert.ok(created));
  return {
    settle: (evidence: Evidence) => settle({ ...core, config }, mine.sessionId, evidence),
    stored: async () => {
      const record = await inner.get(scope, mine.sessionId);
      assert.ok(record);
      return record;
    },
  };
}

describe('a transaction that another session takes between look and write', () => {
  const rival = session({ ...shared, sessionId: 'rival', orderId: 'order-2', reference: 'HC-RIVAL' });
  const taken = { state: 'approved', closesOrder: true, transactionIds: ['44158194'] } as const;
  const at = start + 60_000;

  test('is nobody else’s: the look has found nothing, and counts as one that reached Helcim', async () => {
    const { settle, stored } = await tooLate(rival, taken);
    const settled = await settle({ from: 'rows', at, rows: [payment] });
    const { state, transactionIds, failedLooks } = await stored();
    assert.deepEqual([settled.state, state, transactionIds, failedLooks], ['open', 'open', [], 0]);
  });

  test('does not hide the other one that the look has shown', async () => {
    const { settle } = await tooLate(rival, taken);
    const { state, reason, transactionIds } = await settle({ from: 'rows', at, rows: [payment, other] });
    assert.deepEqual([state, reason, transactionIds], ['approved', null, ['44158195']]);
  });

  test('with a proven result is told to a person', async () => {
    const { settle } = await tooLate(rival, taken);
    const result = { hash: 'valid', transaction: payment } as const;
    const { state, reason, callbacks } = await settle({ from: 'result', at, result, rows: [payment] });
    assert.deepEqual([state, reason, callbacks.length], ['review', 'transaction_claimed_elsewhere', 1]);
  });

  for (const [title, evidence] of [
    ['an unproven result', { from: 'result', result: { hash: 'invalid', transaction: payment } }],
    ['a webhook', { from: 'webhook' }],
  ] as const) {
    test(`with ${title} changes nothing, and is told to the caller`, async () => {
      const { settle, stored } = await tooLate(rival, taken);
      await assert.rejects(settle({ ...evidence, at, rows: [payment] }), { code: 'transaction_taken' });
      assert.deepEqual(await stored(), mine);
    });
  }
});

test('an order that another of its sessions closes between look and write: the second approval is review', async () => {
  const earlier = session({ scope, version: 1, sessionId: 'rival', reference: 'HC-RIVAL', live: false });
  const closed = { state: 'approved', closesOrder: true, transactionIds: ['1'] } as const;
  const { settle } = await tooLate(earlier, closed);
  const evidence = { from: 'rows', at: start + 60_000, rows: [payment] } as const;
  const { state, reason, closesOrder } = await settle(evidence);
  assert.deepEqual([state, reason, closesOrder], ['review', 'second_approval', false]);
});
