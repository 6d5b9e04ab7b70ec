import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SessionRecord } from '../../../packages/initializer/src/index.js';
import {
  decide,
  type Circumstances,
  type Evidence,
} from '../../../packages/initializer/src/sessions/decide.js';
import { start } from '../support/manual-clock.js';
import { facts, session } from '../support/session.js';

const minute = 60_000;
const around: Circumstances = {
  graceEndsAt: start + 70 * minute,
  clearingOverdueAt: start + 14_400 * minute,
  readable: true,
  orderClosed: false,
  convenienceFeeLimit: 0.05,
};

type Rows = Evidence['rows'];

function result(
  hash: 'valid' | 'invalid' | 'absent',
  rows: Rows,
  changes: Record<string, string> = {},
): Evidence {
  return { from: 'result', at: start + minute, rows, result: { hash, transaction: facts(changes) } };
}

function rows(list: Rows, at = start + minute): Evidence {
  return { from: 'rows', at, rows: list };
}

interface Case {
  title: string;
  evidence: Evidence;
  to: string;
  reason?: string;
  session?: Partial<SessionRecord>;
  around?: Partial<Circumstances>;
}

function check(cases: readonly Case[]): void {
  for (const { title, evidence, to, reason, ...given } of cases) {
    test(`${title}: ${reason ?? to}`, () => {
      const verdict = decide(session(given.session), evidence, { ...around, ...given.around });
      assert.deepEqual([verdict.to, verdict.reason], [to, reason]);
    });
  }
}

const matching = facts();

describe('valid hash, fields match', () => {
  check([
    { title: 'row agrees', evidence: result('valid', [matching]), to: 'approved' },
    { title: 'row is not listed yet', evidence: result('valid', []), to: 'approved' },
    { title: 'API unreachable', evidence: result('valid', 'unreachable'), to: 'approved' },
    {
      title: 'no read token',
      evidence: result('valid', 'not_asked'),
      to: 'approved',
      around: { readable: false },
    },
    { title: 'status APPROVAL', evidence: result('valid', [], { status: 'APPROVAL' }), to: 'approved' },
    { title: 'currency "1"', evidence: result('valid', [], { currency: '1' }), to: 'approved' },
    {
      title: 'amount without the session’s scale',
      evidence: result('valid', [], { amount: '49.990' }),
      to: 'approved',
    },
    {
      title: 'reference in lower case',
      evidence: result('valid', [], { invoiceNumber: 'hc-0123456789abcdef' }),
      to: 'approved',
    },
    {
      title: 'an earlier decline under the same number',
      evidence: result('valid', [facts({ transactionId: '1', status: 'DECLINED' }), matching]),
      to: 'approved',
    },
    {
      title: 'row says declined',
      evidence: result('valid', [facts({ status: 'DECLINED' })]),
      to: 'review',
      reason: 'row_contradicts',
    },
    {
      title: 'row says another amount',
      evidence: result('valid', [facts({ amount: '4.99' })]),
      to: 'review',
      reason: 'row_contradicts',
    },
    {
      title: 'row says another currency',
      evidence: result('valid', [facts({ currency: 'USD' })]),
      to: 'review',
      reason: 'row_contradicts',
    },
    {
      title: 'row says another type',
      evidence: result('valid', [facts({ type: 'refund' })]),
      to: 'review',
      reason: 'row_contradicts',
    },
    {
      title: 'row of another batch and an empty card token',
      evidence: result('valid', [facts({ cardBatchId: '1', cardToken: '' })]),
      to: 'approved',
    },
  ]);
});

