import { html } from '../html.js';

export const paddle = html`<svg viewBox="0 0 320 240" aria-hidden="true" focusable="false">
  <rect width="320" height="240" fill="#a9cfcb" />
  <path d="M0 96c40-14 70 8 112-2s60-16 104-4 70 4 104-6v156H0z" fill="#7fb5b0" />
  <path d="M0 150c34-10 62 8 104 0s74-14 116-2 66 2 100-6v98H0z" fill="#5a9a97" />
  <path d="M0 204c40-8 76 6 120-1s78-10 112-1 60 2 88-4v42H0z" fill="#3d7f7e" />
  <g transform="rotate(38 160 120)">
    <path d="M150-8h20c5 0 6 4 4 7l-6 9h-16l-6-9c-2-3-1-7 4-7z" fill="#a35a2a" />
    <path d="M155 4h10l2 118h-14z" fill="#b8692f" />
    <path d="M155 4h4l-1 118h-5z" fill="#cf8444" />
    <path d="M154 112h12c2 16 17 28 17 66 0 42-9 66-23 66s-23-24-23-66c0-38 15-50 17-66z" fill="#b8692f" />
    <path d="M154 112h5c-1 30-3 92 0 131-13-2-22-26-22-65 0-38 15-50 17-66z" fill="#cf8444" />
    <path d="M139 196c12 5 30 5 42 0l-2 15c-11 4-27 4-38 0z" fill="#f8f1e1" />
    <path d="M142 216c10 4 26 4 36 0l-3 10c-9 3-21 3-30 0z" fill="#b93a22" />
    <path d="M160 124c-2 24-2 42 0 66" fill="none" stroke="#94501f" stroke-width="2" />
  </g>
  <g fill="none" stroke="#d8ece8" stroke-width="3" stroke-linecap="round" opacity=".9">
    <path
      d="M34 128c10-5 20-5 30 0M232 122c12-6 26-6 38 0M196 184c8-4 18-4 26 0M256 206c8-4 18-4 26 0M24 186c8-4 16-4 24 0"
    />
  </g>
</svg>`;
