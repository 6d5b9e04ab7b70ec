/** A hyphen stands for any spelling: api-token, api_token, apiToken. */
const secretNames = [
  ...[
    'api-token',
    'read-token',
    'partner-token',
    'secret-token',
    'checkout-token',
    'card-token',
    'bank-token',
  ],
  ...[
    'verifier-token',
    'webhook-verifier-token',
    'card-number',
    'bank-account-number',
    'cvv',
    'card-holder-name',
  ],
  ...['authorization', 'cookie', 'set-cookie', 'event-message'],
];
const anyName = secretNames.map((name) => name.replaceAll('-', '[-_]?')).join('|');
const secretKey = new RegExp(`^(${anyName})$`, 'i');
/** A member of JSON inside a text, for example in what a store says of a record; its quotes may be escaped, and that again. */
const secretMember = new RegExp(String.raw`((\\{0,7}")(?:${anyName})\2\s*:\s*\2)[^"\\]*`, 'gi');

/** Whether the values under a key of this name are never shown. */
export function isSecretKey(key: string): boolean {
  return secretKey.test(key);
}

const hidden = '[redacted]';
const longestText = 2_000;
const deepest = 6;

/**
 * The one place where logged values are made safe. Values under telling keys are replaced, and the given secrets are
 * replaced wherever they occur in a text, error messages and stacks included. The list may grow.
 */
export function redactor(secrets: readonly string[]): (value: unknown) => unknown {
  function text(value: string): string {
    const present = secrets.filter((secret) => secret.length > 0);
    return present
      .reduce((clean, secret) => clean.replaceAll(secret, hidden), value)
      .replace(secretMember, `$1${hidden}`)
      .slice(0, longestText);
  }

  function redact(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value;
    if (depth > deepest) return '[deep]';
    if (value instanceof Error) return redactError(value, depth);
    if (ArrayBuffer.isView(value)) return '[bytes]';
    if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
    return redactEntries(value, depth);
  }

  function redactError(error: Error, depth: number): object {
    const details = redactEntries(error, depth);
    const { name, message, stack, cause } = error;
    return {
      ...details,
      name,
      message: text(message),
      ...(stack === undefined ? {} : { stack: text(stack) }),
      ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
    };
  }

  function redactEntries(value: object, depth: number): Record<string, unknown> {
    const clean = Object.entries(value).map(([key, item]) => [
      text(key),
      isSecretKey(key) ? hidden : redact(item, depth + 1),
    ]);
    return Object.fromEntries(clean) as Record<string, unknown>;
  }

  return (value) => redact(value, 0);
}
