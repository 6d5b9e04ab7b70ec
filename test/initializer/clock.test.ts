import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pause, type Clock } from '../../packages/initializer/src/clock.js';

const longest = 2 ** 31 - 1;
const waits: [ms: number, slept: number][] = [
  [-5, 0],
  [1_000, 1_000],
  [longest, longest],
  [longest + 1, longest],
  [Infinity, longest],
];

for (const [ms, slept] of waits) {
  test(`a pause of ${ms} ms sleeps ${slept} ms: what a timer can hold`, async () => {
    const asked: number[] = [];
    const clock: Clock = { now: () => 0, sleep: (time) => Promise.resolve(void asked.push(time)) };
    await pause(clock, ms);
    assert.deepEqual(asked, [slept]);
  });
}
