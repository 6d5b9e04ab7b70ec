import type { InitializeRequest } from '../checkout-sessions.js';
import {
  black,
  contrast,
  cssColor,
  legible,
  mix,
  parseColor,
  readableOn,
  white as lightSurface,
  type Color,
} from './color.js';

/** What the shop asked for, with nothing filled in. */
export type Styling = NonNullable<InitializeRequest['customStyling']>;

export type Appearance = NonNullable<Styling['appearance']>;

const defaultBrand: Color = [36, 71, 196];
const darkSurface: Color = [22, 26, 34];

/** Pixels for button, dialog and the top of the sheet on phones. Source: "Customizing your HelcimPay.js modal". */
const radii = {
  rounded: [5, 10, 24],
  pill: [16, 24, 24],
  rectangular: [2, 5, 5],
} as const;

/** Light unless the shop asks for dark, or for what the visitor's system says. */
export function appearanceOf(styling: Styling): Appearance {
  return styling.appearance ?? 'light';
}

/**
 * Custom properties for one session. Text on the brand colour is white or black, so that it reads; where the brand
 * colour itself has to be seen on the surface (focus, links), it is shifted until it can be.
 */
export function modalTheme(styling: Styling): string {
  const brand = parseColor(styling.brandColor ?? '') ?? defaultBrand;
  const text = readableOn(brand);
  const [control, dialog, sheet] = radii[styling.cornerRadius ?? 'rounded'];
  // Away from the text's colour, so that hovering never lowers the contrast.
  const hover = mix(brand, text === black ? lightSurface : black, 0.14);
  const faint = surfacesOf(appearanceOf(styling)).some((surface) => contrast(brand, surface) < 1.5);
  return `.dialog {
  --brand: ${cssColor(brand)};
  --brand-hover: ${cssColor(hover)};
  --brand-edge: ${faint ? 'var(--field-line)' : 'transparent'};
  --on-brand: ${cssColor(text)};
  --accent-on-light: ${cssColor(legible(brand, lightSurface, 4.5))};
  --accent-on-dark: ${cssColor(legible(brand, darkSurface, 4.5))};
  --radius-control: ${control}px;
  --radius-dialog: ${dialog}px;
  --radius-sheet: ${sheet}px;
}`;
}

function surfacesOf(appearance: Appearance): readonly Color[] {
  if (appearance === 'system') return [lightSurface, darkSurface];
  return appearance === 'dark' ? [darkSurface] : [lightSurface];
}
