import { createHash, randomBytes } from 'node:crypto';
import type { Switches } from './records/switches.js';
import { phpJsonEncode } from './rules/php-json.js';
import type { Escapes, JsonValue } from './rules/php-json.js';
import { declineText } from './rules/transaction-format.js';

/** What the modal posts with SUCCESS: by default a JSON text with the transaction and its hash, in an envelope of a web request. */
export function successMessage(
  data: Readonly<Record<string, string>>,
  secretToken: string,
  switches: Switches,
): string | object {
  const envelope = envelopeOf(data, checkoutHash(data, secretToken, switches), switches);
  return switches.messageForm === 'object' ? envelope : JSON.stringify(envelope);
}

/** The same with a secret that nobody has, so that the hash does not verify. */
export function unverifiableMessage(
  data: Readonly<Record<string, string>>,
  switches: Switches,
): string | object {
  return successMessage(data, randomBytes(11).toString('hex'), switches);
}

/** Lower-case hex SHA-256 of the transaction, as PHP's `json_encode` writes it, followed by the secretToken. */
export function checkoutHash(data: JsonValue, secretToken: string, escapes?: Escapes): string {
  return createHash('sha256')
    .update(phpJsonEncode(data, escapes) + secretToken)
    .digest('hex');
}

/** What the modal posts with ABORTED after a decline: plain text. */
export function abortedMessage(reason: string, switches: Switches): string {
  return switches.abortedText === 'failed'
    ? failedText(declineText(reason))
    : abortedText(`Transaction declined. ${reason}`);
}

/** What the modal posts with ABORTED when the session is too old. */
export function expiredMessage(switches: Switches): string {
  return textOf('Checkout session expired', switches);
}

/** What the modal posts with ABORTED when the payer leaves, where ABORTED means that. */
export function cancelledMessage(switches: Switches): string {
  return textOf('Transaction cancelled', switches);
}

function textOf(reason: string, switches: Switches): string {
  return switches.abortedText === 'failed' ? failedText(reason) : abortedText(reason);
}

function failedText(reason: string): string {
  return `HelcimPay.js transaction failed - ${reason}`;
}

function abortedText(reason: string): string {
  return `HelcimPay.js transaction aborted - "${reason}"`;
}

function envelopeOf(data: object, hash: string, { messageShape }: Switches): object {
  const headers = { 'content-type': 'application/json' };
  switch (messageShape) {
    case 'S1':
      return { data: { hash, data }, status: 200, statusText: '', headers };
    case 'S2':
      return { status: 200, data: { data, hash } };
    case 'S3':
      return { data: { data, hash } };
    case 'S5':
      return { hash, data };
  }
}
