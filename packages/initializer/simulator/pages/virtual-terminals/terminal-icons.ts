import { html, trusted, type Html } from '../html.js';

const drawings = {
  contactless:
    '<path d="M7 8.5a7 7 0 0 1 0 7M10.5 6.5a11 11 0 0 1 0 11M14 4.5a15 15 0 0 1 0 15M17.5 2.5a19 19 0 0 1 0 19"/>',
  check: '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
  cross: '<path d="M7 7l10 10M17 7L7 17"/>',
  back: '<path d="M20 6H9l-6 6 6 6h11zM12 10l4 4M16 10l-4 4"/>',
  moon: '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>',
  network:
    '<path d="M2.5 9.5a14 14 0 0 1 19 0M6 13.2a9 9 0 0 1 12 0M9.3 16.7a4.2 4.2 0 0 1 5.4 0"/><path d="M12 20h.01"/>',
  noNetwork:
    '<path d="M2.5 9.5a14 14 0 0 1 5-3M21.5 9.500a14 14 0 0 0-9-3.500M6 13.200a9 9 0 0 1 3.5-2M18 13.200a9 9 0 0 0-2-1.400M9.3 16.700a4.2 4.2 0 0 1 5.4 0M12 20h.01M4 3l16 18"/>',
  till: '<path d="M4 14h16v6H4zM6 14l1-6h10l1 6M9 8V4h6v4M8 17h8"/>',
  person: '<path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.500a7.5 7.5 0 0 1 15 0"/>',
  spark:
    '<path d="M12 3v4M12 17v4M3 12h4M17 12h4M6 6l2.5 2.500M15.5 15.500L18 18M18 6l-2.5 2.500M8.5 15.500L6 18"/>',
  question: '<path d="M9 9a3 3 0 1 1 4.5 2.600c-1 .6-1.5 1.2-1.5 2.400M12 17.500h.01"/>',
} as const;

/** A line drawing beside a text that says the same; screen readers skip it. */
export function icon(name: keyof typeof drawings): Html {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="1.75"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    ${trusted(drawings[name])}
  </svg>`;
}
