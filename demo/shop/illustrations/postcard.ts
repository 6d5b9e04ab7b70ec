import { html } from '../html.js';

export const postcard = html`<svg viewBox="0 0 320 240" aria-hidden="true" focusable="false">
  <rect width="320" height="240" fill="#ecd3c9" />
  <g transform="rotate(7 160 120)">
    <rect x="70" y="56" width="190" height="130" rx="3" fill="#d3b3a6" />
    <rect x="66" y="50" width="190" height="130" rx="3" fill="#fffaf0" />
    <path d="M160 64v102" stroke="#d8c9ae" stroke-width="2" />
    <g stroke="#9fb3ad" stroke-width="2.4" stroke-linecap="round" fill="none">
      <path d="M172 124h70M172 138h70M172 152h46" />
      <path
        d="M80 80c8-6 10 6 18 0s10 6 18 0 12 4 18 0M80 96c8-6 10 6 18 0s12 6 20 0 10 4 24 0M80 112c8-6 12 6 20 0s10 4 14 0"
      />
    </g>
    <rect x="210" y="62" width="34" height="40" fill="#17504d" />
    <path d="M214 90c6-8 10-10 13-14 3 6 8 8 13 14v8h-26z" fill="#7fb5b0" />
    <circle cx="234" cy="72" r="4" fill="#f7b538" />
    <g fill="none" stroke="#b93a22" stroke-width="2" opacity=".75">
      <circle cx="198" cy="88" r="16" />
      <path d="M176 82c8-4 14 4 22 0s14 4 20 0M176 94c8-4 14 4 22 0s14 4 20 0" />
    </g>
  </g>
  <g transform="rotate(-9 120 150)">
    <rect x="34" y="92" width="176" height="120" rx="3" fill="#cfae9f" />
    <rect x="30" y="86" width="176" height="120" rx="3" fill="#fffaf0" />
    <path d="M38 94h160v104H38z" fill="#f4b678" />
    <circle cx="132" cy="142" r="20" fill="#fbe3a8" />
    <path d="M38 146c20-16 34-20 52-6s30-12 50-14 38 12 58 4v20H38z" fill="#3f6d6a" />
    <path d="M38 148h160v50H38z" fill="#e5936a" />
    <path d="M38 148h160v14c-40 6-120 6-160 0z" fill="#24504f" opacity=".55" />
    <path d="M108 168h48M116 178h32M122 188h20" stroke="#fbe3a8" stroke-width="3" stroke-linecap="round" />
    <path
      d="M60 178c3 5 10 7 18 6 6-1 10-3 12-6-3 0-6 0-8-2-3-2-7-4-10-2 1-3 0-6-3-6-2 0-4 1-5 2l-5 1 5 1c1 3-1 5-4 6z"
      fill="#1d2b2a"
    />
  </g>
</svg>`;
