import { html } from '../html.js';

export const mug = html`<svg viewBox="0 0 320 240" aria-hidden="true" focusable="false">
  <rect width="320" height="240" fill="#cfe0dc" />
  <path d="M0 176h320v64H0z" fill="#b7cdc7" />
  <ellipse cx="164" cy="201" rx="84" ry="9" fill="#8fada6" />
  <g fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".8">
    <path d="M138 74c-9-11 9-17 0-29" />
    <path d="M162 68c-9-11 9-19 0-32" />
    <path d="M186 74c-9-11 9-17 0-29" />
  </g>
  <path d="M216 114c40-9 45 57-3 54" fill="none" stroke="#f8f1e1" stroke-width="13" stroke-linecap="round" />
  <path d="M106 90h114l-6 96c-1 10-9 16-19 16h-64c-10 0-18-6-19-16z" fill="#f8f1e1" />
  <path d="M194 90h26l-6 96c-1 10-9 16-19 16h-15c10 0 16-7 16-16z" fill="#e6dbc4" />
  <ellipse cx="163" cy="90" rx="57" ry="11" fill="#17504d" />
  <ellipse cx="163" cy="91" rx="48" ry="7" fill="#4a2c1b" />
  <path
    d="M125 160c6 12 22 17 42 15 14-2 24-7 29-14-8 1-14-1-19-5-7-6-17-9-25-6 2-5 1-10-2-13-4-4-11-3-15 1l-11 4 11 2c3 5 1 12-10 16z"
    fill="#1d2b2a"
  />
  <path d="M146 163c9-6 20-6 28 0M150 169c7-4 14-4 20 0" fill="none" stroke="#f8f1e1" stroke-width="2.4" />
  <path d="M136 152l10 1" stroke="#f8f1e1" stroke-width="2.4" />
  <circle cx="143" cy="142" r="1.8" fill="#c8472b" />
</svg>`;
