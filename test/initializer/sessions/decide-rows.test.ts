import { describe } from 'node:test';
import { around, check, matching, minute, result, rows } from '../support/decide-cases.js';
import { start } from '../support/manual-clock.js';
import { facts, session } from '../support/session.js';

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
      session: { failedLooks: 2 },
      around: { blockEndsAt: late },
    },
    {
      title: 'open a moment before that',
      evidence: rows('unreachable', late),
      to: 'unchanged',
      session: { failedLooks: 2 },
      around: { blockEndsAt: late + 1 },
    },
    {
      title: 'open when one question has reached nobody',
      evidence: rows('unreachable', late),
      to: 'unchanged',
      session: { failedLooks: 1 },
      around: { blockEndsAt: late },
    },
    {
      title: 'open after those hours, while nobody asks',
      evidence: rows('not_asked', late),
      to: 'unchanged',
      session: { failedLooks: 9 },
      around: { blockEndsAt: late },
    },
    {
      title: 'open after those hours, while another look waits for its answer',
      evidence: rows('unreachable', late),
      to: 'unchanged',
      session: { failedLooks: 9 },
      around: { blockEndsAt: late, isLookedAt: true },
    },
    {
      title: 'superseded at minute 70',
      evidence: rows([], late),
      to: 'unchanged',
      session: { state: 'superseded', supersededAt: start },
    },
    {
      title: 'pending for ten days, by the answer',
      evidence: rows([], around.clearingOverdueAt),
      to: 'review',
      reason: 'clearing_overdue',
      session: { state: 'pending', transactionIds: ['1'] },
    },
    {
      title: 'pending for ten days, API unreachable',
      evidence: rows('unreachable', around.clearingOverdueAt),
      to: 'review',
      reason: 'clearing_overdue',
      session: { state: 'pending', transactionIds: ['1'] },
    },
    {
      title: 'pending for ten days, no read token',
      evidence: rows('not_asked', around.clearingOverdueAt),
      to: 'review',
      reason: 'clearing_overdue',
      session: { state: 'pending', transactionIds: ['1'] },
      around: { readable: false },
    },
    {
      title: 'pending for ten days, not asked yet',
      evidence: rows('not_asked', around.clearingOverdueAt),
      to: 'unchanged',
      session: { state: 'pending', transactionIds: ['1'] },
    },
    {
      title: 'pending for ten days, API unreachable for one of two',
      evidence: rows('unreachable', around.clearingOverdueAt),
      to: 'unchanged',
      session: { state: 'pending', transactionIds: ['1'] },
      around: { isLookedAt: true },
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
