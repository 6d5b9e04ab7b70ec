import { html } from '../html.js';

export const candle = html`<svg viewBox="0 0 320 240" aria-hidden="true" focusable="false">
  <rect width="320" height="240" fill="#22393f" />
  <circle cx="160" cy="78" r="104" fill="#2f4a4c" />
  <circle cx="160" cy="76" r="70" fill="#49604f" />
  <circle cx="160" cy="74" r="42" fill="#7c7c4c" />
  <path d="M0 188h320v52H0z" fill="#182a2f" />
  <ellipse cx="160" cy="205" rx="62" ry="10" fill="#0f1e22" />
  <path d="M146 100c0-5 28-5 28 0l3 98h-34z" fill="#e0a63c" />
  <path d="M146 100c0-5 12-5 13-3l-2 101h-14z" fill="#f0c264" />
  <path d="M147 116c-3 12 4 14 4 26 3-7 0-16 2-24zM173 112c4 12-3 18-1 32-5-8-1-20-3-30z" fill="#f6d58a" />
  <path d="M160 100v-14" stroke="#1d2b2a" stroke-width="3" stroke-linecap="round" />
  <path d="M160 40c13 17 17 26 17 35 0 10-7 17-17 17s-17-7-17-17c0-9 4-18 17-35z" fill="#f7b538" />
  <path d="M160 60c7 9 9 14 9 19 0 6-4 10-9 10s-9-4-9-10c0-5 2-10 9-19z" fill="#fff3cf" />
  <ellipse cx="160" cy="199" rx="40" ry="8" fill="#b98a4e" />
  <path d="M120 199c0 10 18 15 40 15s40-5 40-15c-8 6-72 6-80 0z" fill="#8f6534" />
  <path d="M198 199c16-6 25 12 6 14" fill="none" stroke="#8f6534" stroke-width="6" stroke-linecap="round" />
  <g fill="#f6e7bd">
    <circle cx="40" cy="42" r="1.8" />
    <circle cx="76" cy="22" r="1.4" />
    <circle cx="270" cy="34" r="1.8" />
    <circle cx="292" cy="82" r="1.4" />
    <circle cx="28" cy="112" r="1.4" />
    <circle cx="246" cy="16" r="1.2" />
  </g>
</svg>`;
