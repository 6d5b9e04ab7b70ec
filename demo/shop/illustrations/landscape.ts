import { html } from '../html.js';

/** The lake at the top of the shop. Its colours come from the style sheet: evening in the light theme, night in the dark. */
export const landscape = html`<svg
  class="landscape"
  viewBox="0 0 640 420"
  preserveAspectRatio="xMidYMid slice"
  aria-hidden="true"
  focusable="false"
>
  <rect class="sky" width="640" height="420" />
  <circle class="sun-glow" cx="430" cy="150" r="96" />
  <circle class="sun" cx="430" cy="150" r="54" />
  <path class="hill-far" d="M0 214c60-52 108-66 168-30s92-40 150-44 86 50 150 44 110-62 172-40v120H0z" />
  <path class="hill-near" d="M0 236c44-22 96-30 150-8s120 4 180-6 112 22 170 8 96-20 140-8v60H0z" />
  <path
    class="trees"
    d="M0 250v-36l8-18 8 20 7-34 11 36 8-26 9 34 8-18 9 22 10-10 12 18 14-6 18 12 22-2 26 8zM640 252v-52l-9-30-11 40-8-24-10 34-9-50-12 52-9-20-9 26-12-8-14 16-18-4-24 14-30 2-20 8z"
  />
  <rect class="lake" y="250" width="640" height="170" />
  <path class="lake-deep" d="M0 316c90-16 170 8 260 0s190-18 380 2v102H0z" />
  <g class="shine">
    <path d="M366 268h128M388 284h84M374 302h56M444 302h40M398 320h64M412 340h36" />
  </g>
  <g class="ripples">
    <path d="M96 352h150M70 372h60M160 374h118M120 392h64" />
  </g>
  <path
    class="loon"
    d="M104 338c14 18 48 26 92 23 32-2 54-12 64-27-18 3-30-1-40-9-16-13-36-19-56-12 5-11 3-22-4-28-9-8-23-6-31 2l-26 7 25 6c7 12 2 26-24 38z"
  />
  <path class="loon-white" d="M120 347c16 12 44 16 76 13 24-2 42-8 52-16-18 10-98 16-128 3z" />
  <path class="loon-white-line" d="M133 319l22 3M131 324l22 3" />
  <g class="loon-dots">
    <circle cx="168" cy="330" r="1.9" />
    <circle cx="180" cy="325" r="1.9" />
    <circle cx="192" cy="325" r="1.9" />
    <circle cx="204" cy="330" r="1.9" />
    <circle cx="176" cy="338" r="1.9" />
    <circle cx="188" cy="335" r="1.9" />
    <circle cx="200" cy="340" r="1.9" />
    <circle cx="214" cy="338" r="1.9" />
  </g>
  <circle class="loon-eye" cx="144" cy="297" r="3" />
</svg>`;

/** The shop's mark. */
export const loonMark = html`<svg class="mark" viewBox="0 0 48 32" aria-hidden="true" focusable="false">
  <path
    d="M2 26c8 5 22 6 34 3 5-1 8-4 10-8-5 1-9 0-12-3-5-4-11-6-17-4 2-4 1-8-2-10-3-2-7-1-9 1L0 7l6 2c2 5 0 11-4 17z"
    fill="currentColor"
  />
  <path
    d="M17 21c5-3 10-3 15 0"
    fill="none"
    stroke="var(--paper)"
    stroke-width="1.8"
    stroke-linecap="round"
  />
  <circle cx="11" cy="8" r="1.4" fill="var(--rust)" />
</svg>`;
