import { InitializerError } from './error.js';
import { isSecretKey } from './redact.js';

/**
 * The explanation inside an error body of Helcim, whatever its shape: a string, `{errors: text | list | by field}`,
 * `{message}`, nested lists of the recurring API, `[]`, nothing at all, or HTML from the edge. Nothing else is quoted: such a
 * body may be a whole transaction, with a card's token and its holder's name.
 *
 * @see https://devdocs.helcim.com/docs/helcimpay-errors-and-error-handling
 */
export function errorText(body: string): string {
  const text = body.trim();
  if (text === '') return 'no explanation';
  if (text.startsWith('<')) return 'a page of HTML instead of JSON';
  try {
    return explanation(JSON.parse(text)).slice(0, 500) || 'no explanation';
  } catch {
    return `${text.length} characters that are not JSON`;
  }
}

function explanation(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return list(value, explanation);
  if ('errors' in value) return byField(value.errors);
  if ('message' in value) return byField(value.message);
  return '';
}

/** What stands below `errors`: there the keys are names of fields. */
function byField(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return list(value, byField);
  if ('errors' in value || 'message' in value) return explanation(value);
  return Object.entries(value)
    .map(([field, item]) => {
      const said = isSecretKey(field) ? 'not shown' : byField(item);
      return said && `${quote(field)}: ${said}`;
    })
    .filter(Boolean)
    .join('; ');
}

function list(value: unknown, say: (item: unknown) => string): string {
  return Array.isArray(value) ? value.map(say).filter(Boolean).join('; ') : '';
}

/** A sentence as it stands, but for long words with digits, such as tokens and card numbers. JSON in a text is not quoted. */
function quote(text: string): string {
  if (/[{}]/.test(text)) return `a text of ${text.length} characters`;
  return text.replace(/[\w-]{20,}|\d{10,}/g, (word) => (/\d/.test(word) ? '[hidden]' : word));
}

/** What a call needs from its access configuration, in the words of Helcim's menus. */
export interface NeededPermission {
  /** Which option holds the token. */
  readonly option: string;
  /** For example `Transaction Processing: Positive Transaction`. */
  readonly permission: string;
}

/** The error for an answer of Helcim that is not a success. 401 and 403 are one class: the body decides between the two. */
export function refusal(
  status: number,
  body: string,
  needed: NeededPermission,
  retryAfterSeconds: number | undefined,
): InitializerError {
  const text = errorText(body);
  const said = `Helcim answered ${status}: ${text}.`;
  const options = { helcimStatus: status, retryAfterSeconds };
  if (status === 401 || status === 403) return credentialError(said, body, needed, status);
  if (status === 429) return new InitializerError('busy', `${said} The rate limit is reached.`, options);
  // 408 is the edge's: what stands behind it may have gone on.
  if (status >= 500 || status < 400 || status === 408)
    return new InitializerError('helcim_unavailable', said, options);
  return new InitializerError('helcim_refused', said, options);
}

/**
 * Whether an error of a call to Helcim proves that it did nothing: it never went out, or Helcim refused it. Anything else, such as
 * no answer, a 5xx or an answer that cannot be read, leaves open what happened.
 */
export function isRefusal(error: unknown): error is InitializerError {
  return error instanceof InitializerError && refusalCodes.some((code) => code === error.code);
}

const refusalCodes = ['busy', 'helcim_refused', 'helcim_permission', 'helcim_credential'] as const;

function credentialError(
  said: string,
  body: string,
  { option, permission }: NeededPermission,
  helcimStatus: number,
): InitializerError {
  const menu = 'All Tools → Integrations → API Access Configuration';
  if (/no access permission|valid permissions/i.test(body)) {
    return new InitializerError(
      'helcim_permission',
      `${said} The access configuration of ${option} needs "${permission}": raise it in Helcim under ${menu}.`,
      { helcimStatus },
    );
  }
  return new InitializerError(
    'helcim_credential',
    `${said} Either the token in ${option} is wrong, inactive or a legacy one, or its access configuration lacks ` +
      `"${permission}": check both in Helcim under ${menu}.`,
    { helcimStatus },
  );
}
