import { html } from '../html.js';

export const syrup = html`<svg viewBox="0 0 320 240" aria-hidden="true" focusable="false">
  <rect width="320" height="240" fill="#f1d9c0" />
  <path d="M0 178h320v62H0z" fill="#e3c3a2" />
  <ellipse cx="162" cy="208" rx="66" ry="8" fill="#c59f78" />
  <path d="M146 34h28v14h-28z" fill="#1d2b2a" />
  <path
    d="M148 48h24v24c0 6 28 16 28 42v82c0 8-5 12-12 12h-56c-7 0-12-4-12-12v-82c0-26 28-36 28-42z"
    fill="#8a3f16"
  />
  <path d="M128 112c3-16 20-24 25-34h14c5 10 22 18 25 34v80c0 5-3 8-8 8h-48c-5 0-8-3-8-8z" fill="#b4591c" />
  <path d="M134 114c2-10 9-16 15-23v105h-10c-3 0-5-2-5-5z" fill="#d98235" opacity=".8" />
  <path d="M173 70c22-6 26 24 7 26" fill="none" stroke="#8a3f16" stroke-width="7" stroke-linecap="round" />
  <rect x="124" y="122" width="72" height="58" rx="2" fill="#fbf3e2" />
  <path
    d="M160 129l5 9 6-3-2 11 10-3-3 7 6 4-14 8 1 5-8-1-1 10-1-10-8 1 1-5-14-8 6-4-3-7 10 3-2-11 6 3z"
    fill="#b93a22"
  />
  <path d="M132 185h56" stroke="#d98235" stroke-width="2" />
  <path d="M232 204c0-10 8-14 20-14s20 4 20 14z" fill="#fbf3e2" />
  <path d="M228 204h48" stroke="#c8b48f" stroke-width="4" stroke-linecap="round" />
  <path d="M241 190c2-9 20-9 22 0z" fill="#d9a45f" />
</svg>`;
