import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureSize, sizeBudget } from '../bench/size.js';

test('the one-file build weighs no more than its budget against an empty Lit element', async () => {
  const { element, empty, ratio } = await measureSize();
  assert.ok(
    ratio <= sizeBudget,
    `${element.brotli} bytes brotli are ${ratio.toFixed(2)} × the ${empty.brotli} of an empty Lit element; the budget is ${sizeBudget} ×`,
  );
});
