import { createHmac } from 'node:crypto';

/**
 * The `webhook-signature` of one try, by the Standard Webhooks scheme: HMAC-SHA256 over id, time and body with the decoded
 * verifier token as key.
 */
export function webhookSignature(
  verifierToken: string,
  message: { id: string; timestamp: string; body: string },
): string {
  const key = Buffer.from(verifierToken, 'base64');
  const signed = `${message.id}.${message.timestamp}.${message.body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
