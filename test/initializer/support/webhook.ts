import { createHmac, randomBytes } from 'node:crypto';

export const verifierToken = 'c2FuZGJveC12ZXJpZmllci10b2tlbi0wMDE=';

export interface WebhookHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/** Signs as Helcim does. */
export function sign(
  body: string,
  {
    at,
    id = `msg_${randomBytes(12).toString('hex')}`,
    token = verifierToken,
  }: { at: number; id?: string; token?: string },
): WebhookHeaders {
  const timestamp = String(Math.floor(at / 1000));
  const mac = createHmac('sha256', Buffer.from(token, 'base64')).update(`${id}.${timestamp}.${body}`);
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac.digest('base64')}`,
  };
}

export function cardTransaction(id: string | number): string {
  return JSON.stringify({ id: String(id), type: 'cardTransaction' });
}
