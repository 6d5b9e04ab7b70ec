/** Marks the text for editors and the build; a style sheet is made of it in a browser only. */
const css = String.raw;

/**
 * `light-dark()` follows the page's own `color-scheme`: a page that is light only stays light. The status line keeps its
 * room, so that nothing jumps. Transparent borders become visible in forced colors.
 */
export const styles = css`
  :host {
    display: block;
    font-family: var(--helcim-font, inherit);
    --color: var(--helcim-color, light-dark(#1d4ed8, #9bf));
  }
  :host([hidden]) {
    display: none;
  }
  button,
  .line {
    display: flex;
    gap: 0.6em;
    align-items: center;
    justify-content: center;
    box-sizing: border-box;
    width: 100%;
    padding: 8px 12px;
    border: 1px solid transparent;
    border-radius: var(--helcim-radius, 10px);
  }
  button {
    min-height: var(--helcim-height, 48px);
    background: var(--color);
    color: var(--helcim-text-color, light-dark(#fff, #013));
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  :disabled,
  [aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .approved {
    --color: var(--tone);
    --tone: light-dark(#173, #6d9);
  }
  .approved button {
    opacity: 1;
  }
  .declined,
  .pending,
  .review,
  .unknown,
  .closing {
    --tone: light-dark(#850, #fc6);
  }
  .failed {
    --tone: light-dark(#b22, #f99);
  }
  .line {
    min-height: 4.1em;
    border-radius: min(var(--helcim-radius, 10px), 20px);
    margin-top: 8px;
    font-size: 0.875rem;
    background: color-mix(in srgb, var(--tone, transparent) 10%, transparent);
  }
  bdi {
    white-space: nowrap;
  }
  .line svg {
    color: var(--tone);
  }
  .idle .line svg {
    display: none;
  }
  @media (width < 400px) {
    .line {
      min-height: 5.5em;
    }
  }
  svg {
    flex: none;
    width: 1.2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
  }
  @media (prefers-reduced-motion: no-preference) {
    .starting svg,
    .confirming svg {
      animation: turn 1s linear infinite;
    }
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  @media (prefers-contrast: more) {
    button,
    .line {
      border-color: currentColor;
    }
  }
`;
