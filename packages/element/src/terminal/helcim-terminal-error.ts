import { HelcimCheckoutError, type HelcimCheckoutErrorCode } from '../helcim-checkout-error.js';

/** What `<helcim-terminal>` reports when it cannot go on. A decline or a cancel on the device is not an error. */
export class HelcimTerminalError extends HelcimCheckoutError {
  /** With `refused`: the server's own code, as in `device_busy`; `not_allowed` for any 403. */
  declare readonly reason: string | undefined;

  constructor(
    code: HelcimCheckoutErrorCode,
    message?: string,
    { reason, ...options }: { cause?: unknown; retryAfterSeconds?: number; reason?: string | undefined } = {},
  ) {
    super(code, message, options);
    this.reason = reason;
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
