import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readArguments } from './arguments.js';
import { demandsOn, planOfRun } from './run-plan.js';
import { hour, minute } from './virtual-clock.js';

const given = (checkouts: number, ...more: string[]) =>
  readArguments(['--checkouts', String(checkouts), ...more]);

describe('what a run must reach', () => {
  const cases: readonly [string, Parameters<typeof demandsOn>[0], ReturnType<typeof demandsOn>][] = [
    ['of 9,999 checkouts: nothing', given(9_999), { kills: 0, usesOfEachFault: 0 }],
    [
      'of 10,000 checkouts: 200 kills, each fault 50 times',
      given(10_000),
      { kills: 200, usesOfEachFault: 50 },
    ],
    ['over Redis: the same', given(10_000, '--store', 'redis'), { kills: 200, usesOfEachFault: 50 }],
    [
      'over memory, which dies with its process: no kills',
      given(10_000, '--store', 'memory'),
      { kills: 0, usesOfEachFault: 50 },
    ],
  ];
  for (const [title, of, expected] of cases) test(title, () => assert.deepEqual(demandsOn(of), expected));
});

describe('how a run is laid out', () => {
  test('so that the kills demanded are made by the clock alone', () => {
    // Servers that end themselves come on top, and so does Redis.
    assert.ok(planOfRun(given(10_000)).serverKills > demandsOn(given(10_000)).kills);
  });

  test('2,000 buyers an hour, 500 where Helcim limits its calls, and never less than four minutes', () => {
    assert.equal(planOfRun(given(10_000)).dayMs, 5 * hour);
    assert.equal(planOfRun(given(10_000, '--rate-limits')).dayMs, 20 * hour);
    assert.equal(planOfRun(given(1)).dayMs, 4 * minute);
  });

  test('with some kills however small it is, and none over memory', () => {
    const { serverKills, redisKills, deadliness } = planOfRun(given(1));
    assert.deepEqual([serverKills, redisKills], [3, 2]);
    assert.ok(deadliness > 0);
    const none = { dayMs: 4 * minute, serverKills: 0, redisKills: 0, deadliness: 0 };
    assert.deepEqual(planOfRun(given(1, '--store', 'memory')), none);
  });
});
