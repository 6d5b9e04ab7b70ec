/**
 * JSON as text. The validation hash covers bytes that Helcim's server wrote, so the transaction is cut out of the message and
 * re-spelled as text: parsing and serialising again would lose number spellings, and the order of integer-like keys.
 *
 * Every function here expects text that `JSON.parse` accepts.
 */

const stringLiteral = String.raw`"[^"\\]*(?:\\.[^"\\]*)*"`;
const stringOrSpace = new RegExp(`(${stringLiteral})|\\s+`, 'gs');
/** A literal that every spelling leaves alone: printable ASCII without a slash of either kind. */
const plainLiteral = /^[ -.0-[\]-~]*$/;
/** The text without white space between its tokens, each string literal spelled anew. */
export function respell(json: string, spell: (value: string) => string): string {
  return json.replace(stringOrSpace, (_match, literal: string | undefined) => {
    if (literal === undefined) return '';
    return plainLiteral.test(literal) ? literal : spell(JSON.parse(literal) as string);
  });
}

/** Whether a text reads the same in every spelling, white space apart. */
export function isPlain(json: string): boolean {
  return plainLiteral.test(json);
}

/** The text of each member's value, by key, if the text is an object; a repeated key has its last value, as in PHP. */
export function memberTexts(json: string): Map<string, string> | undefined {
  if (!json.trimStart().startsWith('{')) return undefined;
  const members = new Map<string, string>();
  let depth = 0;
  let key: string | undefined;
  let valueStart = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') {
      const start = at;
      at = endOfString(json, start);
      if (depth === 1 && key === undefined) key = JSON.parse(json.slice(start, at + 1)) as string;
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === ':' && depth === 1) {
      valueStart = at + 1;
    } else if (character === ',' || character === '}' || character === ']') {
      if (depth === 1 && key !== undefined) {
        members.set(key, json.slice(valueStart, at).trim());
        key = undefined;
      }
      if (character !== ',') depth -= 1;
    }
  }
  return members;
}

/** Where the string literal ends that starts at a quote. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (json[at] !== '"' && at < json.length) at += json[at] === '\\' ? 2 : 1;
  return at;
}
