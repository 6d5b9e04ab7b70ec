import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { webhookEvents } from './records/webhook.js';
import type { WebhookSettings } from './records/webhook.js';
import { deliverUrlRefusal } from './rules/deliver-url.js';
import { ValidationError, parse } from './rules/validation.js';
import type { State } from './state.js';

export { webhookEvents } from './records/webhook.js';
export type { WebhookEvent, WebhookSettings } from './records/webhook.js';

const settingsChange = z.strictObject({
  enabled: z.boolean('must be true or false').optional(),
  url: z.string('must be text').trim().max(2000, 'is too long').optional(),
  events: z
    .array(z.enum(webhookEvents, `must be ${webhookEvents.join(' or ')}`), 'must be a list')
    .transform((events) => [...new Set(events)])
    .optional(),
});

/** Off, all events chosen. Without a token given, a random one. */
export function newWebhookSettings(verifierToken = randomBytes(32).toString('base64')): WebhookSettings {
  return { enabled: false, url: '', events: [...webhookEvents], verifierToken };
}

/**
 * Changes what is given of `{enabled, url, events}`. Throws a ValidationError for a URL that Helcim refuses, and for turning
 * webhooks on without one.
 */
export function changeWebhookSettings(state: State, input: unknown): WebhookSettings {
  const changes = parse(settingsChange, input);
  const after = { ...state.webhooks, ...withoutUndefined(changes) };
  const refusal = after.url === '' ? urlNeeded(after) : deliverUrlRefusal(after.url);
  if (refusal !== undefined) throw new ValidationError({ url: refusal });
  state.webhooks = after;
  return after;
}

function urlNeeded({ enabled }: WebhookSettings): string | undefined {
  return enabled ? 'A Deliver URL is needed' : undefined;
}

function withoutUndefined(changes: z.output<typeof settingsChange>): Partial<WebhookSettings> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}
