import { HelcimCheckoutError, type HelcimCheckoutErrorCode } from '../helcim-checkout-error.js';

/** The payment or refund that is in the way. */
export interface BusySale {
  readonly orderId: string;
  readonly reference: string;
  /** Code of the device that has it. */
  readonly device: string;
}

/** What `<helcim-terminal>` reports when it cannot go on. A decline or a cancel on the device is not an error. */
export class HelcimTerminalError extends HelcimCheckoutError {
  /** With `refused`: the server's own code, as in `device_busy`; `not_allowed` for any 403. */
  declare readonly reason: string | undefined;
  /** With the reasons `device_busy` and `till_payment_open`, if the server names it. */
  declare readonly sale: BusySale | undefined;

  constructor(
    code: HelcimCheckoutErrorCode,
    message?: string,
    {
      reason,
      sale,
      ...options
    }: {
      cause?: unknown;
      retryAfterSeconds?: number;
      reason?: string | undefined;
      sale?: BusySale | undefined;
    } = {},
  ) {
    super(code, message, options);
    Object.assign(this, { reason, sale });
  }

  /** Once the clerk has woken the device, the same click works. */
  override get recoverable(): boolean {
    return this.reason === 'device_asleep' || super.recoverable;
  }

  override get docUrl(): string {
    return 'https://www.npmjs.com/package/@helcim-checkout/element#terminal-errors';
  }
}

/** Anything thrown, as an error of ours. */
export function asTerminalError(cause: unknown): HelcimTerminalError {
  return cause instanceof HelcimTerminalError
    ? cause
    : new HelcimTerminalError('network', String(cause), { cause });
}
