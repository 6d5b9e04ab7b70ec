import express, { Router } from 'express';
import { ValidationError } from '../rules/validation.js';
import type { State } from '../state.js';
import { changeWebhookSettings, type WebhookSettings } from '../webhook-settings.js';
import { findWebhookMessage, listWebhookMessages, redeliver } from '../webhooks.js';
import { formField, formFields } from './form-fields.js';
import { paths } from './paths.js';
import { sendPage } from './send-page.js';
import { webhookPage } from './webhook-page.js';

const shown = 50;

/** All Tools → Integrations → Webhooks: look, save, send again. */
export function webhookRoutes(state: State): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '16kb' });
  const messages = () => listWebhookMessages(state).slice(0, shown);

  router.get('/integrations/webhooks', (_request, response) => response.redirect(paths.webhooks));
  router.get(paths.webhooks, (request, response) => {
    const notice = noticeOf(request.query);
    sendPage(response, {
      document: webhookPage({ settings: state.webhooks, messages: messages(), notice }),
    });
  });
  router.post(paths.webhooks, form, (request, response) => {
    const wanted = {
      enabled: formField(request.body, 'enabled') !== '',
      url: formField(request.body, 'url').trim(),
      events: formFields(request.body, 'events'),
    };
    try {
      changeWebhookSettings(state, wanted);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      const settings = { ...state.webhooks, ...wanted } as WebhookSettings;
      const reason = Object.values(error.fields)[0];
      sendPage(response, {
        document: webhookPage({ settings, messages: messages(), error: reason && `${reason}.` }),
        status: 422,
      });
      return;
    }
    response.redirect(303, `${paths.webhooks}?saved`);
  });
  router.post(`${paths.webhooks}/:id/redeliver`, async (request, response, next) => {
    const message = findWebhookMessage(state, request.params.id);
    if (!message) {
      next();
      return;
    }
    await redeliver(state, message);
    response.redirect(303, `${paths.webhooks}?sent`);
  });
  return router;
}

function noticeOf(query: object): string | undefined {
  if ('saved' in query) return 'Saved.';
  return 'sent' in query ? 'Sent again. The last try below is its result.' : undefined;
}
