import { createCheckoutSession } from '../checkout-sessions.js';
import { ok } from './api-call.js';
import type { ApiCall, Reply } from './api-call.js';
import { warnOfIgnored } from './read-body.js';

/** `POST /helcim-pay/initialize`: the only answer that ever holds the secretToken. */
export function initialize({ state, body, warn, accessConfigurationId }: ApiCall): Reply {
  const { session, ignored } = createCheckoutSession(state, body, accessConfigurationId);
  warnOfIgnored(ignored, warn);
  return ok({ checkoutToken: session.checkoutToken, secretToken: session.secretToken });
}
