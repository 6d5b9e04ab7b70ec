import { describe } from 'node:test';
import { check, matching, result } from '../support/decide-cases.js';
import { start } from '../support/manual-clock.js';
import { facts } from '../support/session.js';

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
