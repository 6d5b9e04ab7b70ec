export const webhookEvents = ['cardTransaction', 'terminalCancel'] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/** All Tools → Integrations → Webhooks. */
export interface WebhookSettings {
  enabled: boolean;
  /** The Deliver URL; empty until one is set. */
  url: string;
  events: WebhookEvent[];
  /** Base64; the key of the signatures. */
  verifierToken: string;
}

export interface WebhookTry {
  /** Milliseconds since the epoch. */
  at: number;
  /** HTTP status of the answer; absent when there was none. */
  status?: number;
  error?: string;
}

/** One event on its way to the Deliver URL. */
export interface WebhookMessage {
  /** `msg_…`, the same on every try. */
  id: string;
  type: WebhookEvent;
  /** JSON, byte for byte what is sent and signed. */
  body: string;
  /** Of the payment that it tells of. */
  amountCents: number;
  createdAt: number;
  outcome: 'waiting' | 'delivered' | 'failed' | 'lost';
  tries: WebhookTry[];
  /** Set while a try is planned. */
  nextTryAt?: number;
  /** Tries of the schedule that failed; those asked for by hand do not count. */
  failures: number;
}
