import { html, type Html } from '../pages/html.js';
import { clockIcon, checkIcon, lockIcon } from './icons.js';
import { modalDocument, type Frame } from './modal-document.js';
import { modalTheme } from './modal-theme.js';

const notices = {
  unknown: {
    icon: clockIcon,
    heading: 'This checkout does not exist',
    lead: 'Its token is not one that this simulator gave out. Tokens are forgotten when the simulator stops.',
  },
  expired: {
    icon: clockIcon,
    heading: 'This checkout has expired',
    lead: 'A checkout can be paid for 60 minutes. Close it and start again from the shop.',
  },
  origin: {
    icon: lockIcon,
    heading: 'Not on this page',
    lead: 'The modal opens on public https pages whose URL the API access configuration lists.',
  },
  paid: {
    icon: checkIcon,
    heading: 'Already paid',
    lead: 'This checkout was paid before, so no card is taken again.',
  },
} as const;

/** The modal where there is nothing to pay. */
export function noticePage(kind: keyof typeof notices, frame: Frame, styleNonce: string): Html {
  const { icon, heading, lead } = notices[kind];
  return modalDocument({
    title: heading,
    appearance: 'system',
    theme: modalTheme({}),
    styleNonce,
    frame,
    view: 'notice',
    labelledBy: 'notice-title',
    content: html`<section class="outcome" data-view="notice">
        <div class="badge plain">${icon}</div>
        <h1 id="notice-title" data-heading tabindex="-1">${heading}</h1>
        <p class="lead">${lead}</p>
        ${frame.allowExit && html`<button type="button" class="primary" data-exit>Close</button>`}
      </section>
      <section class="outcome" data-view="closed" hidden>
        <div class="badge plain">${checkIcon}</div>
        <h2 id="closed-title" data-heading tabindex="-1">Closed</h2>
        <p class="lead">You can close this tab now.</p>
      </section>`,
  });
}
