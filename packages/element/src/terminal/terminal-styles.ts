import { styles } from '../helcim-checkout-styles.js';

/** Marks the text for editors and the build; a style sheet is made of it in a browser only. */
const css = String.raw;

/** On top of the look of `<helcim-checkout>`. Nothing a finger should hit is smaller than 44 px. */
export const terminalStyles =
  styles +
  css`
    :host {
      --soft: min(var(--helcim-radius, 10px), 20px);
      --edge: color-mix(in srgb, currentColor 30%, transparent);
    }
    [hidden] {
      display: none !important;
    }
    .terminal,
    .panel {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 8px;
    }
    p {
      margin: 0;
    }
    .bar {
      display: flex;
      gap: 0.6em;
      align-items: center;
      min-height: 44px;
    }
    .bar > svg {
      margin-inline-start: 12px;
    }
    svg {
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .chosen,
    select {
      flex: 1;
      min-width: 0;
    }
    .chosen {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.6em;
      align-items: baseline;
      overflow-wrap: anywhere;
      unicode-bidi: plaintext;
    }
    .code {
      font-family: ui-monospace, monospace;
      letter-spacing: 0.08em;
    }
    select,
    input {
      box-sizing: border-box;
      min-height: 44px;
      padding: 8px 12px;
      border: 1px solid var(--edge);
      border-radius: var(--soft);
      background: Field;
      color: FieldText;
      font: inherit;
    }
    .panel {
      padding: 12px;
      border: 1px solid var(--edge);
      border-radius: var(--soft);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .small {
      width: auto;
      min-height: 44px;
      border-color: var(--edge);
      border-radius: var(--soft);
      background: none;
      color: var(--color);
      font-size: 0.875rem;
    }
    .quiet {
      border-color: transparent;
    }
    .dots {
      width: 44px;
      padding: 0;
    }
    .dots svg {
      stroke-width: 3;
    }
    .filled {
      min-width: 96px;
      background: var(--color);
      color: var(--helcim-text-color, light-dark(#fff, #013));
    }
    .pair {
      display: grid;
      gap: 8px;
      justify-items: start;
    }
    .field {
      display: grid;
      width: 100%;
      gap: 4px;
      font-size: 0.875rem;
      font-weight: 600;
    }
    .field input {
      width: 100%;
      font-size: 1rem;
      font-weight: 400;
    }
    #code {
      font-family: ui-monospace, monospace;
      letter-spacing: 0.2em;
      text-transform: uppercase;
    }
    #hint {
      margin-bottom: 4px;
      font-size: 0.875rem;
    }
    .wrong {
      color: light-dark(#b22, #f99);
    }
    [aria-invalid='true'] {
      border-color: light-dark(#b22, #f99);
    }
    .line {
      justify-content: start;
      padding: 12px;
    }
    .line div {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .line span,
    p {
      unicode-bidi: plaintext;
      text-align: start;
    }
    :host(:dir(rtl)) :is(.line span, p) {
      text-align: right;
    }
    .line b {
      font-weight: 600;
    }
    .idle .line b {
      font-weight: inherit;
    }
    .detail {
      display: block;
    }
    .declined bdi {
      white-space: normal;
    }
    .waiting {
      --tone: var(--color);
    }
    .cancelled,
    .asleep {
      --tone: light-dark(#850, #fc6);
    }
    .waiting .main,
    .declined .main,
    .unknown .main,
    .review .main {
      border-color: var(--tone);
      background: none;
      color: inherit;
      opacity: 1;
    }
    .waiting .main svg,
    .declined .main svg {
      display: none;
    }
    .waiting .line svg {
      width: 2em;
    }
    [part='amount'] {
      font-variant-numeric: tabular-nums;
    }
    .waiting [part='amount'],
    .declined [part='amount'],
    .approved [part='amount'] {
      font-size: 1.25em;
    }
    [part='error'] {
      display: block;
    }
    b:not(:empty) ~ .detail,
    [part='status']:has(b:not(:empty)) + [part='error']:not(:empty) {
      margin-top: 4px;
    }
    .offer,
    .question {
      display: grid;
      gap: 8px;
    }
    .line + .offer {
      margin-top: 8px;
    }
    .question {
      padding: 12px;
      border: 1px solid var(--edge);
      border-radius: var(--soft);
      font-size: 0.875rem;
    }
    @media (prefers-reduced-motion: no-preference) {
      .waiting .line path {
        animation: breathe 2.4s ease-in-out infinite;
      }
      .waiting .line path:nth-child(2) {
        animation-delay: 0.3s;
      }
      .waiting .line path:nth-child(3) {
        animation-delay: 0.6s;
      }
    }
    @keyframes breathe {
      50% {
        opacity: 0.25;
      }
    }
  `;
