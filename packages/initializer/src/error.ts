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
  clerk_refused: { status: 403, text: 'You may not use this till.' },
  device_code_invalid: {
    status: 400,
    text: 'A device code has four letters or digits, as on the screen of the device.',
  },
  device_unknown: {
    status: 404,
    text: 'No device with this code is registered. Please check the code on its screen.',
  },
  device_not_paired: { status: 409, text: 'This device is not paired with this shop.' },
  device_busy: { status: 409, text: 'This device is busy with another payment or refund.' },
  device_asleep: {
    status: 409,
    text: 'The device does not listen. Please wake it, log in, keep it in pairing mode, and finish or cancel what its screen shows.',
  },
  device_currency: { status: 409, text: 'This device does not take the currency of this order.' },
  device_refused: { status: 502, text: 'Helcim refused this request. The reason is in the log of the shop.' },
  online_payment_open: {
    status: 409,
    text: 'This order may be being paid online at this moment.',
  },
  till_payment_open: {
    status: 409,
    text: 'This order is being paid at a till already, on another device or for another amount.',
  },
  too_early: { status: 409, text: 'The device may still be waiting for the customer. Please wait.' },
  refund_needs_device: {
    status: 409,
    text: 'This was paid with a debit card: it can only be refunded on a device, with the card present.',
  },
  refund_too_large: { status: 409, text: 'This is more than what is left to refund.' },
  refund_not_possible: { status: 409, text: 'This payment cannot be refunded now.' },
  refund_batch_open: {
    status: 409,
    text: 'This payment is not settled yet: please wait until the batch is closed, or reverse the payment on the pages of Helcim.',
  },
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

/** The payment or refund that is in the way. */
export interface BusySale {
  readonly orderId: string;
  readonly reference: string;
  /** Code of the device that has it. */
  readonly device: string;
}

/** The one error class of this package. */
export class InitializerError extends Error {
  override readonly name = 'InitializerError';

  /** What went wrong, from a closed set. */
  readonly code: InitializerErrorCode;

  /** The HTTP status the router answers with. */
  readonly status: number;

  /** After how many whole seconds another try makes sense, where that is known. */
  readonly retryAfterSeconds: number | undefined;

  /** The HTTP status of Helcim's own answer, where there was one that is not a success. */
  readonly helcimStatus: number | undefined;

  /** With `device_busy` and `till_payment_open`, where it is known: what is under way there. Clerks are told. */
  readonly sale: BusySale | undefined;

  /** @param message For the merchant's log: it may name options and causes, and is never sent to a browser. */
  constructor(
    code: InitializerErrorCode,
    message: string,
    {
      cause,
      retryAfterSeconds,
      helcimStatus,
      sale,
    }: {
      cause?: unknown;
      retryAfterSeconds?: number | undefined;
      helcimStatus?: number | undefined;
      sale?: BusySale | undefined;
    } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = codes[code].status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.helcimStatus = helcimStatus;
    this.sale = sale;
  }

  /** Generic text that is safe to show to a buyer. */
  get buyerText(): string {
    return codes[this.code].text;
  }
}
