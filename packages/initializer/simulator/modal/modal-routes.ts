import { randomBytes } from 'node:crypto';
import express, { Router, type Request, type Response } from 'express';
import { findCheckoutSession } from '../checkout-sessions.js';
import { mayEmbed } from '../embedding-origin.js';
import { noticePosts, openingPosts } from '../modal-messages.js';
import { answerFailure } from '../pages/answer-failure.js';
import { sameOriginOnly } from '../pages/same-origin.js';
import { sendAsset, sendPage } from '../pages/send-page.js';
import type { State } from '../state.js';
import { modalCss } from './modal-css.js';
import { assetPath, type Frame } from './modal-document.js';
import { modalScript } from './modal-script.js';
import { noticePage } from './notice-page.js';
import { payPage } from './pay-page.js';
import { pay } from './pay-route.js';
import { startScript } from './start-script.js';

/** The script that shops load, the modal page it opens, and the call that page makes. */
export function modalRoutes(state: State): Router {
  const router = Router();
  router.use(sameOriginOnly);
  router.get('/helcim-pay/services/start.js', (_request, response) => {
    sendAsset(response, 'js', startScript, { anyOrigin: true });
  });
  router.get(`${assetPath}/modal.css`, (_request, response) => sendAsset(response, 'css', modalCss));
  router.get(`${assetPath}/modal.js`, (_request, response) => sendAsset(response, 'js', modalScript));
  router.get('/helcim-pay/:token', (request, response) => showModal(state, request, response));
  router.post('/helcim-pay/:token/pay', express.json({ limit: '8kb' }), (request, response) =>
    pay(state, request, response),
  );
  router.use(answerFailure);
  return router;
}

function showModal(state: State, request: Request<{ token: string }>, response: Response): void {
  const { token } = request.params;
  const session = findCheckoutSession(state, token);
  const frame = frameOf(state, token, request);
  const styleNonce = randomBytes(16).toString('base64');
  const notice = noticeFor(state, session, frame.targetOrigin);
  if (session && !notice) {
    const prefill = { phone: textOf(request.query['phone']), email: textOf(request.query['email']) };
    sendPage(response, {
      document: payPage(session, frame, prefill, styleNonce, state.clock.now()),
      styleNonce,
      framedBy: 'loopback',
    });
    return;
  }
  const kind = notice ?? 'unknown';
  sendPage(response, {
    document: noticePage(kind, frame, styleNonce),
    status: { unknown: 404, origin: 403, expired: 410, paid: 200 }[kind],
    styleNonce,
    framedBy: kind === 'origin' ? 'nobody' : 'loopback',
  });
}

function noticeFor(
  state: State,
  session: ReturnType<typeof findCheckoutSession>,
  origin: string,
): 'unknown' | 'origin' | 'expired' | 'paid' | undefined {
  if (!session) return 'unknown';
  if (!mayEmbed(state, session, origin === '*' ? undefined : origin)) return 'origin';
  if (session.approvedTransactionId !== undefined) return 'paid';
  return state.clock.now() >= session.expiresAt ? 'expired' : undefined;
}

function frameOf(state: State, checkoutToken: string, request: Request): Frame {
  const session = findCheckoutSession(state, checkoutToken);
  const posts = session ? openingPosts(state, session) : noticePosts(checkoutToken);
  return {
    posts: { ...posts, eventData: state.switches.eventData },
    checkoutToken,
    allowExit: 'allowExit' in request.query,
    targetOrigin: originOf(request.query['origin']) ?? '*',
  };
}

/**
 * The origin that start.js named. Helcim must be assumed to post to any page that embeds the modal (`*`); where the page
 * said who it is, the browser holds the message back from any other, which costs an honest page nothing.
 */
function originOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === value ? value : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : '';
}
