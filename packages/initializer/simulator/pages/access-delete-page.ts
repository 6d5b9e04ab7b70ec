import { html, type Html } from './html.js';
import { accessTrail, merchantDocument } from './layout.js';
import { accessConfigurationPath, paths } from './paths.js';

/** Asks before an access configuration is deleted. */
export function accessDeletePage({
  id,
  name,
  tokenLast4,
}: {
  id: string;
  name: string;
  tokenLast4: string;
}): Html {
  return merchantDocument({
    title: 'Delete this API access?',
    path: paths.accessConfigurations,
    trail: accessTrail,
    content: html`<section class="panel">
      <p>
        <strong>${name}</strong>, whose api-token ends in <code>${tokenLast4}</code>. From then on every
        request with this token is refused. This cannot be undone.
      </p>
      <form method="post" action="${accessConfigurationPath(id, 'delete')}" class="buttons">
        <button type="submit" class="button danger">Delete</button>
        <a class="button" href="${accessConfigurationPath(id)}">Keep it</a>
      </form>
    </section>`,
  });
}
