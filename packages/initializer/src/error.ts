const codes = {
  invalid_option: { status: 500, text: 'The payment service is not set up correctly.' },
  invalid_order: { status: 500, text: 'This order cannot be paid at the moment. Please contact the shop.' },
  invalid_mount: { status: 500, text: 'The payment service is not set up correctly.' },
  invalid_decision: { status: 409, text: 'This decision is not possible.' },
  invalid_body: { status: 400, text: 'The request could not be read.' },
  result_unreadable: { status: 400, text: 'The payment result could not be read.' },
  origin_refused: { status: 403, text: 'This page may not use the payment service.' },
  order_not_found: { status: 404, text: 'This order was not found, or cannot be paid.' },
  session_not_found: { status: 404, text: 'This payment session was not found.' },
  not_found: { status: 404, text: 'Not found.' },
  webhook_incomplete: { status: 400, text: 'This is not a webhook of Helcim.' },
  webhook_unreadable: { status: 400, text: 'This webhook could not be read.' },
  webhook_unsigned: { status: 401, text: 'This webhook is not signed by Helcim.' },
  webhook_untimely: { status: 403, text: 'This webhook is too old, or comes from the future.' },
  body_already_parsed: { status: 500, text: 'The payment service is not set up correctly.' },
  transaction_unreadable: { status: 503, text: 'This transaction cannot be read yet. Please send it again.' },
  session_missing: { status: 503, text: 'No session is known for this transaction. Please send it again.' },
  transaction_taken: { status: 409, text: 'This payment belongs to another order.' },
  body_too_large: { status: 413, text: 'The request is too large.' },
  unsupported_media_type: { status: 415, text: 'The request must be JSON.' },
  too_many_requests: { status: 429, text: 'Too many requests. Please wait a moment.' },
  helcim_credential: { status: 502, text: 'The payment service is not available. Please contact the shop.' },
  helcim_permission: { status: 502, text: 'The payment service is not available. Please contact the shop.' },
  helcim_refused: { status: 502, text: 'The payment could not be started. Please contact the shop.' },
  helcim_unavailable: {
    status: 503,
    text: 'The payment service is not answering. Please try again in a moment.',
  },
  store_unavailable: {
    status: 503,
    text: 'The payment service is not answering. Please try again in a moment.',
  },
  busy: { status: 503, text: 'The payment is being prepared. Please try again in a moment.' },
  internal: { status: 500, text: 'Something went wrong on our side.' },
} as const satisfies Record<string, { status: number; text: string }>;

/** The closed set of error codes. They are stable: branch on them, never on the message. */
export type InitializerErrorCode = keyof typeof codes;

/** The one error class of this package. */
export class InitializerError extends Error {
  override readonly name = 'InitializerError';

  /** What went wrong, from a closed set. */
  readonly code: InitializerErrorCode;

  /** The HTTP status the router answers with. */
  readonly status: number;

  /** After how many whole seconds another try makes sense, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  /** @param message For the merchant's log: it may name options and causes, and is never sent to a browser. */
  constructor(
    code: InitializerErrorCode,
    message: string,
    { cause, retryAfterSeconds }: { cause?: unknown; retryAfterSeconds?: number | undefined } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = codes[code].status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Generic text that is safe to show to a buyer. */
  get buyerText(): string {
    return codes[this.code].text;
  }
}
