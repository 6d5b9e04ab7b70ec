import type { WebhookMessage, WebhookSettings } from './records/webhook.js';
import { webhookSignature } from './rules/webhook-signature.js';

/** Real time, whatever the simulator's clock does. Helcim's deadline is not documented; this one is the simulator's choice. */
const deadlineMs = 15_000;

/** One try, signed with its own time. Never rejects: no answer is a result too. */
export async function sendWebhook(
  { enabled, url, verifierToken }: WebhookSettings,
  { id, body }: WebhookMessage,
  now: number,
  closing: AbortSignal,
): Promise<{ status: number } | { status?: never; error: string }> {
  if (!enabled) return { error: 'Webhooks are off' };
  const timestamp = String(Math.floor(now / 1000));
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': webhookSignature(verifierToken, { id, timestamp, body }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([deadline, closing]),
    });
    await response.body?.cancel();
    return { status: response.status };
  } catch (error) {
    return { error: deadline.aborted ? `No answer within ${deadlineMs / 1000} s` : reasonOf(error) };
  }
}

/** `fetch` says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error instanceof Error ? error.message : 'failed';
}
