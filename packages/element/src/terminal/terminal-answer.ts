const outcomes = [
  'open',
  'approved',
  'pending',
  'review',
  'unknown',
  'cancelled',
  'asleep',
  'returned',
  'expired',
  'superseded',
] as const;

/** What the server says of a session at a till. */
export type TerminalOutcome = (typeof outcomes)[number];

/** The server's answer about one session. Amounts are decimal text, as in `"49.99"`. */
export interface TerminalAnswer {
  readonly sessionId: string;
  readonly outcome: TerminalOutcome;
  readonly amount?: string;
  readonly currency?: string;
  /** What the receipt and Helcim's records call the payment. */
  readonly reference?: string;
  /** Code of the device; `null` if the order is held by a payment online. */
  readonly device?: string | null;
  readonly deviceName?: string | null;
  /** How many cards were declined so far. */
  readonly declines?: number;
  /** Helcim's words for the last decline. */
  readonly lastDecline?: string;
  /** What the customer paid, tip and fee included. */
  readonly charged?: string;
  readonly last4?: string;
  /** Nobody knows what became of it, and a clerk who sees an idle device may release it. */
  readonly releasable?: boolean;
  /** From when on, in milliseconds since the Unix epoch. */
  readonly releasableAt?: number;
}

/** A device as the server lists it. */
export interface TerminalDevice {
  /** Four characters, shown on its screen. */
  readonly code: string;
  readonly name?: string;
  /** It may be sent requests. */
  readonly paired: boolean;
  /** It had a request when the list was made. */
  readonly busy?: boolean;
}

export function isTerminalAnswer(body: unknown): body is TerminalAnswer {
  const { sessionId, outcome } = (body ?? {}) as Partial<TerminalAnswer>;
  return typeof sessionId === 'string' && outcomes.some((known) => known === outcome);
}

export function isTerminalDevice(body: unknown): body is TerminalDevice {
  return typeof (body as Partial<TerminalDevice> | null)?.code === 'string';
}
