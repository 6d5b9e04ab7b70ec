import { createHmac, timingSafeEqual } from 'node:crypto';
import { second } from './clock.js';
import { InitializerError } from './error.js';

const toleranceMs = 300 * second;
const shortestKey = 16;

/** A webhook as it came: the headers as they were sent, the body byte by byte. */
export interface SignedWebhook {
  readonly id: string | undefined;
  /** Unix seconds. */
  readonly timestamp: string | undefined;
  /** One or more signatures, separated by spaces: `v1,<base64>`. */
  readonly signature: string | undefined;
  readonly body: Uint8Array;
}

/** The key behind a verifier token, or `undefined` if the token is no base64 of a key's length. */
export function verifierKey(token: string): Uint8Array | undefined {
  const text = token.replace(/^whsec_/, '');
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
  const key = Buffer.from(text, 'base64');
  return isBase64 && key.length >= shortestKey ? key : undefined;
}

/**
 * Checks that Helcim sent this webhook, now, and with these bytes. The scheme is that of Standard Webhooks.
 *
 * @returns The webhook's id, the same on every redelivery.
 * @throws InitializerError `webhook_incomplete`, `webhook_untimely`, `webhook_unsigned`.
 * @see https://devdocs.helcim.com/docs/webhooks
 */
export function verifyWebhook(
  { id, timestamp, signature, body }: SignedWebhook,
  key: Uint8Array,
  now: number,
): string {
  if (!id || !timestamp || !signature) {
    throw new InitializerError(
      'webhook_incomplete',
      'A webhook lacks its id, its timestamp or its signature.',
    );
  }
  checkTime(timestamp, now);
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  if (!signaturesOf(signature).some((candidate) => equal(candidate, expected))) {
    throw new InitializerError(
      'webhook_unsigned',
      'No signature of a webhook fits: another sender, or webhookVerifierToken is not the token on the page All Tools → ' +
        'Integrations → Webhooks.',
    );
  }
  return id;
}

function checkTime(timestamp: string, now: number): void {
  const sentAt = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) * second : NaN;
  if (Math.abs(now - sentAt) <= toleranceMs) return;
  throw new InitializerError(
    'webhook_untimely',
    `A webhook says it was sent at '${timestamp.slice(0, 20)}' (Unix seconds): more than 300 s off. Is this computer's clock right?`,
  );
}

/** Those of version 1; others are for other keys. */
function signaturesOf(header: string): Uint8Array[] {
  const versionOne = header.split(' ').filter((part) => part.startsWith('v1,'));
  return versionOne.map((part) => Buffer.from(part.slice('v1,'.length), 'base64'));
}

function equal(candidate: Uint8Array, expected: Uint8Array): boolean {
  return candidate.length === expected.length && timingSafeEqual(candidate, expected);
}
