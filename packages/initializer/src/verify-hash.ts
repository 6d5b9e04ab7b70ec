import { createHash, timingSafeEqual } from 'node:crypto';
import { isPlain, respell } from './json-text.js';

/** What the validation hash proves about a result. */
export type HashVerdict = 'valid' | 'invalid' | 'absent';

/** Both spellings of `/` times both of text outside ASCII: which one the live hash uses is unproven, all mean the same. */
const spellings = [
  { escapeSlash: true, escapeUnicode: true },
  { escapeSlash: false, escapeUnicode: true },
  { escapeSlash: true, escapeUnicode: false },
  { escapeSlash: false, escapeUnicode: false },
] as const;

const controls: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/**
 * Checks Helcim's hash: SHA-256 over the JSON text of the transaction, followed directly by the session's secretToken.
 *
 * @param transactionText The transaction object as received, in its original key order. Numbers stay as they are.
 * @param hash 64 hex digits in either case, as posted.
 * @see https://devdocs.helcim.com/docs/validate-helcimpayjs
 */
export function verifyHash(transactionText: string, hash: unknown, secretToken: string): HashVerdict {
  if (hash === undefined || hash === null || hash === '') return 'absent';
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/i.test(hash) || secretToken === '') return 'invalid';
  const claimed = Buffer.from(hash, 'hex');
  const differing = isPlain(transactionText) ? spellings.slice(0, 1) : spellings;
  const texts = differing.map((spelling) => respell(transactionText, (value) => spell(value, spelling)));
  const matches = texts.map((text) =>
    timingSafeEqual(createHash('sha256').update(text).update(secretToken).digest(), claimed),
  );
  return matches.includes(true) ? 'valid' : 'invalid';
}

/** A string literal as PHP's `json_encode` writes it; DEL stays raw, other control characters are `\u00xx`. */
function spell(value: string, { escapeSlash, escapeUnicode }: (typeof spellings)[number]): string {
  const escaped = Array.from(value, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20 || character === '"' || character === '\\')
      return controls[character] ?? unicodeEscapes(character);
    if (character === '/') return escapeSlash ? '\\/' : '/';
    return code > 0x7f && escapeUnicode ? unicodeEscapes(character) : character;
  });
  return `"${escaped.join('')}"`;
}

function unicodeEscapes(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
