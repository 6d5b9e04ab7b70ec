import { html, type Html } from './html.js';
import { merchantDocument } from './layout.js';
import { paths } from './paths.js';

export function notFoundPage(): Html {
  return merchantDocument({
    title: 'Not found',
    path: '',
    content: html`<section class="panel">
      <p>There is nothing at this address. It may have been deleted, or the simulator may have been reset.</p>
      <p class="buttons"><a class="button" href="${paths.home}">Home</a></p>
    </section>`,
  });
}
