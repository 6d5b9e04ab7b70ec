import type { CheckoutSession } from './records/checkout-session.js';
import { isPublicOrigin } from './rules/public-origin.js';
import type { State } from './state.js';

/**
 * Whether the modal may be shown on a page of this origin. Always, unless the switch `strictOrigins` is on: then only where the
 * access configuration lists a URL of that public https origin. Helcim's own comparison (origin or whole URL) is not documented.
 */
export function mayEmbed(state: State, session: CheckoutSession, origin: string | undefined): boolean {
  if (!state.switches.strictOrigins || origin === undefined) return true;
  const urls = state.accessConfigurations.get(session.accessConfigurationId)?.checkoutUrls ?? [];
  return isPublicOrigin(origin) && urls.some((url) => new URL(url).origin === origin);
}