describe('valid hash, fields differ', () => {
  check([
    {
      title: 'less money',
      evidence: result('valid', [], { amount: '49.98' }),
      to: 'review',
      reason: 'amount_differs',
    },
    {
      title: 'more money',
      evidence: result('valid', [], { amount: '50.00' }),
      to: 'review',
      reason: 'amount_differs',
    },
    {
      title: 'an amount that is none',
      evidence: result('valid', [], { amount: '' }),
      to: 'review',
      reason: 'amount_differs',
    },
    {
      title: 'another currency',
      evidence: result('valid', [], { currency: 'USD' }),
      to: 'review',
      reason: 'currency_differs',
    },
    {
      title: 'an unknown currency',
      evidence: result('valid', [], { currency: 'XXX' }),
      to: 'review',
      reason: 'currency_differs',
    },
    {
      title: 'a preauth for a purchase',
      evidence: result('valid', [], { type: 'preauth' }),
      to: 'review',
      reason: 'type_differs',
    },
    {
      title: 'a verify for a purchase',
      evidence: result('valid', [], { type: 'verify' }),
      to: 'review',
      reason: 'type_differs',
    },
    {
      title: 'another number',
      evidence: result('valid', [], { invoiceNumber: 'HC-OTHER' }),
      to: 'review',
      reason: 'reference_differs',
    },
    {
      title: 'no number',
      evidence: result('valid', [], { invoiceNumber: '' }),
      to: 'review',
      reason: 'reference_differs',
    },
    {
      title: 'and a row that agrees with the result',
      evidence: result('valid', [facts({ amount: '1' })], { amount: '1' }),
      to: 'review',
      reason: 'amount_differs',
    },
  ]);
});

describe('valid hash, but nothing approved', () => {
  check([
    {
      title: 'a decline is counted, not final',
      evidence: result('valid', [], { status: 'DECLINED' }),
      to: 'declined',
    },
    {
      title: 'a missing status',
      evidence: result('valid', [], { status: '' }),
      to: 'undecided',
    },
    {
      title: 'a missing status after the session has expired',
      evidence: result('valid', [], { status: '' }),
      to: 'undecided',
      session: { state: 'expired' },
    },
    {
      title: 'a status nobody documented',
      evidence: result('valid', 'not_asked', { status: 'IN_PROGRESS' }),
      to: 'undecided',
    },
    {
      title: 'a status nobody documented, and no row can be read',
      evidence: result('valid', 'not_asked', { status: 'IN_PROGRESS' }),
      to: 'review',
      reason: 'status_unknown',
      around: { readable: false },
    },
    {
      title: 'a status nobody documented, once more',
      evidence: result('valid', [], { status: 'IN_PROGRESS' }),
      to: 'unchanged',
      session: { state: 'review', reason: 'status_unknown' },
    },
    {
      title: 'the same decline again',
      evidence: result('valid', [], { status: 'DECLINED' }),
      to: 'unchanged',
      session: { history: [{ at: start, from: 'result', said: 'transaction 44158194 was declined' }] },
    },
    {
      title: 'a missing status, and a row that is approved',
      evidence: result('valid', [matching], { status: '' }),
      to: 'approved',
    },
  ]);
});

for (const hash of ['invalid', 'absent'] as const) {
  describe(`${hash} hash`, () => {
    check([
      { title: 'row approved and matching', evidence: result(hash, [matching]), to: 'approved' },
      {
        title: 'row approved under another id',
        evidence: result(hash, [facts({ transactionId: '2' })]),
        to: 'approved',
      },
      { title: 'no row', evidence: result(hash, []), to: 'undecided' },
      {
        title: 'only rows of other numbers',
        evidence: result(hash, [facts({ invoiceNumber: 'INV-1' })]),
        to: 'undecided',
      },
      {
        title: 'only a declined row',
        evidence: result(hash, [facts({ status: 'DECLINED' })]),
        to: 'undecided',
      },
      {
        title: 'row approved, another amount',
        evidence: result(hash, [facts({ amount: '1.00' })]),
        to: 'review',
        reason: 'amount_differs',
      },
      { title: 'API unreachable', evidence: result(hash, 'unreachable'), to: 'undecided' },
      {
        title: 'no read token',
        evidence: result(hash, 'not_asked'),
        to: 'undecided',
        around: { readable: false },
      },
      {
        title: 'a claimed decline changes nothing: anyone could make it up',
        evidence: result(hash, [], { status: 'DECLINED' }),
        to: 'unchanged',
      },
      {
        title: 'a claimed decline, and a row that is approved',
        evidence: result(hash, [matching], { status: 'DECLINED' }),
        to: 'approved',
      },
    ]);
  });
}

