/** What PHP's `json_decode(text, true)` can give. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Everything PHP escapes: quotes, `\`, `/`, controls and all beyond ASCII; DEL stays raw. */
const escaped = /["\\/]|[^\x20-\x7f]/g;

/** PHP's two flags that change texts: both true by default, false for JSON_UNESCAPED_SLASHES and JSON_UNESCAPED_UNICODE. */
export interface Escapes {
  escapeSlash: boolean;
  escapeUnicode: boolean;
}

const defaultEscapes: Escapes = { escapeSlash: true, escapeUnicode: true };

/**
 * PHP's `json_encode`, byte for byte: with its default flags the text Helcim hashes.
 * Throws a RangeError where PHP fails: a lone surrogate, a number that is not finite.
 */
export function phpJsonEncode(value: JsonValue, escapes: Escapes = defaultEscapes): string {
  const encode = (part: JsonValue) => phpJsonEncode(part, escapes);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return encodeString(value, escapes);
  if (typeof value === 'number') return encodeNumber(value);
  if (isList(value)) return `[${Object.values(value).map(encode).join(',')}]`;
  const members = Object.entries(value).map(([key, member]) => `${encode(key)}:${encode(member)}`);
  return `{${members.join(',')}}`;
}

/** True for text without lone surrogates. */
export function isEncodable(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function encodeString(text: string, { escapeSlash, escapeUnicode }: Escapes): string {
  if (!isEncodable(text)) throw new RangeError('A lone surrogate has no UTF-8 form');
  const isRaw = (unit: string) => (unit === '/' ? !escapeSlash : !escapeUnicode && unit > '\x7f');
  return `"${text.replace(escaped, (unit) => (isRaw(unit) ? unit : (shortEscapes[unit] ?? unicodeEscape(unit))))}"`;
}

function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** PHP's `serialize_precision = -1`: shortest digits, an exponent below 1e-4 and from 1e17 up, always with a fraction. */
function encodeNumber(number: number): string {
  if (!Number.isFinite(number)) throw new RangeError('Inf and NaN cannot be JSON encoded');
  if (Object.is(number, -0)) return '-0';
  if (Number.isSafeInteger(number)) return String(number);
  const [digits = '', exponent = ''] = number.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 17) return String(number);
  return `${digits.includes('.') ? digits : `${digits}.0`}e${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

/** PHP has one array type: an empty one, or one with the keys 0, 1, 2 … in order, is a list. */
function isList(value: object): boolean {
  return Object.keys(value).every((key, index) => key === String(index));
}
