import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slidingWindow } from '../../packages/initializer/src/sliding-window.js';
import { heldBytes } from './support/held-bytes.js';

test('an event has room again when the oldest leaves the window', () => {
  const window = slidingWindow({ max: 2, windowMs: 100 });
  assert.deepEqual([window.take('a', 0), window.take('a', 60), window.take('a', 70)], [0, 0, 30]);
  assert.equal(window.take('a', 100), 0);
  assert.equal(window.remaining('a', 100), 0);
  assert.equal(window.remaining('a', 160), 1);
});

test('a refused event is not counted', () => {
  const window = slidingWindow({ max: 1, windowMs: 100 });
  for (let now = 0; now < 100; now += 1) window.take('a', now);
  assert.equal(window.take('a', 100), 0);
});

test('keys do not share', () => {
  const window = slidingWindow({ max: 1, windowMs: 100 });
  assert.deepEqual([window.take('a', 0), window.take('b', 0)], [0, 0]);
});

test('an infinite limit counts nothing', () => {
  const window = slidingWindow({ max: Infinity, windowMs: 100 });
  for (let count = 0; count < 1_000; count += 1) assert.equal(window.take('a', 0), 0);
});

test('memory is bounded: beyond maxKeys the key that was quiet longest is forgotten', () => {
  const window = slidingWindow({ max: 1, windowMs: 1_000, maxKeys: 2 });
  window.take('a', 0);
  window.take('b', 1);
  window.take('c', 2);
  assert.equal(window.remaining('a', 3), 1);
  assert.equal(window.remaining('b', 3), 0);
});

test('memory is freed when the window is over', () => {
  const window = slidingWindow({ max: 1, windowMs: 1_000 });
  const key = (number: number) => Buffer.alloc(16_000, `${number} `).toString('latin1');
  const held = heldBytes(() => {
    for (let number = 0; number < 1_000; number += 1) window.take(key(number), number);
    window.take('quiet', 1_500);
    window.take('later', 2_400);
  });
  assert.ok(held < 1_000_000, `${held} bytes`);
  assert.deepEqual([window.remaining('quiet', 2_400), window.remaining('later', 2_400)], [0, 0]);
});

test('a reserve keeps room free: the wait lasts until there is more than the reserve', () => {
  const window = slidingWindow({ max: 4, windowMs: 100 });
  for (const now of [0, 10, 20]) window.take('a', now);
  assert.deepEqual(
    [window.waitMs('a', 30), window.waitMs('a', 30, 1), window.waitMs('a', 30, 2)],
    [0, 70, 80],
  );
});

test('a clock that is set back frees what was counted later than now', () => {
  const window = slidingWindow({ max: 2, windowMs: 1_000 });
  window.take('a', 500);
  window.take('a', 900);
  assert.equal(window.waitMs('a', 950), 550);
  assert.equal(window.take('a', 600), 0);
  assert.equal(window.take('a', 700), 800);
});
