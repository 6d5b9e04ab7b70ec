import { movableClock } from './clock.js';
import type { Clock } from './clock.js';
import { createState } from './state.js';
import type { State } from './state.js';
import { defaultSwitches } from './switches.js';
import { createTimeline } from './timeline.js';
import { newWebhookSettings } from './webhook-settings.js';

interface AccountSettings {
  clock: Clock;
  rateLimits: boolean;
  webhooks?: { url: string; verifierToken?: string | undefined } | undefined;
}

/** A merchant account in which nothing happened yet: no access configurations, no payments. */
export function createAccount({ clock: base, rateLimits, webhooks }: AccountSettings): State {
  const clock = movableClock(base);
  const settings = newWebhookSettings(webhooks?.verifierToken);
  return createState(clock, createTimeline(clock), {
    switches: { ...defaultSwitches, rateLimits },
    webhooks: webhooks ? { ...settings, enabled: true, url: webhooks.url } : settings,
  });
}
