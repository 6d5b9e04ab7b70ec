import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCents, parseCents } from '../../packages/initializer/src/amount.js';

const amounts: [amount: unknown, cents: number | undefined][] = [
  ['100', 10_000],
  ['15.45', 1545],
  ['15.4', 1540],
  ['15.450', 1545],
  ['0', 0],
  ['0.01', 1],
  ['140.00', 14_000],
  ['999999999.99', 99_999_999_999],
  [4.35, 435],
  [0.1 + 0.2, 30],
  [49.99, 4999],
  [1.005e2, 10_050],
  [0, 0],
  [-0, 0],
  [999_999.99, 99_999_999],
  [4.355, undefined],
  ['4.355', undefined],
  [NaN, undefined],
  [Infinity, undefined],
  [-1, undefined],
  [1e20, undefined],
  ['-1', undefined],
  ['', undefined],
  [' 1', undefined],
  ['1,00', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  ['.5', undefined],
  ['5.', undefined],
  ['٣', undefined],
  [null, undefined],
  [undefined, undefined],
  [[1], undefined],
  [10n, undefined],
];

for (const [amount, cents] of amounts) {
  const shown = typeof amount === 'string' ? `'${amount}'` : String(amount);
  test(`${shown} is ${cents === undefined ? 'no amount' : `${cents} cents`}`, () =>
    assert.equal(parseCents(amount), cents));
}

test('cents are written with two decimals', () => {
  assert.deepEqual([0, 5, 50, 4999, 100_000].map(formatCents), ['0.00', '0.05', '0.50', '49.99', '1000.00']);
});

test('every amount from 0.00 to 100.00 survives the way there and back, as text and as a number', () => {
  for (let cents = 0; cents <= 10_000; cents += 1) {
    assert.equal(parseCents(formatCents(cents)), cents);
    assert.equal(parseCents(cents / 100), cents);
  }
});
