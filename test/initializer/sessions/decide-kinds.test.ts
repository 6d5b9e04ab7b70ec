import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide } from '../../../packages/initializer/src/sessions/decide.js';
import { around, check, matching, result, rows } from '../support/decide-cases.js';
import { facts, session } from '../support/session.js';

describe('bank payments', () => {
  const ach = (statusAuth: string, statusClearing: string) => ({
    batchId: '5220',
    statusAuth,
    statusClearing,
    type: 'WITHDRAWAL',
    status: '',
  });
  const pending = { state: 'pending', transactionIds: ['ach:44158194'], closesOrder: true } as const;
  check([
    { title: 'accepted', evidence: result('valid', [], ach('PENDING', 'OPENED')), to: 'pending' },
    {
      title: 'accepted, as recorded',
      evidence: result('valid', [], ach('APPROVED', 'OPENED')),
      to: 'pending',
    },
    { title: 'cleared at once', evidence: result('valid', [], ach('APPROVED', 'CLEARED')), to: 'approved' },
    { title: 'refused', evidence: result('valid', [], ach('DECLINED', 'OPENED')), to: 'declined' },
    {
      title: 'accepted with another amount',
      evidence: result('valid', [], { ...ach('PENDING', 'OPENED'), amount: '1' }),
      to: 'review',
      reason: 'amount_differs',
    },
    {
      title: 'accepted again',
      evidence: result('valid', [], ach('PENDING', 'OPENED')),
      to: 'unchanged',
      session: pending,
    },
    {
      title: 'pending, then cleared',
      evidence: result('valid', [], ach('APPROVED', 'CLEARED')),
      to: 'approved',
      session: pending,
    },
    {
      title: 'pending since an earlier release, then cleared',
      evidence: result('valid', [], ach('APPROVED', 'CLEARED')),
      to: 'approved',
      session: { ...pending, transactionIds: ['44158194'], transaction: facts(ach('PENDING', 'OPENED')) },
    },
    {
      title: 'pending, then charged by card under the same id',
      evidence: result('valid', [], {}),
      to: 'review',
      reason: 'second_approval',
      session: pending,
    },
    {
      title: 'pending, then returned',
      evidence: result('valid', [], ach('APPROVED', 'RETURNED')),
      to: 'returned',
      session: pending,
    },
    {
      title: 'cleared, then returned',
      evidence: result('valid', [], ach('APPROVED', 'RETURNED')),
      to: 'returned',
      session: { ...pending, state: 'approved' },
    },
  ]);
});

describe('Fee Saver', () => {
  const withFee = { order: { ...session().order, amountCents: 10_000, convenienceFee: true } };
  check([
    {
      title: 'up to the ceiling',
      evidence: result('valid', [], { amount: '105.00' }),
      to: 'approved',
      session: withFee,
    },
    {
      title: 'without a fee',
      evidence: result('valid', [], { amount: '100' }),
      to: 'approved',
      session: withFee,
    },
    {
      title: 'a cent above the ceiling',
      evidence: result('valid', [], { amount: '105.01' }),
      to: 'review',
      reason: 'amount_differs',
      session: withFee,
    },
    {
      title: 'less than the order',
      evidence: result('valid', [], { amount: '99.99' }),
      to: 'review',
      reason: 'amount_differs',
      session: withFee,
    },
    {
      title: 'more, but no fee was asked for',
      evidence: result('valid', [], { amount: '50.49' }),
      to: 'review',
      reason: 'amount_differs',
    },
  ]);
});

