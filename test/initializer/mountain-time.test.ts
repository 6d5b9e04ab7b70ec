import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mountainTime } from '../../packages/initializer/src/mountain-time.js';

const times: [text: string, earliest: string, latest: string][] = [
  ['2026-01-20 11:00:00', '2026-01-20T18:00:00Z', '2026-01-20T18:00:00Z'],
  ['2026-07-01 12:30:15', '2026-07-01T18:30:15Z', '2026-07-01T18:30:15Z'],
  ['2026-11-01 01:30:00', '2026-11-01T07:30:00Z', '2026-11-01T08:30:00Z'],
  ['2026-11-01 02:00:00', '2026-11-01T09:00:00Z', '2026-11-01T09:00:00Z'],
  ['2026-03-08 02:30:00', '2026-03-08T08:30:00Z', '2026-03-08T09:30:00Z'],
  ['2025-12-31 23:59:59', '2026-01-01T06:59:59Z', '2026-01-01T06:59:59Z'],
];

for (const [text, earliest, latest] of times) {
  test(`${text} in Mountain Time is from ${earliest} to ${latest}`, () => {
    assert.deepEqual(mountainTime(text), { earliest: Date.parse(earliest), latest: Date.parse(latest) });
  });
}

test('what is no date of that form is undefined', () => {
  for (const text of [
    '',
    '0000-00-00 00:00:00',
    '2026-01-20',
    '2026-01-20T11:00:00',
    '2026-13-01 00:00:00',
    'yesterday',
  ]) {
    assert.equal(mountainTime(text), undefined, text);
  }
});
