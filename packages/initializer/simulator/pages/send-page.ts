import type { Response } from 'express';
import type { Html } from './html.js';

/** Pages on this machine: the only ones that may show the modal. A host-source cannot name `[::1]`, so IPv6 is left out. */
const loopbackPages = 'http://localhost:* http://127.0.0.1:* http://*.localhost:*';

export interface Page {
  readonly document: Html;
  readonly status?: number;
  /** Allows one inline style element that carries this nonce; without it no inline style runs. */
  readonly styleNonce?: string;
  /** Who may show the page in a frame: nobody by default. */
  readonly framedBy?: 'nobody' | 'loopback';
}

/** Sends a page under a policy that allows scripts and styles from this origin only, and no form or call to another. */
export function sendPage(response: Response, page: Page): void {
  const framed = page.framedBy === 'loopback';
  response.status(page.status ?? 200).set({
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self'${page.styleNonce ? ` 'nonce-${page.styleNonce}'` : ''}`,
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      `frame-ancestors ${framed ? loopbackPages : "'none'"}`,
    ].join('; '),
    ...(framed ? {} : { 'X-Frame-Options': 'DENY' }),
    ...commonHeaders,
    'Cache-Control': 'no-store',
  });
  response.type('html').send(page.document.toString());
}

/** Sends a style sheet or a script of ours. `anyOrigin` is for the one script that shops load. */
export function sendAsset(
  response: Response,
  type: 'css' | 'js',
  body: string,
  { anyOrigin = false }: { anyOrigin?: boolean } = {},
): void {
  response.set({
    ...commonHeaders,
    'Cache-Control': 'no-cache',
    'Cross-Origin-Resource-Policy': anyOrigin ? 'cross-origin' : 'same-origin',
    ...(anyOrigin ? { 'Access-Control-Allow-Origin': '*' } : {}),
  });
  response.type(type).send(body);
}

const commonHeaders = {
  // Not `no-referrer`: with it browsers send `Origin: null` along with our own forms.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
} as const;
