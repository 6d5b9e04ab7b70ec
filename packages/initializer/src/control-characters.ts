/** Whether a text holds characters that no one-line value may hold. */
export function hasControlCharacters(text: string): boolean {
  return Array.from(text).some((character) => character < ' ' || character === '\u007f');
}
