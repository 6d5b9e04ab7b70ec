import type { SwitchName } from '../switches.js';

/** What each switch is about, in words for the page. */
export const switchTexts: Readonly<Record<SwitchName, string>> = {
  rateLimits: 'Rate limits: 5 calls at once, 100 a minute, 3,000 an hour',
  strictOrigins: 'The modal opens only on listed public https pages',
  merchantCountry: 'Country of the merchant',
  messageShape: 'SUCCESS: nesting of transaction and hash',
  messageForm: 'SUCCESS: JSON text or object',
  eventData: 'event.data: object or JSON text',
  extraEvents: 'Post events of other names too',
  abortedMeans: 'ABORTED means',
  afterAborted: 'After ABORTED the modal',
  abortedText: 'Text of ABORTED: “transaction …”',
  hideAfterSuccess: 'HIDE after SUCCESS',
  approvedValue: 'Status of an approved card payment',
  eventCurrency: 'Currency in SUCCESS: code (CAD) or number (1)',
  escapeSlash: 'Hash: “/” escaped',
  escapeUnicode: 'Hash: accents escaped',
  achStatusAuth: 'Accepted bank payment: authorization',
  achKeyOrder: 'Bank payment in SUCCESS: order of keys',
  achById: 'One bank payment of the API',
  declineStatus: 'Declined payment of the API: HTTP status',
  webhookScope: 'Webhooks for card transactions of',
  invoiceOnDecline: 'A declined row carries the invoice',
  pairingModeScope: 'Pairing mode of Smart Terminals is switched for each',
  noDevices: 'The API’s answer when there are no devices',
  terminalCancelData: 'Data of the terminalCancel webhook',
};
