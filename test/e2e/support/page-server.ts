import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { html } from '../../../demo/shop/html.js';

const ELEMENT = fileURLToPath(
  new URL('../../../packages/element/dist/cdn/helcim-checkout.js', import.meta.url),
);

/** A page with the one-file element on an origin of its own: a static shop front. */
export interface PageServer {
  readonly url: string;
  /** What stands in the page from the next load on. */
  show(attributes: Readonly<Record<string, string>>, contentSecurityPolicy?: string): void;
  close(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  let shown: Readonly<Record<string, string>> = {};
  let policy: string | undefined;
  const app = express();
  app.get('/helcim-checkout.js', (_request, response) => response.sendFile(ELEMENT));
  app.get('/thanks', (_request, response) => response.send('<title>Thanks</title>'));
  app.get('/', (_request, response) => {
    const attributes = Object.entries(shown).map(([name, value]) => html` ${name}="${value}"`);
    const page = html`<!doctype html>
      <html lang="en">
        <head>
          <title>Elsewhere</title>
          <link rel="icon" href="data:," />
          <script type="module" src="/helcim-checkout.js"></script>
        </head>
        <body>
          <helcim-checkout ${attributes}>Pay now</helcim-checkout>
        </body>
      </html>`;
    if (policy !== undefined) response.set('Content-Security-Policy', policy);
    response.send(page.toString());
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show: (attributes, contentSecurityPolicy) => {
      shown = attributes;
      policy = contentSecurityPolicy;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
