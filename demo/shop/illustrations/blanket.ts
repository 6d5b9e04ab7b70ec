import { html } from '../html.js';

export const blanket = html`<svg viewBox="0 0 320 240" aria-hidden="true" focusable="false">
  <rect width="320" height="240" fill="#dcd9c3" />
  <path d="M0 182h320v58H0z" fill="#c8c4a6" />
  <path d="M54 196h212v10H54z" fill="#8c6239" />
  <path d="M70 206h12v34H70zM238 206h12v34h-12z" fill="#75502d" />
  <path d="M84 150h152c10 0 16 6 16 23s-6 23-16 23H84c-10 0-16-6-16-23s6-23 16-23z" fill="#f7efdd" />
  <path d="M84 108h148c10 0 16 5 16 21s-6 21-16 21H84c-10 0-16-5-16-21s6-21 16-21z" fill="#efe5cd" />
  <path d="M86 68h146c9 0 14 5 14 20s-5 20-14 20H86c-9 0-14-5-14-20s5-20 14-20z" fill="#f7efdd" />
  <g fill="#17504d">
    <path d="M102 68h16v40h-16zM102 108h16v42h-16zM102 150h16v46h-16z" />
  </g>
  <path d="M128 68h16v128h-16z" fill="#d9a02f" />
  <path d="M154 68h16v128h-16z" fill="#b93a22" />
  <g fill="none" stroke="#c9bb99" stroke-width="2.5">
    <path d="M72 108h174M70 150h180" />
  </g>
  <g stroke="#e0d3b5" stroke-width="3" stroke-linecap="round">
    <path
      d="M78 196v9M92 196v9M184 196v9M198 196v9M212 196v9M226 196v9M240 196v9M106 196v9M120 196v9M134 196v9M148 196v9M162 196v9"
    />
  </g>
  <path d="M196 68c6 40 6 86 0 128" fill="none" stroke="#e6dabd" stroke-width="3" />
</svg>`;