describe('an order on an existing invoice', () => {
  const shared = { order: { ...session().order, invoiceNumber: 'INV100101' } };
  const ours = facts({ invoiceNumber: 'INV100101' });
  const earlier = facts({
    invoiceNumber: 'INV100101',
    transactionId: '7',
    dateCreated: '2026-01-20 10:59:59',
  });
  check([
    {
      title: 'the result carries the invoice’s number',
      evidence: result('valid', [], { invoiceNumber: 'INV100101' }),
      to: 'approved',
      session: shared,
    },
    {
      title: 'the result carries the reference',
      evidence: result('valid', []),
      to: 'review',
      reason: 'reference_differs',
      session: shared,
    },
    { title: 'a row after the session', evidence: rows([ours]), to: 'approved', session: shared },
    { title: 'a row before the session', evidence: rows([earlier]), to: 'unchanged', session: shared },
    {
      title: 'a row in the session’s first second',
      evidence: rows([facts({ invoiceNumber: 'INV100101', dateCreated: '2026-01-20 11:00:00' })]),
      to: 'approved',
      session: shared,
    },
    {
      title: 'a row without a date',
      evidence: rows([facts({ invoiceNumber: 'INV100101', dateCreated: '0000-00-00 00:00:00' })]),
      to: 'unchanged',
      session: shared,
    },
    { title: 'an older and a newer row', evidence: rows([earlier, ours]), to: 'approved', session: shared },
    {
      title: 'two candidates',
      evidence: rows([ours, facts({ invoiceNumber: 'INV100101', transactionId: '2' })]),
      to: 'review',
      reason: 'second_approval',
      session: shared,
    },
    {
      title: 'a proven result beside another payment',
      evidence: result('valid', [ours, facts({ invoiceNumber: 'INV100101', transactionId: '2' })], {
        invoiceNumber: 'INV100101',
      }),
      to: 'approved',
      session: shared,
    },
    {
      title: 'another payment of the same terms after ours is known',
      evidence: rows([ours, facts({ invoiceNumber: 'INV100101', transactionId: '2' })]),
      to: 'review',
      reason: 'second_approval',
      session: { ...shared, state: 'approved', transactionIds: ['44158194'] },
    },
    {
      title: 'a payment of the same terms after a person took one that another session has claimed',
      evidence: rows([ours]),
      to: 'review',
      reason: 'second_approval',
      session: { ...shared, state: 'approved', transactionIds: [] },
    },
    {
      title: 'another payment of other terms after ours is known',
      evidence: rows([ours, facts({ invoiceNumber: 'INV100101', transactionId: '2', amount: '5.00' })]),
      to: 'unchanged',
      session: { ...shared, state: 'approved', transactionIds: ['44158194'] },
    },
  ]);
});

describe('a verify', () => {
  const verify = { order: { ...session().order, amountCents: 0, paymentType: 'verify' as const } };
  const verified = { type: 'verify', amount: '0', invoiceNumber: '' };
  check([
    {
      title: 'proven, without a number',
      evidence: result('valid', 'not_asked', verified),
      to: 'approved',
      session: verify,
    },
    {
      title: 'unproven',
      evidence: result('invalid', 'not_asked', verified),
      to: 'undecided',
      session: verify,
      around: { readable: false },
    },
    {
      title: 'proven, but a purchase',
      evidence: result('valid', 'not_asked', { ...verified, type: 'purchase' }),
      to: 'review',
      reason: 'type_differs',
      session: verify,
    },
  ]);
});

test('a bank payment is claimed apart from a card payment of the same id, and people read the id', () => {
  const payment = { statusAuth: 'PENDING', statusClearing: 'OPENED', type: 'WITHDRAWAL', status: '' };
  const pending = decide(session(), result('valid', [], payment), around);
  assert.deepEqual(pending.claims, ['ach:44158194']);
  const review = decide(session(), result('valid', [], { ...payment, amount: '1' }), around);
  assert.deepEqual(review.claims, ['ach:44158194']);
  assert.equal(review.said, 'amount_differs: transaction 44158194');
});

test('a review claims every approval it is about', () => {
  const verdict = decide(session(), rows([matching, facts({ transactionId: '2' })]), around);
  assert.deepEqual(verdict.claims, ['44158194', '2']);
});
