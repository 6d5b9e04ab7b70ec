import type { RequestHandler } from 'express';
import { z } from 'zod';
import { InitializerError } from '../error.js';
import { rawBody } from '../guards/read-raw-body.js';
import type { Core } from '../sessions/core.js';
import { receiveWebhook, type WebhookEvent } from '../sessions/receive-webhook.js';
import { readTerminalCancel } from '../read-terminal-cancel.js';
import { verifyWebhook } from '../verify-webhook.js';

/** Every type is taken: one URL serves the whole account, and Helcim may add types. */
const payloadShape = z.looseObject({
  type: z.string(),
  id: z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(/^[\w-]{1,64}$/))
    .optional(),
  data: z.unknown().optional(),
});

/**
 * `POST /webhook`: what Helcim reports about the merchant's account. 200 means that nothing more is needed; any other status
 * makes Helcim send it again.
 */
export function postWebhook(core: Core): RequestHandler {
  const { webhookKey, clock } = core.config;
  return async function postWebhook(request, response) {
    if (!webhookKey) {
      throw new InitializerError('not_found', 'A webhook came, but there is no webhookVerifierToken.');
    }
    const body = rawBody(request);
    const id = verifyWebhook(
      {
        id: request.get('webhook-id'),
        timestamp: request.get('webhook-timestamp'),
        signature: request.get('webhook-signature'),
        body,
      },
      webhookKey,
      clock.now(),
    );
    response.json({ webhook: await receiveWebhook(core, readEvent(id, body)) });
  };
}

function readEvent(id: string, body: Uint8Array): WebhookEvent {
  const parsed = payloadShape.safeParse(parse(body));
  if (!parsed.success || (parsed.data.type === 'cardTransaction' && parsed.data.id === undefined)) {
    throw new InitializerError(
      'webhook_unreadable',
      'A signed webhook holds no JSON object with a type and an id.',
    );
  }
  const { type, id: transactionId, data } = parsed.data;
  return {
    id,
    type,
    transactionId,
    cancel: type === 'terminalCancel' ? readTerminalCancel(data) : undefined,
  };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
