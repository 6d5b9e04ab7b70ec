import { readFileSync } from 'node:fs';

export interface CodeBlock {
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

/** Every fenced example of a Markdown file, in order. */
export function codeBlocks(file: string): CodeBlock[] {
  const fences = readFileSync(file, 'utf8').matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...fences].map(([, language = '', text = '']) => ({ file, language, text }));
}

/** The one example of a language, or the one of them that holds the word. */
export function onlyBlock(file: string, language: string, word = ''): string {
  const blocks = codeBlocks(file).filter((block) => block.language === language && block.text.includes(word));
  const [block] = blocks;
  if (!block || blocks.length > 1)
    throw new Error(`${file} has ${blocks.length} examples in ${language} with "${word}", not one.`);
  return block.text;
}
