import { html, type Html } from '../html.js';
import type { PageContext } from '../pages/layout.js';
import { tillTextsIn } from '../till/till-texts.js';
import { staffTextsIn } from './staff-texts.js';

/** Says who is meant, and leads from one page for staff to the other. `current`: which of them this is. */
export function staffBar({ language }: PageContext, current: '/till' | '/staff/reviews'): Html {
  const { badge, badgeText } = staffTextsIn(language);
  const till = tillTextsIn(language);
  const link = (address: string, name: string) =>
    html`<a href="${address}" ${address === current && html`aria-current="true"`}>${name}</a>`;
  return html`<div class="staff">
    <p><span class="badge">${badge}</span> ${badgeText}</p>
    <nav aria-label="${till.staffNavigation}">
      ${link('/till', till.title)} ${link('/staff/reviews', till.reviews)}
    </nav>
  </div>`;
}
