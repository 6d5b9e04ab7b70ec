/** What the modal says: SUCCESS once a payment went through, ABORTED on a decline, HIDE when it closes. */
export interface ModalMessage {
  readonly status: 'SUCCESS' | 'ABORTED' | 'HIDE';
  /** Exactly as posted: text stays text, an object stays the object, because the server checks a hash over it. */
  readonly eventMessage: unknown;
}

/** What a message must match to count. */
export interface ModalIdentity {
  readonly origin: string;
  readonly checkoutToken: string;
  /** The window captured when the modal was opened. */
  readonly frameWindow: Window | null | undefined;
}

/**
 * The modal's message, or undefined for everything else that arrives at the window. Never throws.
 * Helcim's sample checks no origin and its script matches the name by prefix: both would let other sessions in.
 */
export function readModalMessage(
  event: Pick<MessageEvent, 'origin' | 'source' | 'data'>,
  { origin, checkoutToken, frameWindow }: ModalIdentity,
): ModalMessage | undefined {
  if (event.origin !== origin) return undefined;
  // Firefox gives null once the iframe is gone.
  if (event.source !== null && event.source !== frameWindow) return undefined;
  try {
    const posted: unknown = typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
    const { eventName, eventStatus, eventMessage } = posted as Record<string, unknown>;
    if (eventName !== `helcim-pay-js-${checkoutToken}`) return undefined;
    if (eventStatus !== 'SUCCESS' && eventStatus !== 'ABORTED' && eventStatus !== 'HIDE') return undefined;
    return { status: eventStatus, eventMessage };
  } catch {
    return undefined;
  }
}
