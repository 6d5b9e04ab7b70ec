/**
 * How the simulator behaves where Helcim's behaviour is contradictory or can be turned off; set through `/_sim/switches`.
 * The first value of each is the default.
 */
export const switchValues = {
  /** Answer 429 above 5 calls at once, 100 a minute or 3,000 an hour. */
  rateLimits: [true, false],
  /** Show the modal only on public https pages whose URL the access configuration lists, as Helcim does since 2026. */
  strictOrigins: [false, true],
  /** Bank payments are in CAD for a merchant of CA; everything is in USD for one of US. */
  merchantCountry: ['CA', 'US'],
  /** Where in SUCCESS the transaction and its hash stand. */
  messageShape: ['S1', 'S2', 'S3', 'S5'],
  /** Whether SUCCESS carries JSON text or an object. */
  messageForm: ['text', 'object'],
  /** Whether `event.data` is an object or JSON text. */
  eventData: ['object', 'text'],
  /** Also post events whose name is not that of the session. */
  extraEvents: [false, true],
  /** What ABORTED reports: a decline, or that the payer left. */
  abortedMeans: ['decline', 'cancelled'],
  /** Whether the modal stays for another card after ABORTED. */
  afterAborted: ['stays', 'closes'],
  /** `transaction failed - …`, or `transaction aborted - "…"`. */
  abortedText: ['failed', 'aborted'],
  /** Whether HIDE follows SUCCESS: when a confirmation screen is closed, always, or never. */
  hideAfterSuccess: ['confirmationScreen', 'always', 'never'],
  /** The status of an approved card transaction. */
  approvedValue: ['APPROVED', 'APPROVAL'],
  /** `CAD` in SUCCESS, or Helcim's number for it, `1`. */
  eventCurrency: ['code', 'number'],
  /** Hash the text with `\/`, or with `/`. */
  escapeSlash: [true, false],
  /** Hash the text with `\u00e9`, or with `é`. */
  escapeUnicode: [true, false],
  /** The authorization of a bank payment that was accepted. */
  achStatusAuth: ['PENDING', 'APPROVED'],
  /** The keys of a bank transaction in SUCCESS, as an integration recorded them or as the documentation shows them. */
  achKeyOrder: ['recorded', 'alphabetical'],
  /** `GET /ach/transactions/{id}`: the object itself, or inside `transaction`. */
  achById: ['bare', 'wrapped'],
  /** HTTP status of a declined `POST /payment/*`. */
  declineStatus: [500, 200],
  /** Which card transactions send a webhook. */
  webhookScope: ['any tool', 'terminals only'],
  /** Whether a declined row carries the invoice number it was tried for. */
  invoiceOnDecline: ['number', 'none'],
  /** Whether a declined row of `/card-transactions` says why, as the answer to its `POST` did. */
  reasonOnDecline: ['none', 'errors'],
  /** Whether each device has a pairing mode of its own, or the account one for all. */
  pairingModeScope: ['device', 'account'],
  /** How `GET /devices` answers when there is none: 404, or an empty list. */
  noDevices: [404, 'empty list'],
  /** Whether `terminalCancel` names invoice and customer, when known, or has four keys only. */
  terminalCancelData: ['with invoice', 'four keys'],
} as const;

export type SwitchName = keyof typeof switchValues;

export type Switches = { -readonly [Name in SwitchName]: (typeof switchValues)[Name][number] };

export const defaultSwitches: Readonly<Switches> = Object.fromEntries(
  Object.entries(switchValues).map(([name, [first]]) => [name, first]),
) as Switches;
