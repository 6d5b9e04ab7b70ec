import type { Language } from './language.js';
import { english, type Texts } from './texts-en.js';
import { french } from './texts-fr.js';

export type { Texts };

const byLanguage: Readonly<Record<Language, Texts>> = { en: english, fr: french };

/** Every text of the shop's pages in one language. */
export function textsIn(language: Language): Texts {
  return byLanguage[language];
}
