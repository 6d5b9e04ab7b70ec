import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RefundRecord, SessionRecord } from '../../../packages/initializer/src/index.js';
import { noteTerminalRows } from '../../../packages/initializer/src/sessions/note-terminal-rows.js';
import { start } from '../support/manual-clock.js';
import { facts, session } from '../support/session.js';

const second = 1_000;

/** A refund of 5.00 without a device; tests change what matters to them. */
function refund(changes: Partial<RefundRecord>): RefundRecord {
  return {
    ...{ refundId: 'refund-1', amountCents: 500, device: null, clerk: 'Ada' },
    ...{ startedAt: start, state: 'unknown', transactionId: null },
    ...changes,
  };
}

function paid(...refunds: RefundRecord[]): SessionRecord {
  const terminal = { device: 'XY7Z', clerk: 'Ada', mostCents: 4999, handedOverAt: start, refunds };
  return session({ state: 'approved', terminal });
}

function row(transactionId: string, status: 'APPROVED' | 'DECLINED', time: string) {
  const dateCreated = `2026-01-20 ${time}`;
  return facts({ transactionId, type: 'refund', status, amount: '5.00', dateCreated });
}

function look(before: SessionRecord, ...rows: ReturnType<typeof row>[]): SessionRecord {
  return noteTerminalRows(before, { from: 'rows', at: start + 120 * second, rows });
}

const statesOf = ({ terminal }: SessionRecord) => terminal?.refunds.map(({ state }) => state);

const declined = row('1', 'DECLINED', '11:00:01');
const approved = row('2', 'APPROVED', '11:00:31');

test('the decline of an earlier refund does not make a later one refused, which would then be made twice', () => {
  const before = paid(
    refund({ state: 'refused' }),
    refund({ refundId: 'refund-2', startedAt: start + 30 * second }),
  );
  const late = look(before, declined);
  assert.deepEqual(statesOf(late), ['refused', 'unknown']);
  assert.deepEqual(statesOf(look(late, declined, approved)), ['refused', 'done']);
  assert.deepEqual(statesOf(look(before, declined, approved)), ['refused', 'done']);
  assert.deepEqual(statesOf(look(before, approved, declined)), ['refused', 'done']);
  assert.equal(look(late, declined), late, 'nothing new is nothing to write');
});

test('its own decline ends it, and is nobody else’s', () => {
  const before = paid(refund({}), refund({ refundId: 'refund-2', startedAt: start + 30 * second }));
  const once = look(before, declined);
  assert.deepEqual(statesOf(once), ['refused', 'unknown']);
  assert.equal(look(once, declined), once);
  assert.deepEqual(statesOf(look(once, declined, approved)), ['refused', 'done']);
});

test('a decline on a device ends nothing: the card may be tried again there', () => {
  const before = paid(refund({ device: 'XY7Z', state: 'handed_over' }));
  assert.deepEqual(statesOf(look(before, declined)), ['handed_over']);
  assert.deepEqual(statesOf(look(before, declined, approved)), ['done']);
});

const declinesOf = ({ terminal }: SessionRecord) =>
  terminal?.refunds.map(({ declined: rows = [] }) => rows.map(({ transactionId }) => transactionId));

test('declines on a device count once each, for the latest refund that they may have been for', () => {
  const cancelled = refund({ device: 'XY7Z', state: 'cancelled' });
  const later = refund({ refundId: 'refund-2', device: 'XY7Z', startedAt: start + 600 * second });
  const once = look(paid(cancelled, { ...later, state: 'handed_over' }), declined);
  assert.deepEqual(declinesOf(once), [['1'], []], 'dated before the later one began');
  const both = look(once, declined, row('3', 'DECLINED', '11:10:30'));
  assert.deepEqual(declinesOf(both), [['1'], ['3']]);
  assert.equal(look(both, declined), both, 'nothing new is nothing to write');
});

test('a decline that counted for a device is not taken for the end of a later refund without one', () => {
  const done = refund({ device: 'XY7Z', state: 'handed_over' });
  const first = look(paid(done), declined, approved);
  assert.deepEqual([statesOf(first), declinesOf(first)], [['done'], [['1']]]);
  const { terminal } = first;
  const next = refund({ refundId: 'refund-2', startedAt: start + 60 * second });
  const withNext = {
    ...first,
    ...(terminal && { terminal: { ...terminal, refunds: [...terminal.refunds, next] } }),
  };
  assert.deepEqual(statesOf(look(withNext, declined, approved)), ['done', 'unknown']);
});

test('of two equal refunds each has its own row, and money that went back counts for one that was given up', () => {
  const first = refund({ device: 'XY7Z', state: 'released' });
  const later = refund({ refundId: 'refund-2', device: 'XY7Z', startedAt: start + 600 * second });
  const before = paid(first, { ...later, state: 'handed_over' });
  const once = look(before, approved);
  assert.deepEqual(statesOf(once), ['done', 'handed_over'], 'dated before the later one began');
  const both = look(once, approved, row('3', 'APPROVED', '11:10:30'));
  assert.deepEqual(statesOf(both), ['done', 'done']);
});
