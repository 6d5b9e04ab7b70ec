import { redactor } from '../redact.js';
import type { SessionRecord } from '../stores/session-store.js';

/** Shorter ones would hide parts of ordinary words; Helcim's have about twenty characters. */
const shortestToken = 6;

/**
 * The error for the log, without the tokens of the session wherever they stand: a database quotes the very values it refuses, and
 * what the shop throws may hold them under any name.
 */
export function withoutSecretsOf(session: SessionRecord, error: unknown): unknown {
  const { secretToken, checkoutToken, transaction, callbacks } = session;
  const cards = [transaction, ...callbacks.map((callback) => callback.transaction)];
  const tokens = [secretToken, checkoutToken, ...cards.map((facts) => facts?.cardToken)];
  const secrets = tokens
    .filter((token) => typeof token === 'string')
    .filter(({ length }) => length >= shortestToken);
  return redactor(secrets.flatMap((token) => [token, encodeURIComponent(token)]))(error);
}
