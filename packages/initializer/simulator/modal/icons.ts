import { trusted, type Html } from '../pages/html.js';

/** Line icons of 24 units, hidden from screen readers: a text always stands beside them. */
const icon = (path: string, className = ''): Html =>
  trusted(
    `<svg${className && ` class="${className}"`} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ` +
      `stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${path}</svg>`,
  );

export const lockIcon = icon(
  '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
);
export const closeIcon = icon('<path d="M6 6l12 12M18 6L6 18"/>');
export const checkIcon = icon('<path d="M5 12.5l4.5 4.5L19 7.5"/>');
export const clockIcon = icon('<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>');
export const flaskIcon = icon(
  '<path d="M9 3h6M10 3v6l-5.2 9A2 2 0 0 0 6.5 21h11a2 2 0 0 0 1.7-3L14 9V3M7.5 14.5h9"/>',
);
export const cardIcon = icon('<rect x="3" y="5.5" width="18" height="13" rx="2"/><path d="M3 10h18"/>');
export const bankIcon = icon('<path d="M4 10l8-5 8 5zM5 20h14M7 10v7M12 10v7M17 10v7"/>');
export const bagIcon = icon('<path d="M6 8h12l1 12H5zM9 8V7a3 3 0 0 1 6 0v1"/>');
export const chevronIcon = icon('<path d="M6 9l6 6 6-6"/>', 'chevron');
