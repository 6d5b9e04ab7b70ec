import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionRecord } from '../../../packages/initializer/src/index.js';
import { decide } from '../../../packages/initializer/src/sessions/decide.js';
import type { Circumstances, Evidence } from '../../../packages/initializer/src/sessions/evidence.js';
import { start } from './manual-clock.js';
import { facts, session } from './session.js';

export const minute = 60_000;
/** Minute 1 of a session at a server that may read, on an order nobody has paid. */
export const around: Circumstances = {
  graceEndsAt: start + 70 * minute,
  clearingOverdueAt: start + 14_400 * minute,
  readable: true,
  orderClosed: false,
  convenienceFeeLimit: 0.05,
};

type Rows = Evidence['rows'];

export function result(
  hash: 'valid' | 'invalid' | 'absent',
  rows: Rows,
  changes: Record<string, string> = {},
): Evidence {
  return { from: 'result', at: start + minute, rows, result: { hash, transaction: facts(changes) } };
}

export function rows(list: Rows, at = start + minute): Evidence {
  return { from: 'rows', at, rows: list };
}

export interface Case {
  title: string;
  evidence: Evidence;
  to: string;
  reason?: string;
  session?: Partial<SessionRecord>;
  around?: Partial<Circumstances>;
}

/** One test for each case. */
export function check(cases: readonly Case[]): void {
  for (const { title, evidence, to, reason, ...given } of cases) {
    test(`${title}: ${reason ?? to}`, () => {
      const verdict = decide(session(given.session), evidence, { ...around, ...given.around });
      assert.deepEqual([verdict.to, verdict.reason], [to, reason]);
    });
  }
}

export const matching = facts();
