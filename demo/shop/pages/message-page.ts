import { html, type Html } from '../html.js';
import { layout, type PageContext } from './layout.js';

/** A page that says one thing and leads back: not found, or our own failure. */
export function messagePage(context: PageContext, message: { title: string; text: string }): Html {
  return layout(context, {
    title: message.title,
    main: html`<h1>${message.title}</h1>
      <p class="lead">${message.text}</p>
      <p><a class="button" href="/">${context.texts.backToShop}</a></p>`,
  });
}