describe('rows alone', () => {
  const second = facts({ transactionId: '2' });
  check([
    {
      title: 'several declines, then an approval',
      evidence: rows([facts({ transactionId: '1', status: 'DECLINED' }), matching]),
      to: 'approved',
    },
    { title: 'approved by APPROVAL', evidence: rows([facts({ status: 'APPROVAL' })]), to: 'approved' },
    { title: 'an empty list before minute 70', evidence: rows([]), to: 'unchanged' },
    { title: 'unreachable', evidence: rows('unreachable'), to: 'unchanged' },
    { title: 'two approvals', evidence: rows([matching, second]), to: 'review', reason: 'second_approval' },
    {
      title: 'an approval, and its refund',
      evidence: rows([matching, facts({ transactionId: '2', type: 'refund' })]),
      to: 'review',
      reason: 'money_was_returned',
    },
    {
      title: 'an approval, and its reversal',
      evidence: rows([matching, facts({ transactionId: '2', type: 'reverse' })]),
      to: 'review',
      reason: 'money_was_returned',
    },
    {
      title: 'an approval, and a refund that was declined',
      evidence: rows([matching, facts({ transactionId: '2', type: 'refund', status: 'DECLINED' })]),
      to: 'approved',
    },
    {
      title: 'a preauth and its capture',
      evidence: rows([facts({ type: 'preauth' }), facts({ transactionId: '2', type: 'capture' })]),
      to: 'approved',
      session: { order: { ...session().order, paymentType: 'preauth' } },
    },
    { title: 'a row without a status', evidence: rows([facts({ status: '' })]), to: 'unchanged' },
  ]);
});

describe('time', () => {
  const late = start + 70 * minute;
  check([
    { title: 'open at minute 70, empty list', evidence: rows([], late), to: 'expired' },
    {
      title: 'open at minute 70, only declines',
      evidence: rows([facts({ status: 'DECLINED' })], late),
      to: 'expired',
    },
    { title: 'open at minute 70, API unreachable', evidence: rows('unreachable', late), to: 'unchanged' },
    { title: 'open at minute 70, not asked yet', evidence: rows('not_asked', late), to: 'unchanged' },
    {
      title: 'open at minute 70, no read token',
      evidence: rows('not_asked', late),
      to: 'expired',
      around: { readable: false },
    },
    {
      title: 'open just before minute 70, no read token',
      evidence: rows('not_asked', late - 1),
      to: 'unchanged',
      around: { readable: false },
    },
    {
      title: 'undecided at minute 70, no read token',
      evidence: rows('not_asked', late),
      to: 'review',
      reason: 'undecided_in_time',
      session: { state: 'undecided' },
      around: { readable: false },
    },
    {
      title: 'undecided before minute 70, no read token',
      evidence: rows('not_asked', late - 1),
      to: 'unchanged',
      session: { state: 'undecided' },
      around: { readable: false },
    },
    {
      title: 'undecided at minute 70, empty list',
      evidence: rows([], late),
      to: 'review',
      reason: 'undecided_in_time',
      session: { state: 'undecided' },
    },
    {
      title: 'undecided at minute 70, API unreachable',
      evidence: rows('unreachable', late),
      to: 'review',
      reason: 'undecided_in_time',
      session: { state: 'undecided' },
    },
    {
      title: 'open when hours of asking have reached nobody',
      evidence: rows('unreachable', late),
      to: 'expired',
      around: { blockEndsAt: late },
    },
    {
      title: 'open a moment before that',
      evidence: rows('unreachable', late),
      to: 'unchanged',
      around: { blockEndsAt: late + 1 },
    },
    {
      title: 'superseded at minute 70',
      evidence: rows([], late),
      to: 'unchanged',
      session: { state: 'superseded', supersededAt: start },
    },
    {
      title: 'pending for ten days',
      evidence: rows('not_asked', around.clearingOverdueAt),
      to: 'review',
      reason: 'clearing_overdue',
      session: { state: 'pending', transactionIds: ['1'] },
    },
    {
      title: 'pending for less',
      evidence: rows('not_asked', around.clearingOverdueAt - 1),
      to: 'unchanged',
      session: { state: 'pending', transactionIds: ['1'] },
    },
  ]);
});

