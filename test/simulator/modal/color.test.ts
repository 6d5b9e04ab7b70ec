import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  contrast,
  cssColor,
  legible,
  parseColor,
  readableOn,
  type Color,
} from '../../../packages/initializer/simulator/modal/color.js';

/** A grid over all colours, fine enough to meet every mix of channels. */
function* everyColor(): Generator<Color> {
  for (let red = 0; red <= 255; red += 15)
    for (let green = 0; green <= 255; green += 15)
      for (let blue = 0; blue <= 255; blue += 15) yield [red, green, blue];
}

describe('colours', () => {
  for (const [text, color] of [
    ['fff', '#ffffff'],
    ['#1a2B3c', '#1a2b3c'],
    ['0bf', '#00bbff'],
  ] as const) {
    test(`reads ${text}`, () => {
      const parsed = parseColor(text);
      assert.ok(parsed);
      assert.equal(cssColor(parsed), color);
    });
  }

  for (const text of ['', '#', 'ff', 'ffff', 'red', 'fffffff', 'url(x)', 'ggg']) {
    test(`does not read "${text}"`, () => assert.equal(parseColor(text), undefined));
  }

  test('contrast is that of WCAG', () => {
    assert.equal(contrast([0, 0, 0], [255, 255, 255]), 21);
    assert.equal(contrast([119, 119, 119], [255, 255, 255]).toFixed(2), '4.48');
  });

  test('text on any colour reaches 4.5 : 1, and so does any colour shifted for a surface', () => {
    for (const color of everyColor()) {
      assert.ok(contrast(readableOn(color), color) >= 4.5, cssColor(color));
      for (const surface of [
        [255, 255, 255],
        [22, 26, 34],
      ] as const) {
        assert.ok(contrast(legible(color, surface, 4.5), surface) >= 4.5, cssColor(color));
      }
    }
  });
});
