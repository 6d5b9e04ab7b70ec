import { Router } from 'express';
import { ApiError } from '../api/api-error.js';
import type { State } from '../state.js';
import { changeWebhookSettings } from '../webhook-settings.js';
import { findWebhookMessage, listWebhookMessages, redeliver } from '../webhooks.js';
import type { WebhookMessage } from '../webhooks.js';

/** `/_sim/webhooks`: settings, every message with its tries, and redelivery. */
export function webhookRoutes(state: State): Router {
  const router = Router();

  router.get('/', function getWebhooks(_request, response) {
    response.json(webhooksView(state));
  });

  router.put('/', function change(request, response) {
    changeWebhookSettings(state, request.body);
    response.json(webhooksView(state));
  });

  router.post('/:id/redeliver', async function sendAgain(request, response) {
    const message = findWebhookMessage(state, request.params.id);
    if (!message) throw new ApiError(404, 'No such webhook message');
    await redeliver(state, message);
    response.json(messageView(message));
  });

  return router;
}

function webhooksView(state: State) {
  return { ...state.webhooks, deliveries: listWebhookMessages(state).map(messageView) };
}

function messageView({ id, type, body, createdAt, outcome, tries, nextTryAt }: WebhookMessage) {
  return { id, type, body: JSON.parse(body) as unknown, createdAt, outcome, tries, nextTryAt };
}
