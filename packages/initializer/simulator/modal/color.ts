/** A colour as three channels from 0 to 255. */
export type Color = readonly [red: number, green: number, blue: number];

export const white: Color = [255, 255, 255];
export const black: Color = [0, 0, 0];

/** Reads 3 or 6 hex digits, with or without `#`. Anything else is undefined. */
export function parseColor(text: string): Color | undefined {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text)?.[1];
  if (!digits) return undefined;
  const six = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  return [channelAt(six, 0), channelAt(six, 2), channelAt(six, 4)];
}

/** The colour for CSS: `#` and six digits. */
export function cssColor(color: Color): string {
  return `#${color.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast of two colours by WCAG 2, from 1 to 21. */
export function contrast(one: Color, other: Color): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** White where it reaches 4.5 : 1, else black, which then does. */
export function readableOn(background: Color): Color {
  return contrast(white, background) >= 4.5 ? white : black;
}

/** The colour itself, or the nearest mix with black or white that reaches the ratio against the background. */
export function legible(color: Color, background: Color, ratio: number): Color {
  const end = readableOn(background);
  for (let step = 0; step < 20; step++) {
    const mixed = mix(color, end, step / 20);
    if (contrast(mixed, background) >= ratio) return mixed;
  }
  return end;
}

/** A mix of two colours; weight 0 is the first, 1 the second. */
export function mix(first: Color, second: Color, weight: number): Color {
  const channel = (index: 0 | 1 | 2) => first[index] + (second[index] - first[index]) * weight;
  return [channel(0), channel(1), channel(2)];
}

function channelAt(digits: string, start: number): number {
  return Number.parseInt(digits.slice(start, start + 2), 16);
}

function luminance(color: Color): number {
  const linear = (index: 0 | 1 | 2) => {
    const part = color[index] / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
}
