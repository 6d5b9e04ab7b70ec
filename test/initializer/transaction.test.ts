import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTransaction } from '../../packages/initializer/src/transaction.js';
import { row, transaction } from './support/fake-helcim.js';

test('an event and the row of the same transaction read alike', () => {
  assert.deepEqual(readTransaction(transaction()), readTransaction(row()));
});

test('an older event without cardType reads with an empty one', () => {
  const older = Object.fromEntries(Object.entries(transaction()).filter(([key]) => key !== 'cardType'));
  assert.equal(readTransaction(older)?.cardType, '');
});

const statuses: [fields: Record<string, unknown>, status: string][] = [
  [{ status: 'APPROVED' }, 'approved'],
  [{ status: 'APPROVAL' }, 'approved'],
  [{ status: 'DECLINED' }, 'declined'],
  [{ status: 'approved' }, 'unclear'],
  [{ status: 'PENDING' }, 'unclear'],
  [{ status: '' }, 'unclear'],
  [{ status: true }, 'unclear'],
  [{}, 'unclear'],
  [{ statusAuth: 'PENDING', statusClearing: 'OPENED', batchId: '1' }, 'accepted'],
  [{ statusAuth: 'APPROVED', statusClearing: 'OPENED', batchId: '1' }, 'accepted'],
  [{ statusAuth: 'IN_PROGRESS', batchId: '1' }, 'accepted'],
  [{ statusAuth: 'APPROVED', statusClearing: 'CLEARED', batchId: '1' }, 'approved'],
  [{ statusAuth: 'DECLINED', batchId: '1' }, 'declined'],
  [{ statusAuth: 'CANCELLED', batchId: '1' }, 'declined'],
  [{ statusAuth: 'APPROVED', statusClearing: 'RETURNED', batchId: '1' }, 'returned'],
  [{ statusAuth: 'APPROVED', statusClearing: 'REJECTED', batchId: '1' }, 'returned'],
  [{ statusAuth: 'APPROVED', statusClearing: 'CONTESTED', batchId: '1' }, 'returned'],
  [{ batchId: '1' }, 'unclear'],
];

for (const [fields, status] of statuses) {
  test(`${JSON.stringify(fields)} is ${status}`, () =>
    assert.equal(readTransaction({ transactionId: '1', ...fields })?.status, status));
}

const currencies: [currency: unknown, read: string | null][] = [
  ['CAD', 'CAD'],
  ['USD', 'USD'],
  ['1', 'CAD'],
  ['2', 'USD'],
  [1, 'CAD'],
  ['EUR', null],
  ['cad', null],
  ['', null],
  ['constructor', null],
  [undefined, null],
];

for (const [currency, read] of currencies) {
  test(`currency ${JSON.stringify(currency)} is ${String(read)}`, () =>
    assert.equal(readTransaction({ transactionId: '1', currency })?.currency, read));
}

test('a withdrawal from a bank account is a purchase', () => {
  const facts = readTransaction({
    transactionId: '1020',
    batchId: '5220',
    type: 'WITHDRAWAL',
    bankAccountNumber: '100200300',
  });
  assert.deepEqual([facts?.type, facts?.kind, facts?.last4], ['purchase', 'ach', '0300']);
});

test('an amount that is none is null, never NaN or 0', () => {
  for (const amount of ['', 'NaN', '1.005', NaN, null, undefined, {}]) {
    assert.equal(readTransaction({ transactionId: '1', amount })?.amountCents, null);
  }
});

test('what is no object is no transaction', () => {
  for (const value of [null, undefined, 1, 'text', [], [{ transactionId: '1' }]]) {
    assert.equal(readTransaction(value), undefined);
  }
});