describe('late and superseded sessions', () => {
  const superseded = { state: 'superseded', supersededAt: start, live: false } as const;
  check([
    {
      title: 'late approval on an expired session',
      evidence: result('valid', []),
      to: 'approved',
      session: { state: 'expired', live: false },
    },
    {
      title: 'late approval by a row',
      evidence: rows([matching], start + 80 * minute),
      to: 'approved',
      session: { state: 'expired', live: false },
    },
    {
      title: 'late approval, but the order is paid',
      evidence: result('valid', []),
      to: 'review',
      reason: 'second_approval',
      session: { state: 'expired' },
      around: { orderClosed: true },
    },
    {
      title: 'unproven claim on an expired session that Helcim does not know',
      evidence: result('invalid', []),
      to: 'unchanged',
      session: { state: 'expired' },
    },
    {
      title: 'unproven claim on an expired session, API unreachable',
      evidence: result('invalid', 'unreachable'),
      to: 'undecided',
      session: { state: 'expired' },
    },
    {
      title: 'approval on a superseded session',
      evidence: result('valid', []),
      to: 'review',
      reason: 'superseded_session',
      session: superseded,
    },
    {
      title: 'approval on a superseded session by a row',
      evidence: rows([matching]),
      to: 'review',
      reason: 'superseded_session',
      session: superseded,
    },
    {
      title: 'unproven claim on a superseded session',
      evidence: result('invalid', []),
      to: 'undecided',
      session: superseded,
    },
    {
      title: 'approval after a review for want of evidence',
      evidence: rows([matching]),
      to: 'approved',
      session: { state: 'review', reason: 'undecided_in_time' },
    },
    {
      title: 'unproven claim on a session in review',
      evidence: result('invalid', []),
      to: 'unchanged',
      session: { state: 'review', reason: 'undecided_in_time' },
    },
  ]);
});

describe('settled sessions', () => {
  const approved = { state: 'approved', transactionIds: ['44158194'], closesOrder: true } as const;
  check([
    {
      title: 'the same transaction again',
      evidence: result('valid', []),
      to: 'unchanged',
      session: approved,
    },
    { title: 'the same row again', evidence: rows([matching]), to: 'unchanged', session: approved },
    {
      title: 'an unproven claim of another transaction',
      evidence: result('invalid', [], { transactionId: '2' }),
      to: 'unchanged',
      session: approved,
    },
    {
      title: 'a proven second approval',
      evidence: result('valid', [], { transactionId: '2' }),
      to: 'review',
      reason: 'second_approval',
      session: approved,
    },
    {
      title: 'a second approval by a row',
      evidence: rows([matching, facts({ transactionId: '2' })]),
      to: 'review',
      reason: 'second_approval',
      session: approved,
    },
    {
      title: 'a decline after the approval',
      evidence: result('valid', [], { transactionId: '2', status: 'DECLINED' }),
      to: 'declined',
      session: approved,
    },
  ]);
});

describe('bank payments', () => {
  const ach = (statusAuth: string, statusClearing: string) => ({
    batchId: '5220',
    statusAuth,
    statusClearing,
    type: 'WITHDRAWAL',
    status: '',
  });
  const pending = { state: 'pending', transactionIds: ['44158194'], closesOrder: true } as const;
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
      title: 'another payment after ours is known',
      evidence: rows([ours, facts({ invoiceNumber: 'INV100101', transactionId: '2' })]),
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

test('a review claims every approval it is about', () => {
  const verdict = decide(session(), rows([matching, facts({ transactionId: '2' })]), around);
  assert.deepEqual(verdict.claims, ['44158194', '2']);
});
