import { HelcimCheckoutError } from './helcim-checkout-error.js';

const outcomes = [
  'open',
  'approved',
  'pending',
  'review',
  'unknown',
  'returned',
  'expired',
  'superseded',
] as const;

/** What the server says of a session. */
export type Outcome = (typeof outcomes)[number];

/** The server's answer about one session. Amounts are decimal text, as in `"49.99"`. */
export interface SessionAnswer {
  readonly sessionId: string;
  readonly outcome: Outcome;
  /** Only with `open`, and only if the modal may be opened. */
  readonly checkoutToken?: string;
  readonly expiresInSeconds?: number;
  /** With `open` and no token: an earlier modal may still be paid in; ask again after this time. */
  readonly retryAfterSeconds?: number;
  readonly amount?: string;
  readonly currency?: string;
  readonly paymentType?: string;
  /** What a buyer quotes to the shop. */
  readonly reference?: string;
  /** Helcim's own receipt follows SUCCESS: the modal then stays until the buyer closes it. */
  readonly confirmationScreen?: boolean;
}

/**
 * How the element speaks with the shop's server. Set your own as `element.sessionClient` to use another transport.
 * Each method rejects with a {@link HelcimCheckoutError}; an error that is not one, or is `recoverable`, counts as a
 * server that did not answer: a result is then sent again.
 */
export interface SessionClient {
  /** Makes or resumes the session of an order. */
  createSession(orderId: string, signal?: AbortSignal): Promise<SessionAnswer>;
  /** Hands over what the modal posted, untouched. Must survive the end of the page if it can (`keepalive`). */
  sendResult(sessionId: string, eventMessage: unknown): Promise<SessionAnswer>;
  /** The outcome as known now. */
  readSession(sessionId: string, signal?: AbortSignal): Promise<SessionAnswer>;
}

/** Extra request headers. */
export type RequestHeaders = Readonly<Record<string, string>>;

const answerTimeoutMs = 25_000;
const pauseUnnamedSeconds = 5;

/** Speaks with `@helcim-checkout/initializer` below `endpoint`. */
export function createSessionClient(
  endpoint: string,
  credentials: RequestCredentials,
  headers: RequestHeaders,
): SessionClient {
  const request = async (
    path: string,
    body: unknown,
    signal: AbortSignal | undefined,
    keepalive = false,
  ): Promise<SessionAnswer> => {
    const timeout = AbortSignal.timeout(answerTimeoutMs);
    const response = await fetch(`${endpoint}/sessions${path}`, {
      credentials,
      keepalive,
      headers: { 'content-type': 'application/json', ...headers },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    }).catch((cause: unknown) => {
      throw new HelcimCheckoutError('network', undefined, { cause });
    });
    return readAnswer(response);
  };

  return {
    createSession: (orderId, signal) => request('', { orderId }, signal),
    sendResult: (sessionId, eventMessage) =>
      request(`/${sessionId}/result`, { eventMessage }, undefined, true),
    readSession: (sessionId, signal) => request(`/${sessionId}`, undefined, signal),
  };
}

async function readAnswer(response: Response): Promise<SessionAnswer> {
  const { ok, status } = response;
  const body = (await response.json().catch(() => undefined)) as
    (SessionAnswer & { error?: { message?: unknown } }) | null | undefined;
  const retryAfterSeconds = Number(response.headers.get('retry-after')) || pauseUnnamedSeconds;
  if ((ok || status === 409) && typeof body?.sessionId === 'string' && outcomes.includes(body.outcome))
    return { retryAfterSeconds, ...body };
  const message = `${status} ${String(body?.error?.message)}`;
  if (status === 429 || status === 503) throw new HelcimCheckoutError('busy', message, { retryAfterSeconds });
  const temporary = ok || status === 408 || status >= 500;
  throw new HelcimCheckoutError(temporary ? 'bad-answer' : 'refused', message);
}
